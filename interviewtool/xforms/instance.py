"""One filled-in questionnaire in memory, and every act on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason, Reference, StoredAnswer
from interviewtool.xforms import inspection
from interviewtool.xforms.changes import Changes
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.references import bare, unknown
from interviewtool.xforms.serialize import Writer
from interviewtool.xforms.session import Acts
from interviewtool.xforms.state import State
from interviewtool.xforms.viewer import Viewer
from interviewtool.xforms.views import GroupView, NodeKind, QuestionView, Violation


class FormInstance:
    """A form instance. Not thread-safe: one thread at a time.

    clock: aware local time. uuid: a fresh UUID as text. random: a number in [0, 1). signature_holds: whether an Ed25519
    key signed (key, signature, message), for `extract-signed`. saved: rows of `stored`; without them this is a new
    instance, and the form's first-load actions run. partial: saved holds only a part of the form (the preparation,
    before consent); the rest is as in a new instance. language: full name or code; default: the form's.
    opening: what making or resuming it changed against `saved` (a calculation on today(), for one); write it.
    """

    def __init__(
        self,
        definition: FormDefinition,
        *,
        clock: Callable[[], datetime],
        uuid: Callable[[], str],
        random: Callable[[], float],
        signature_holds: Callable[[bytes, bytes, bytes], bool],
        saved: Iterable[StoredAnswer] = (),
        partial: bool = False,
        language: str | None = None,
    ) -> None:
        self.definition = definition
        rows = tuple(saved)
        self._state = State(definition.form, clock, uuid, random, signature_holds, seeded=partial or not rows)
        self._slots = self._state.slots
        self._acts = Acts(self._state)
        self._viewer = Viewer(self._state)
        self._look = self._shown
        if language is not None:
            self._state.language = self._language(language)
        if rows:
            self._acts.resume(rows, partial=partial)
        else:
            self._acts.start()
        self.opening = self._opening(rows)

    def _opening(self, rows: tuple[StoredAnswer, ...]) -> Changes:
        before = {row.reference: (row.value, row.missing) for row in rows}
        changed = tuple(row.reference for row in self.stored() if before.get(row.reference) != (row.value, row.missing))
        self._changes()
        changes = Changes()
        changes.values = changed
        return changes

    # -- languages
    @property
    def language(self) -> str:
        """The full name of the current language; "" for a form without translations."""
        return self._state.language if self.definition.languages else ""

    @language.setter
    def language(self, language: str) -> None:
        self.set_language(language)

    def set_language(self, language: str) -> Changes:
        """Switch to a language by full name or code (uk); calculations on choice labels follow it.

        KnownError xforms.unknown_language.
        """
        state = self._state
        state.language = self._language(language)
        for expression in state.form.spoken:
            for block in state.all_blocks():
                if block.layout is expression.layout:
                    self._acts.push(expression.key | block.base)
        self._acts.settle()
        return self._changes()

    def _language(self, name: str) -> str:
        found = self.definition.language(name)
        if found is None:
            if not self.definition.languages:
                return self._state.form.source.default_language
            raise KnownError("xforms.unknown_language", None, language=name)
        return found

    # -- acts
    def answer(self, reference: Reference, value: str) -> Changes:
        """Set a raw value ("" clears); a value that breaks a constraint is stored.

        KnownError xforms.unknown_reference, xforms.readonly.
        """
        slot = self._slots[reference]
        if self._viewer.is_readonly(slot):
            raise KnownError("xforms.readonly", None, reference=bare(reference))
        self._acts.answer(slot, value)
        return self._changes()

    def fill(self, reference: Reference, value: str) -> Changes:
        """Like `answer`, but also for readonly questions and nodes without a control."""
        self._acts.answer(self._slots[reference], value)
        return self._changes()

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> Changes:
        """Set or take away the reason why there is no value; setting one clears the value."""
        self._acts.mark_missing(self._slots[reference], reason)
        return self._changes()

    def add_repeat(self, series: Reference) -> Changes:
        """One instance more at the end of `/data/case[1]/place`.

        KnownError xforms.unknown_reference, xforms.fixed_repeat.
        """
        found = self._state.series(series)
        if found is None:
            raise unknown(series)
        up, layout = found
        if layout.fixed:
            raise KnownError("xforms.fixed_repeat", None, reference=bare(series))
        self._acts.add(layout, up)
        return self._changes()

    def delete_repeat(self, instance: Reference) -> Changes:
        """Take `/data/case[1]/place[2]` away; later instances move up. KnownError xforms.unknown_reference."""
        block = self._state.named.get(instance)
        if block is None or block.up is None:
            raise unknown(instance)
        self._acts.delete(block)
        changes = self._changes()
        changes.removed = (instance,)
        return changes

    def _changes(self) -> Changes:
        acts = self._acts
        touched, turned = acts.touched, acts.turned
        changes = Changes()
        changes.values = (self._state.names[touched[0]],) if len(touched) == 1 else self._references(touched)
        changes.look = self._look
        changes.slots = touched + turned if turned else touched
        acts.touched = []
        if turned:
            changes.relevance = self._references(turned)
            acts.turned = []
        if acts.readonly:
            changes.readonly = self._references(inspection.below(self._state, acts.readonly))
            acts.readonly = []
        if acts.required:
            changes.required = self._references(acts.required)
            acts.required = []
        if acts.added:
            changes.added = tuple([block.name for block in acts.added])
            acts.added = []
        return changes

    def _shown(self, slots: Sequence[int]) -> Iterable[Reference]:
        return self._state.form.display.shown(self._state, slots)

    def _references(self, slots: Sequence[int]) -> tuple[Reference, ...]:
        """Of slots, each once."""
        names = self._state.names
        return tuple({names[slot]: None for slot in slots})

    # -- looking
    def kind(self, reference: Reference) -> NodeKind:
        """What stands at a reference. KnownError xforms.unknown_reference."""
        if self._state.series(reference) is not None:
            return NodeKind.REPEAT
        return self._viewer.kind(self._slots[reference])

    def children(self, reference: Reference) -> tuple[Reference, ...]:
        """In document order. Of a repeat: its instances, then the series itself (where one more can be added).

        The children of a series are its instances. Nodes that are not relevant are among them. `children("/data")`
        are those of the root.
        """
        found = self._state.series(reference)
        if found is not None:
            block, layout = found
            return tuple(child.name for child in block.children[layout.branch])
        return inspection.children(self._state, self._slots[reference])

    @property
    def root(self) -> Reference:
        """The reference of the root node."""
        return Reference(self._state.form.nodes[0].path)

    def value(self, reference: Reference) -> str:
        """The raw value of any leaf node."""
        return self._state.text(self._slots[reference])

    def is_relevant(self, reference: Reference) -> bool:
        """Whether a node is relevant, with all that encloses it."""
        return self._state.relevant[self._slots[reference]]

    def question(self, reference: Reference) -> QuestionView:
        """The question as a screen shows it now. KnownError xforms.unknown_reference."""
        return self._viewer.question(self._slots[reference], reference)

    def group(self, reference: Reference) -> GroupView:
        """The group, repeat series or repeat instance as a screen shows it now."""
        found = self._state.series(reference)
        if found is not None:
            block, layout = found
            return self._viewer.series(block, layout, reference)
        return self._viewer.group(self._slots[reference], reference)

    def violation(self, reference: Reference) -> Violation | None:
        """What is wrong with one answer; None for an answer that stands, or for a question that is not relevant."""
        slot = self._slots[reference]
        return self._viewer.violation(slot, reference) if self._state.relevant[slot] else None

    def satisfies(self, reference: Reference) -> bool:
        """Whether an answer stands before its own constraint; an empty or not relevant one always does."""
        return self._state.satisfies(self._slots[reference])

    def violations(self) -> tuple[Violation, ...]:
        """What stands against finalizing, in document order: relevant questions only."""
        return tuple(self._viewer.violations())

    def stored(self) -> tuple[StoredAnswer, ...]:
        """The complete state; as `saved` it restores this instance exactly. A repeat instance has a row of its own."""
        return tuple(inspection.stored(self._state))

    def stored_answer(self, reference: Reference) -> StoredAnswer:
        """The row of one leaf or repeat instance, as `stored` gives it; for the save path, which writes single rows."""
        return inspection.stored_answer(self._state, self._slots[reference])

    def to_xml(self, *, pruned: bool = True, deprecated_id: str = "") -> bytes:
        """The instance as XForms XML: not relevant nodes left out (pruned), interviewtool:missing attributes.

        deprecated_id: the instanceID this one replaces on a server; stands in meta after its own.
        """
        return Writer(self._state, pruned, deprecated_id).write().encode()

    def recalculate_fully(self) -> tuple[Reference, ...]:
        """Self-check: references whose value, relevance, readonly or required a full recalculation sees differently."""
        return self._references(inspection.differences(self._state))
