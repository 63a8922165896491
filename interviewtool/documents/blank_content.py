"""A questionnaire to be filled in on paper, as data. Every text comes in the document's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Room(Enum):
    """What is left open for the answer.

    LINE, LINES, NARRATIVE: one line, a few, half a page. NAME: a number that stands on the sheet of names. ONE_LISTED,
    SEVERAL_LISTED: numbers of choices of a list at the end. ATTACHED: that something was handed over.
    """

    LINE = auto()
    LINES = auto()
    NARRATIVE = auto()
    NUMBER = auto()
    DATE = auto()
    PARTIAL_DATE = auto()
    TIME = auto()
    ONE = auto()
    SEVERAL = auto()
    RANKED = auto()
    ONE_LISTED = auto()
    SEVERAL_LISTED = auto()
    NAME = auto()
    ATTACHED = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class BlankHeading:
    """A group or repeat. condition: in words, "" where it is always asked. repeated: filled in once for each. apart: it
    goes into no summary, so it has pages of its own that the respondent need not see.
    """

    title: str
    depth: int
    condition: str = ""
    repeated: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """number: on paper, 0 for a passage that asks nothing. read_out: the text is said aloud. hint: for the respondent.

    guidance: for the interviewer alone. list_letter: of a list at the end. unit: behind a number. reasons: whether it
    can be left with a missing reason; a decision on consent cannot.
    """

    number: int
    text: str
    room: Room
    read_out: bool = True
    hint: str = ""
    guidance: str = ""
    condition: str = ""
    choices: tuple[str, ...] = ()
    list_letter: str = ""
    unit: str = ""
    reasons: bool = True


@dataclass(frozen=True, slots=True)
class BlankList:
    """A long list of choices, printed once at the end. letter: how questions name it."""

    letter: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """language: uk, ru or en, of the document's own words. names: whether a sheet of names is needed."""

    language: str
    title: str
    form_id: str
    form_version: str
    parts: tuple[BlankHeading | BlankQuestion, ...]
    lists: tuple[BlankList, ...] = ()
    names: bool = False
