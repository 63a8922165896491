"""Acknowledging: one box to tick (trigger)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from interviewtool.gui.questions.field import Field
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion

OK = "OK"
"""What ODK stores."""


class AcknowledgeField(Field):
    """One box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox(_("Yes"))
        self.box.clicked.connect(lambda ticked: self.committed.emit(OK if ticked else ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self.box.setChecked(bool(question.view.value))
        self.box.setEnabled(editable)

    def focus_target(self) -> QWidget:
        return self.box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit()
        else:
            super().keyPressEvent(event)
