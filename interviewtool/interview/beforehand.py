"""What the preparation says that the conversation about consent begins with: that it was held on paper and is typed in
later, and who is there beside the respondent. A questionnaire is asked by the names of its questions; one that has
none of them says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from interviewtool.consent import as_told
from interviewtool.i18n.dates import time_of_day, typed_clock
from interviewtool.interview.outline import EntryKind
from interviewtool.interview.pages import SessionQuestion
from interviewtool.interview.session import Session
from interviewtool.model import ConsentRole

_ENTRY, _PAPER, _DAY, _CLOCK = "entry_mode", "paper", "session_date", "session_time"
"""The question for how answers are entered, its choice for paper, and the questions for when the interview was held."""
_INTERPRETER, _OTHERS, _ROLE, _AGREES = "interpreter_present", "others_present", "present_role", "present_consent"
"""Whether there is an interpreter, or anybody else; of each person present who it is and whether they agree."""

_YES = "yes"
_OF_THEIR_OWN = {"interpreter": ConsentRole.INTERPRETER, "guardian": ConsentRole.GUARDIAN}
"""Who of those present is no mere listener."""


@dataclass(frozen=True, slots=True)
class Beforehand:
    """told: when the interview was held on paper, as `ConsentRecord.told`; "" where it is typed in as it goes.
    present: interpreter and others who are there, and whether they agree, as far as that was noted.
    """

    told: str = ""
    present: Mapping[ConsentRole, bool | None] = field(default_factory=dict)


NOTHING_SAID = Beforehand()


def beforehand(session: Session) -> Beforehand:
    """What the preparation of an open interview says."""
    said = _said(session)
    present = {
        role: _agreed(said, role)
        for question, role in ((_INTERPRETER, ConsentRole.INTERPRETER), (_OTHERS, ConsentRole.PRESENT))
        if _YES in said[question].values()
    }
    return Beforehand(_held(said), present)


def prepared(session: Session, name: str) -> list[SessionQuestion]:
    """The questions of the preparation that bear this name."""
    return [question for question in _preparation(session) if _place(question)[1] == name]


def _preparation(session: Session) -> list[SessionQuestion]:
    pages = [entry.reference for entry in session.outline() if entry.kind is EntryKind.PAGE and entry.preparation]
    return [question for page in pages for question in session.page(page).questions]


def _place(question: SessionQuestion) -> tuple[str, str]:
    """The group or repeat instance a question stands in, and its name."""
    place, _, name = question.view.reference.rpartition("/")
    return place, name


_Said = Mapping[str, Mapping[str, str]]
"""What was answered: name of the question → the group or repeat instance it stands in → value."""


def _said(session: Session) -> _Said:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for question in _preparation(session):
        place, name = _place(question)
        said[name][place] = question.view.value
    return said


def _held(said: _Said) -> str:
    entry, days, clocks = (" ".join(said[name].values()) for name in (_ENTRY, _DAY, _CLOCK))
    if entry != _PAPER:
        return ""
    with suppress(ValueError):  # a questionnaire may ask for it in words
        return as_told(date.fromisoformat(days), typed_clock(time_of_day(clocks)))
    return ""


def _agreed(said: _Said, role: ConsentRole) -> bool | None:
    theirs = [
        said[_AGREES].get(instance, "")
        for instance, person in said[_ROLE].items()
        if _OF_THEIR_OWN.get(person, ConsentRole.PRESENT) is role
    ]
    return all(each == _YES for each in theirs) if theirs and all(theirs) else None
