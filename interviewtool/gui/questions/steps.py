"""From section to section: the two buttons below the page, and where they lead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from interviewtool.gui.design import Role
from interviewtool.gui.questions.outline_list import OutlineList
from interviewtool.gui.widgets import button
from interviewtool.i18n import _
from interviewtool.interview import EntryKind, OutlineEntry
from interviewtool.model import Reference

BACK = "Ctrl+Up"

Onward = tuple[str, Callable[[], None]]
"""What the button for the next section says on the last one, and what it does there."""


class SectionSteps(QObject):
    """chosen(reference): the section to go to. onward: where the last one leads, if anywhere."""

    chosen = Signal(str)

    def __init__(self, outline: OutlineList, onward: Callable[[], Onward | None]) -> None:
        super().__init__(outline)
        self._outline = outline
        self._onward = onward
        self._current = Reference("")
        self.previous = button(_("← Previous section"), self.go_back)
        self.previous.setAccessibleName(self.previous.text())
        self.previous.setToolTip(QKeySequence(BACK).toString(QKeySequence.SequenceFormat.NativeText))
        self.next = button(_("Next section →"), self._go_onward, Role.PRIMARY)

    def show_current(self, current: Reference) -> None:
        """The section that is shown now; what the buttons say and allow follows from it."""
        self._current = current
        steps = [entry.reference for entry in self._steps()]
        self.previous.setEnabled(bool(steps) and current != steps[0])
        past = current not in steps  # a page behind the sections: one goes back from it, and no further
        last = past or current == steps[-1]
        onward = self._onward() if last and not past else None
        self.next.setText(onward[0] if onward is not None else _("Next section →"))
        self.next.setAccessibleName(self.next.text())
        self.next.setEnabled(not last or onward is not None)
        self.next.setHidden(past)

    def shorten(self, narrow: bool) -> None:
        """Leave the arrow alone of the way back."""
        self.previous.setText("←" if narrow else _("← Previous section"))

    def go_on(self) -> bool:
        """To the section after this one; whether there is one."""
        return self._step(1)

    def go_back(self) -> bool:
        """To the section before this one; whether there is one."""
        return self._step(-1)

    def _go_onward(self) -> None:
        onward = self._onward()
        if not self.go_on() and onward is not None:
            onward[1]()

    def _steps(self) -> list[OutlineEntry]:
        return [
            entry
            for entry in self._outline.entries()
            if entry.kind is EntryKind.PAGE or (entry.kind is EntryKind.REPEAT and entry.may_add)
        ]

    def _step(self, by: int) -> bool:
        steps = self._steps()
        here = next((index for index, entry in enumerate(steps) if entry.reference == self._current), len(steps))
        there = 0 <= here + by < len(steps)
        if there:
            self.chosen.emit(steps[here + by].reference)
        return there
