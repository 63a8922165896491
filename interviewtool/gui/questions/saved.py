"""Whether what was typed is durable: the truth, from the futures of the vault's writes, and nothing else.

Writes are done in order, and a write that succeeds carries every earlier one that had failed (interview.autosave). So a
success makes everything before it saved; a failure leaves everything since the last success unsaved, and it is said.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.operations import Operations
from interviewtool.i18n import N_, _
from interviewtool.model import Reference

CALM = 300
"""Milliseconds after which a save that still runs is worth a word; faster ones would only flicker."""


class SaveState(Enum):
    """Of one answer, or of all."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


class SaveLedger(QObject):
    """Follows every write of one session. changed: the state of something may be another now; failed(KnownError)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, operations: Operations, owner: QWidget) -> None:
        super().__init__(owner)
        self._operations = operations
        self._owner = owner
        self._count = 0
        self._unsaved: dict[int, Reference | None] = {}
        self._failed_at = 0
        self._refused: set[Reference | None] = set()
        self._typing: set[Reference] = set()

    def watch(self, saved: Future[None], reference: Reference | None = None) -> None:
        """Follow one write. reference: the question it is about, if it is about one."""
        self._refused.discard(reference)
        if reference is not None:
            self._typing.discard(reference)
        self._count += 1
        number = self._count
        self._unsaved[number] = reference
        # The exception is passed on as a result, so that a bug of ours shows as unsaved, too.
        outcome: Future[BaseException | None] = Future()
        saved.add_done_callback(lambda ready: outcome.set_result(ready.exception()))
        self._operations.watch(outcome, owner=self._owner, done=lambda error: self._settled(number, error))
        self.changed.emit()

    def refused(self, reference: Reference | None) -> None:
        """An act was refused before it could be written: what is on the screen is kept nowhere."""
        self._refused.add(reference)
        self.changed.emit()

    def typing(self, reference: Reference) -> None:
        """Something is on the screen that no write carries yet; the next write about the question does."""
        if reference not in self._typing:
            self._typing.add(reference)
            self.changed.emit()

    def dropped(self, reference: Reference) -> None:
        """What was being typed is not to be kept: the question takes no answer any more."""
        self._typing.discard(reference)
        self.changed.emit()

    def state(self, reference: Reference | None = None) -> SaveState:
        """Of a question; without one, of everything."""
        if reference in self._refused or (reference is None and self._refused):
            return SaveState.FAILED
        mine = [number for number, about in self._unsaved.items() if reference is None or about == reference]
        if mine and min(mine) <= self._failed_at:
            return SaveState.FAILED  # typing on does not hide it
        typing = self._typing if reference is None else self._typing & {reference}
        return SaveState.SAVING if mine or typing else SaveState.SAVED

    def _settled(self, number: int, error: BaseException | None) -> None:
        if error is None:
            self._unsaved = {each: about for each, about in self._unsaved.items() if each > number}
        else:
            self._failed_at = max(self._failed_at, number)
            if isinstance(error, KnownError):
                self.failed.emit(error)
            else:
                self._operations.report_bug(self._owner, error)
        self.changed.emit()


_WORDS = {
    SaveState.SAVED: (Role.SUCCESS, N_("✓ Everything is saved")),
    SaveState.SAVING: (Role.MUTED, N_("Saving…")),
    SaveState.FAILED: (Role.ERROR, N_("⚠ Not saved")),
}


class SavedIndicator(QWidget):
    """One line in the bar: saved, saving, or not saved. It says saved only when the vault has said so."""

    def __init__(self, ledger: SaveLedger) -> None:
        super().__init__()
        self._ledger = ledger
        self._label = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._label)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(CALM)
        self._patience.timeout.connect(self._show)
        ledger.changed.connect(self._changed)
        self._show()

    def state(self) -> SaveState:
        """What is shown now."""
        return self._shown

    def _changed(self) -> None:
        # "Saved" goes at once when something is on its way; only the word for it waits.
        if self._ledger.state() is SaveState.SAVING:
            self._label.setText("")
            self._shown = SaveState.SAVING
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._patience.stop()
            self._show()

    def sizeHint(self) -> QSize:
        """Room for each of the words, so that the bar stands still."""
        hint = super().sizeHint()
        widths = (self._label.fontMetrics().horizontalAdvance(_(text)) for _role, text in _WORDS.values())
        return hint.expandedTo(QSize(max(widths), 0))

    def _show(self) -> None:
        self._shown = self._ledger.state()
        role, words = _WORDS[self._shown]
        text = _(words)
        set_role(self._label, role)
        self._label.setText(text)
        self.setAccessibleName(text)


def retry_action(retry: Callable[[], Future[None]], ledger: SaveLedger) -> tuple[str, Callable[[], None]]:
    """The button of a failed save: the label, and trying again."""
    return _("Try again"), lambda: ledger.watch(retry())
