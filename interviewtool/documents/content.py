"""What the documents show, as data. Every text comes in the document's language and as consent allows: a document makes
no choice about names. What only the document says (headings, decisions, dates) it words itself, in `language`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from interviewtool.model import ConsentItem, ConsentMethod, ConsentRecord, ContentHash, InterviewId, Naming


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and its answer. missing: `value` is the reason why there is none, and is set apart."""

    label: str
    value: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Narrative:
    """A long text, in full. Paragraphs are separated by line breaks."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a repeat. answers: one for each instance, None where it was not asked of that one."""

    label: str
    answers: tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The instances of a repeat side by side, which are called by their numbers; every row has as many answers."""

    rows: tuple[Row, ...]


Item = Answer | Narrative | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the questionnaire. depth: 0 for a module, more for what lies inside it; a section may be empty."""

    title: str
    depth: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One decision as the consent summary shows it.

    text: the sentence that was read out. decision: yes or no; for C10 the way of naming when it was given.
    text_version, text_hash: of the consent text it was decided on; printed beneath the decisions. told: as
    `ConsentRecord.told`.
    """

    code: ConsentItem
    text: str
    decision: bool | Naming
    method: ConsentMethod
    time: datetime
    text_version: str = ""
    text_hash: ContentHash | None = None
    told: str = ""

    @classmethod
    def of(cls, record: ConsentRecord, text: str) -> ConsentLine:
        """The line of a consent record. text: the item's sentence in the document's language."""
        decision = record.naming if record.given and record.naming is not None else record.given
        return cls(
            record.item,
            text,
            decision,
            record.method,
            record.time,
            record.text_version,
            record.text_hash,
            record.told,
        )


@dataclass(frozen=True, slots=True)
class SummaryData:
    """A whole summary.

    language: uk, ru or en. respondent: the display name, inverted commas included where it is changed. created: when
    the summary was made.
    facts: label and value of the title block, such as date, mode, interviewer, questionnaire and version.
    interviewer: the code of whoever signs.
    """

    language: str
    interview_id: InterviewId
    respondent: str
    created: datetime
    facts: tuple[tuple[str, str], ...] = ()
    consent: tuple[ConsentLine, ...] = ()
    sections: tuple[Section, ...] = ()
    interviewer: str = ""


@dataclass(frozen=True, slots=True)
class ConsentFormData:
    """The consent form to be printed: the very text, its version and its hash.

    introduction, closing: paragraphs. headings, items: a few words over each item, and its sentence, shown in the order
    of the codes. naming: the three answers to C10 as they are read out. presence_heading, presence: what a guardian, an
    interpreter and others present are asked; empty where the text has no words for them.
    """

    language: str
    text_version: str
    text_hash: ContentHash
    title: str
    introduction: tuple[str, ...]
    headings: Mapping[ConsentItem, str]
    items: Mapping[ConsentItem, str]
    naming: Mapping[Naming, str]
    presence_heading: str
    presence: tuple[str, ...]
    closing: tuple[str, ...]
