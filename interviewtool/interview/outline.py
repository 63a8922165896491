"""The pages of an interview, in order, with how far each has come. Pure: a form instance in, frozen rows out.

A page is a group or a repeat instance that has questions of its own. A repeat has a row before its instances, where one
can be added. Calculations and notes are no questions: they are neither asked nor counted.
The window, the reader of a bundle and the summary all walk a form by this outline, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interviewtool.model import Reference
from interviewtool.xforms import (
    FormInstance,
    GroupView,
    NodeKind,
    QuestionType,
    QuestionView,
    ViolationKind,
    is_heading,
    titles_table,
)

LATER = "later"
PREPARATION = ("yes", LATER)
"""What `interviewtool:preparation` says of questions that are kept before consent and apart from the answers. Those for
later are filled in once there was a conversation.
"""


class Gates(NamedTuple):
    """What consent lets happen: answers (C1, C9), and sensitive modules (C16, given again)."""

    answers: bool = True
    sensitive: bool = True


class EntryKind(StrEnum):
    """page: has questions. heading: only leads to pages below. repeat: a place where instances are added."""

    PAGE = "page"
    HEADING = "heading"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One row of the outline.

    depth: 0 for a top-level group. later: a part of the preparation that is filled in after consent, such as how the
    conversation went. asked: relevant questions; answered: of these with a value; missing: of these with a
    missing reason; violations: of these with something to correct; one that only lacks an answer is none.
    locked: consent is not given for it yet. sensitive: part of a sensitive module; closed: consent was not given again
    for these yet.
    instances: how many a repeat has.
    """

    reference: Reference
    kind: EntryKind
    title: str
    depth: int
    relevant: bool
    preparation: bool = False
    later: bool = False
    locked: bool = False
    sensitive: bool = False
    closed: bool = False
    asked: int = 0
    answered: int = 0
    missing: int = 0
    violations: int = 0
    instances: int = 0
    may_add: bool = False
    may_delete: bool = False

    @property
    def complete(self) -> bool:
        """Every question has an answer or a reason for having none."""
        return self.answered + self.missing == self.asked


def outline(instance: FormInstance, gates: Gates) -> tuple[OutlineEntry, ...]:
    """Every relevant entry of the form in document order, a series where one more can be added. Questions outside every
    group come first, as a page.
    """
    own = _entry(instance, instance.root, 0, gates)
    below = _below(instance, instance.root, 0, gates)
    return (own, *below) if own.kind is EntryKind.PAGE else tuple(below)


def questions(instance: FormInstance, reference: Reference) -> tuple[QuestionView, ...]:
    """The relevant questions and notes of one page, in order, without those of pages below it."""
    children = (child for child in instance.children(reference) if instance.kind(child) is NodeKind.QUESTION)
    views = (instance.question(child) for child in children if not titles_table(child))
    return tuple(view for view in views if view.relevant and view.type is not QuestionType.CALCULATE)


def group_title(instance: FormInstance, group: GroupView) -> str:
    """The label of a group. That of a table-list pyxform takes away and gives to a note of its own."""
    if group.label or group.kind is NodeKind.REPEAT:
        return group.label
    notes = (instance.question(child).label for child in instance.children(group.reference) if titles_table(child))
    return next(notes, "")


def is_asked(view: QuestionView) -> bool:
    """Whether a question waits for an answer: relevant, and neither a note, nor the headings of a table, nor filled in
    by the program."""
    return (
        view.relevant
        and not view.readonly
        and view.type is not QuestionType.NOTE
        and not is_heading(view.type, view.appearance)
    )


def _below(instance: FormInstance, reference: Reference, depth: int, gates: Gates) -> Iterator[OutlineEntry]:
    for child in instance.children(reference):
        if instance.kind(child) is NodeKind.QUESTION:
            continue
        entry = _entry(instance, child, depth, gates)
        if not entry.relevant or (entry.kind is EntryKind.REPEAT and not entry.may_add):
            continue  # a series is where one more is added; one that the form counts adds by itself
        below = () if entry.kind is EntryKind.REPEAT else tuple(_below(instance, child, depth + 1, gates))
        if entry.kind is not EntryKind.HEADING or below:
            yield entry
            yield from below


def _entry(instance: FormInstance, reference: Reference, depth: int, gates: Gates) -> OutlineEntry:
    group = instance.group(reference)
    preparation, sensitive = is_preparation(group), is_sensitive(group)
    repeat = group.kind is NodeKind.REPEAT
    views = () if repeat else questions(instance, reference)
    asked = [view for view in views if is_asked(view)]
    return OutlineEntry(
        reference=reference,
        kind=EntryKind.REPEAT if repeat else EntryKind.PAGE if views else EntryKind.HEADING,
        title=group_title(instance, group),
        depth=depth,
        relevant=group.relevant,
        preparation=preparation,
        later=group.extras.get("preparation") == LATER,
        locked=not preparation and not gates.answers,
        sensitive=sensitive,
        closed=sensitive and not gates.sensitive,
        asked=len(asked),
        answered=sum(bool(view.value) for view in asked),
        missing=sum(view.missing is not None for view in asked),
        violations=sum(
            view.violation is not None and view.violation.kind is not ViolationKind.REQUIRED for view in asked
        ),
        instances=group.position if repeat else 0,
        may_add=group.may_add,
        may_delete=group.may_delete,
    )


def is_sensitive(view: GroupView | QuestionView) -> bool:
    """Whether a node belongs to a sensitive module, for which consent is asked again (C16)."""
    return view.extras.get("sensitive") == "yes"


def is_preparation(view: GroupView | QuestionView) -> bool:
    """Whether a node belongs to the preparation, which is kept before consent."""
    return view.extras.get("preparation") in PREPARATION
