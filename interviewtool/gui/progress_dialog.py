"""The dialog over a long act: what is done, how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from interviewtool.gui.design import scaled
from interviewtool.gui.widgets import button, button_row, column_of, heading, paragraph
from interviewtool.i18n import _


class ProgressDialog(QDialog):
    """Shown by `operations`. stop: None where the act cannot be stopped.

    `part` may be set from the working thread; a timer of the window's thread shows it."""

    def __init__(self, parent: QWidget, title: str, stop: Callable[[], None] | None) -> None:
        super().__init__(parent.window())
        self.part: float | None = None
        self._stop = stop
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = column_of(self)
        column.addWidget(heading(title))
        self._bar = QProgressBar()
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(scaled(380))
        column.addWidget(self._bar)
        self._note = paragraph("")
        self._note.hide()
        column.addWidget(self._note)
        self._cancel = button(_("Cancel"), self.reject)
        self._cancel.setVisible(stop is not None)
        column.addLayout(button_row(self._cancel))
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._show_part)

    def open(self) -> None:
        """Show it, not waiting."""
        self._timer.start()
        super().open()

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
        self._timer.stop()
        super().reject()
        self.deleteLater()

    def _show_part(self) -> None:
        if self.part is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(self.part * 1000))
