"""Finds where a text names somebody, and lays pseudonyms over it.

A word counts as a form of a name when it begins with a capital letter and is the name's stem with another ending. The
stem is the name without its last vowels; its last vowel may change or fall out (Федір, Федора; Павел, Павла), its last
consonant may soften (Одарка, Одарці). Parts of a compound name count alone. That finds the cases of Ukrainian and
Russian names, and now and then a word that only looks like one: a pseudonym too many does little harm, a name too many
can cost a life. Units and addresses are found as they were typed.
The text itself is never changed; `overlay` returns a copy for an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interviewtool.model import STRESS, Identity, IdentityKind, Mention, PersonCode, Reference, folded

PEOPLE = frozenset({IdentityKind.RESPONDENT, IdentityKind.AFFECTED_PERSON, IdentityKind.PERSON})

_WORD = re.compile(rf"[^\W\d_]{STRESS}?(?:['’ʼ]?[^\W\d_]{STRESS}?)*")
_BETWEEN = re.compile(r"[ \u00a0-]*")
_AFTER_INITIAL = re.compile(r"\.?[ \u00a0]*")
_VOWELS = "аеєиіїоуюяыэ"
_LETTER = f"['{_VOWELS}бвгґджзйклмнпрстфхцчшщьъa-z]"
_ENDING = re.compile(f"[{_VOWELS}йь]+$")
_LAST_SYLLABLE = re.compile(f"(.+)[іїеоє]([^{_VOWELS}]+)$")
_TWO_AND_ETS = re.compile(f"([^{_VOWELS}])([^{_VOWELS}])[еє]ц$")
_SOFTENED = {"к": "[кц]", "г": "[гз]", "х": "[хс]"}
_LONGEST_ENDING = 3
_SHORTEST_NAME = 2
_SHORTEST_LITERAL = 3


@dataclass(frozen=True, slots=True)
class _Person:
    code: PersonCode
    forms: tuple[re.Pattern[str], ...]

    def is_named_by(self, word: str) -> bool:
        plain = folded(word)
        return any(form.fullmatch(plain) for form in self.forms)


def find(reference: Reference, text: str, identities: Iterable[Identity]) -> tuple[Mention, ...]:
    """Every mention of a known identity in a text, in order, none overlapping.

    Neighbouring words that name the same person are one mention. Where two persons share a name (a mother and her son),
    the one whom more of the neighbouring words name is meant; of equals the first.
    """
    identities = tuple(identities)
    taken = [*_literally(reference, text, identities), *_people(reference, text, identities)]
    mentions: list[Mention] = []
    for mention in sorted(taken, key=lambda each: (each.start, -each.end)):
        if not mentions or mention.start >= mentions[-1].end:
            mentions.append(mention)
    return tuple(mentions)


def overlay(text: str, mentions: Iterable[Mention], shown: Callable[[PersonCode], str]) -> str:
    """The text with `shown(person_code)` in place of each mention."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        text = text[: mention.start] + shown(mention.person_code) + text[mention.end :]
    return text


def _people(reference: Reference, text: str, identities: Iterable[Identity]) -> Iterable[Mention]:
    people = [_Person(each.person_code, _forms(each.text)) for each in identities if each.kind in PEOPLE]
    run: list[re.Match[str]] = []
    meant: list[_Person] = []
    for word in _WORD.finditer(text):
        said = word.group()
        named = [person for person in people if person.is_named_by(said)] if said[0].isupper() else []
        common = [person for person in meant if person in named] if run and _adjoins(run[-1], word, text) else []
        if run and not common:
            yield Mention(reference, run[0].start(), run[-1].end(), meant[0].code)
            run = []
        if named:
            run.append(word)
            meant = common or named
    if run:
        yield Mention(reference, run[0].start(), run[-1].end(), meant[0].code)


def _adjoins(before: re.Match[str], word: re.Match[str], text: str) -> bool:
    """Whether nothing but a space or a hyphen stands between; after an initial also a full stop."""
    between = _AFTER_INITIAL if len(before.group()) == 1 else _BETWEEN
    return between.fullmatch(text, before.end(), word.start()) is not None


def _literally(reference: Reference, text: str, identities: Iterable[Identity]) -> Iterable[Mention]:
    for identity in identities:
        if identity.kind not in PEOPLE and len(identity.text) >= _SHORTEST_LITERAL:
            for found in re.finditer(re.escape(identity.text), text, re.IGNORECASE):
                yield Mention(reference, found.start(), found.end(), identity.person_code)


def _forms(name: str) -> tuple[re.Pattern[str], ...]:
    """What the words of a name look like in any case, folded."""
    words = (folded(word.group()) for word in _WORD.finditer(name))
    return tuple(_form(word) for word in words if len(word) >= _SHORTEST_NAME)


def _form(name: str) -> re.Pattern[str]:
    stem = _ENDING.sub("", name)
    if len(stem) < _SHORTEST_NAME:
        stem = name[:-1] if len(name) > _SHORTEST_NAME else name
    ets, changing = _TWO_AND_ETS.fullmatch(stem), _LAST_SYLLABLE.fullmatch(stem)
    if ets:
        base = f"{ets[1]}е?{ets[2]}е?ц"
    elif changing:
        base = f"{re.escape(changing[1])}[аоеєіїий]?ь?{re.escape(changing[2])}"
    else:
        base = re.escape(stem[:-1]) + _SOFTENED.get(stem[-1], re.escape(stem[-1]))
    longest = len(name) - len(stem) + _LONGEST_ENDING
    return re.compile(f"{base}{_LETTER}{{0,{longest}}}")
