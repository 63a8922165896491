"""Whether somebody sought is a person whom the register holds already, so that nobody is asked twice by accident.

Names are compared by ear (`romanised`), word by word and without their endings, so that script, declension, order of
the words and a missing patronymic make no difference; nor does what a given name is among friends, and an initial goes
for a name. It offers what looks alike; a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from rapidfuzz.fuzz import ratio

from interviewtool.pseudonym.given_names import same
from interviewtool.pseudonym.romanised import romanised

ALIKE = 89.0
"""Of 100: two spellings of one name in two languages lie above, neighbouring names (a sister, Шевченко Микола and
Михайло) below; tests/pseudonym has the pairs."""
NEAR = 80.0
"""Enough where the year of birth agrees."""
THE_SAME = 94.0
"""Alike enough to be shown although the years of birth differ."""

_ENDING = re.compile(r"(?<=...)[aeiu]+[gmh]?[aeiu]*$")
_YEARS_APART = 2
_REGION = "UA"
"""Where a number without a country code is called."""


class Reason(StrEnum):
    """What agrees; other_year: that the years of birth do not."""

    NAME = "name"
    BIRTH_YEAR = "birth_year"
    PHONE = "phone"
    OTHER_YEAR = "other_year"


@dataclass(frozen=True, slots=True, repr=False)
class Sought:
    """What is known of a person before consent, from elsewhere. birth_year: None if unknown. phone: "" if unknown."""

    name: str
    birth_year: int | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """score: 0 to 100, of the names. reasons: what agrees, or speaks against it."""

    score: float
    reasons: tuple[Reason, ...]


def likeness(
    sought: Sought, name: str, *, birth_years: Collection[int] = (), contacts: Iterable[str] = ()
) -> Likeness | None:
    """How far a person of the register is the one sought; None where nothing says so.

    birth_years: as given in that person's interviews. contacts: as typed there, numbers among other words.
    """
    score = alike(sought.name, name)
    apart = None
    if sought.birth_year is not None and birth_years:
        apart = min(abs(sought.birth_year - year) for year in birth_years)
    same_year = apart is not None and apart <= 1
    same_phone = bool(numbers(sought.phone) & {each for text in contacts for each in numbers(text)})
    same_name = score >= (NEAR if same_year else ALIKE)
    if apart is not None and apart > _YEARS_APART and score < THE_SAME:
        same_name = False
    if not same_name and not same_phone:
        return None
    said = (
        (Reason.NAME, same_name),
        (Reason.PHONE, same_phone),
        (Reason.BIRTH_YEAR, same_year),
        (Reason.OTHER_YEAR, apart is not None and not same_year),
    )
    return Likeness(score, tuple(reason for reason, holds in said if holds))


def alike(one: str, other: str) -> float:
    """0 to 100. A single given name is too little to tell a person by, and so never counts as alike with a full one."""
    fewer, more = sorted((romanised(one), romanised(other)), key=len)
    if not fewer:
        return 0.0
    left = list(more)
    scores = []
    for word in sorted(fewer, key=len, reverse=True):
        best = max(left, key=lambda each: _word_alike(word, each))
        scores.append(_word_alike(word, best))
        left.remove(best)
    score = min(fmean(scores), min(scores) + 25)
    return score if len(fewer) > 1 or len(more) == 1 else min(score, NEAR - 1)


def numbers(text: str) -> frozenset[str]:
    """The telephone numbers in a text, in E.164."""
    if not text:
        return frozenset()
    # Its metadata takes a while to load: nobody who does not look for somebody waits for it.
    from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

    found = PhoneNumberMatcher(text, _REGION)
    return frozenset(format_number(match.number, PhoneNumberFormat.E164) for match in found)


def _word_alike(one: str, other: str) -> float:
    if same(one, other):
        return 100.0
    if one[0] == other[0] and 1 in (len(one), len(other)):
        return ALIKE
    return max(ratio(one, other), ratio(_ENDING.sub("", one), _ENDING.sub("", other)))
