"""The dialog over a long act: what is done, how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from interviewtool.gui.design import scaled
from interviewtool.gui.keys import shortcut
from interviewtool.gui.widgets import button, button_row, column_of, heading, paragraph
from interviewtool.i18n import _

Always = Sequence[tuple[str, Callable[[], object]]]
PROGRESS_AFTER = 500
"""Milliseconds after which an act shows its progress."""


class Told:
    """What an act tells of its progress; all that its thread holds of the window.

    part: 0 to 1, or None before the act said anything.
    """

    def __init__(self) -> None:
        self.part: float | None = None


class ProgressAfterAWhile(QObject):
    """The dialog that shows what an act tells of its progress once the act takes long.

    The dialog is made only when it is shown, because Qt takes the focus from the window when a dialog goes that was
    never shown. The owner is reached as Qt's parent and not held: were this the last to hold it, the owner would go
    while this goes, and would destroy it a second time.
    """

    def __init__(self, owner: QWidget, title: str, stop: Callable[[], None] | None, always: Always) -> None:
        """always: keys that work in the dialog, too, which otherwise holds them back from the window below."""
        super().__init__(owner)
        self.told = Told()
        self._title = title
        self._stop = stop
        self._always = always
        self._dialog: ProgressDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)
        self._timer.start(PROGRESS_AFTER)

    def finish(self) -> None:
        """The act has ended."""
        self._timer.stop()
        if self._dialog is not None:
            self._dialog.finish()
        self.deleteLater()

    def _show(self) -> None:
        owner = self.parent()
        if not isinstance(owner, QWidget):
            return
        self._dialog = ProgressDialog(owner, self._title, self._stop, self._always)
        self._timer.setSingleShot(False)
        self._timer.timeout.disconnect(self._show)
        self._timer.timeout.connect(self._tell)
        self._timer.start(100)
        self._tell()
        self._dialog.open()

    def _tell(self) -> None:
        if self._dialog is not None and self.told.part is not None:
            self._dialog.show_part(self.told.part)


class ProgressDialog(QDialog):
    """stop: called when the person cancels; None where the act cannot be stopped."""

    def __init__(self, parent: QWidget, title: str, stop: Callable[[], None] | None, always: Always) -> None:
        super().__init__(parent.window())
        self._stop = stop
        for keys, pressed in always:
            shortcut(keys, self, pressed)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = column_of(self)
        column.addWidget(heading(title))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(scaled(380))
        column.addWidget(self.bar)
        self._note = paragraph("")
        self._note.hide()
        column.addWidget(self._note)
        self._cancel = button(_("Cancel"), self.reject)
        column.addLayout(button_row(self._cancel))
        self._cancel.setVisible(stop is not None)  # once it has a parent: before, it would flash as a window of its own

    def show_part(self, part: float) -> None:
        """part: 0 to 1."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(part * 1000))

    def reject(self) -> None:
        """Escape, the close box and Cancel all mean: stop. The dialog goes when the act has stopped."""
        if self._stop is None:
            return
        self._stop()
        self._cancel.setEnabled(False)
        self._note.setText(_("Stopping at the next safe point."))
        self._note.show()

    def finish(self) -> None:
        """The act has ended."""
        super().reject()
        self.deleteLater()
