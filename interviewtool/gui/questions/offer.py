"""A note that offers an entry elsewhere: the column `offer` names a repeat, and a button adds an instance of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.questions.fixed import NoteField
from interviewtool.gui.widgets import button
from interviewtool.i18n import _
from interviewtool.interview import EntryKind, OutlineEntry, SessionQuestion
from interviewtool.model import Reference


class OfferField(NoteField):
    """taken(reference of the note, name of the repeat): the entry is wanted."""

    taken = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._note, self._repeat = "", ""
        self.add = button(_("Add an entry about it"), lambda: self.taken.emit(self._note, self._repeat))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self._note, self._repeat = question.view.reference, question.view.extras.get("offer", "")
        self.setVisible(not question.locked)  # a note itself is never editable

    def focus_target(self) -> QWidget:
        return self.add

    def name(self, label: str, description: str) -> None:
        self.add.setAccessibleDescription(label)  # the button says itself what it does


def offered_place(entries: Sequence[OutlineEntry], note: Reference, repeat: str) -> Reference | None:
    """Where an offered entry goes: an instance that is still empty, since a repeat begins with one, or the repeat.

    None where it is closed, or not asked.
    """
    series = _series(entries, note, repeat)
    return None if series is None else _empty_instance(entries, series) or series


def _empty_instance(entries: Iterable[OutlineEntry], series: Reference) -> Reference | None:
    holding: dict[str, int] = {}
    for each in entries:
        if each.reference.startswith(f"{series}["):
            instance = series + each.reference.removeprefix(series).split("/")[0]
            holding[instance] = holding.get(instance, 0) + each.answered + each.missing
    return next((Reference(instance) for instance, answers in holding.items() if not answers), None)


def _series(entries: Iterable[OutlineEntry], note: Reference, repeat: str) -> Reference | None:
    """The repeat of this name that shares the most with where the note stands."""
    here = note.split("/")
    found = [
        each.reference
        for each in entries
        if each.kind is EntryKind.REPEAT and each.may_add and each.reference.rsplit("/", 1)[-1] == repeat
    ]
    return max(found, key=lambda series: _shared(series.split("/"), here), default=None)


def _shared(one: list[str], other: list[str]) -> int:
    return next((count for count, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
