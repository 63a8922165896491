"""One filled-in questionnaire in memory, and every act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from interviewtool.model import MissingReason, Reference, StoredAnswer
from interviewtool.xforms.changes import Changes
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.views import GroupView, NodeKind, QuestionView, Violation


class FormInstance:
    """A form instance. Not thread-safe: one thread at a time.

    clock: aware local time. uuid: a fresh UUID as text. random: a number in [0, 1). saved: rows of `stored`; without
    them this is a new instance, and the form's first-load actions run. language: full name or code; default: the form's.
    opening: what making or resuming it changed against `saved` (a calculation on today(), for one); write it.
    """

    opening: Changes

    def __init__(
        self,
        definition: FormDefinition,
        *,
        clock: Callable[[], datetime],
        uuid: Callable[[], str],
        random: Callable[[], float],
        saved: Iterable[StoredAnswer] = (),
        language: str | None = None,
    ) -> None:
        raise NotImplementedError

    @property
    def language(self) -> str:
        """The full name of the current language; "" for a form without translations."""
        raise NotImplementedError

    @language.setter
    def language(self, language: str) -> None:
        raise NotImplementedError

    def set_language(self, language: str) -> Changes:
        """Switch to a language by full name or code (uk); calculations on choice labels follow it. KnownError xforms.unknown_language."""
        raise NotImplementedError

    def answer(self, reference: Reference, value: str) -> Changes:
        """Set a raw value ("" clears); a value that breaks a constraint is stored. KnownError xforms.unknown_reference, xforms.readonly."""
        raise NotImplementedError

    def fill(self, reference: Reference, value: str) -> Changes:
        """Like `answer`, but also for readonly questions and nodes without a control."""
        raise NotImplementedError

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> Changes:
        """Set or take away the reason why there is no value; setting one clears the value."""
        raise NotImplementedError

    def add_repeat(self, series: Reference) -> Changes:
        """One instance more at the end of `/data/case[1]/place`."""
        raise NotImplementedError

    def delete_repeat(self, instance: Reference) -> Changes:
        """Take `/data/case[1]/place[2]` away; later instances move up."""
        raise NotImplementedError

    def kind(self, reference: Reference) -> NodeKind:
        """What stands at a reference."""
        raise NotImplementedError

    def children(self, reference: Reference) -> tuple[Reference, ...]:
        """In document order. Of a repeat: its instances, then the series itself (where one more can be added).

        The children of a series are its instances. Nodes that are not relevant are among them. `children("/data")`
        are those of the root.
        """
        raise NotImplementedError

    def value(self, reference: Reference) -> str:
        """The raw value of any leaf node."""
        raise NotImplementedError

    def question(self, reference: Reference) -> QuestionView:
        """The question as a screen shows it now."""
        raise NotImplementedError

    def group(self, reference: Reference) -> GroupView:
        """The group, repeat series or repeat instance as a screen shows it now."""
        raise NotImplementedError

    def violations(self) -> tuple[Violation, ...]:
        """What stands against finalizing, in document order: relevant questions only."""
        raise NotImplementedError

    @property
    def root(self) -> Reference:
        """The reference of the instance's root, `/data`."""
        raise NotImplementedError

    def stored_answer(self, reference: Reference) -> StoredAnswer:
        """The row of one node (question, calculation or repeat instance), as `stored` gives it; cheap, the save path uses it."""
        raise NotImplementedError

    def choosers_of(self, reference: Reference) -> tuple[Reference, ...]:
        """Questions whose choices are made of a repeat's node, this one their value (`select_one ${place_name}`)."""
        raise NotImplementedError

    def stored(self) -> tuple[StoredAnswer, ...]:
        """The complete state; as `saved` it restores this instance exactly. A repeat instance has a row of its own."""
        raise NotImplementedError

    def to_xml(self, *, pruned: bool = True, deprecated_id: str = "") -> bytes:
        """The instance as XForms XML: not relevant nodes left out (pruned), interviewtool:missing attributes, meta/instanceID."""
        raise NotImplementedError

    def recalculate_fully(self) -> tuple[Reference, ...]:
        """Self-check: references whose value, relevance, readonly or required a full recalculation sees differently."""
        raise NotImplementedError
