"""Questions that ask for a file, a picture, a sound or a signature: such answers are kept outside the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import paragraph
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion


class OutsideField(Field):
    """Answered outside the program, as a line says; a reason for the missing answer can be given."""

    def __init__(self) -> None:
        super().__init__()
        self.said = paragraph("")
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        words = _("Answered outside this program: files cannot be stored here. Choose “{button}” and say why.").format(
            button=_("No answer")
        )
        self.said.setText(f"{question.view.value}\n{words}" if question.view.value else words)

    def name(self, label: str, description: str) -> None:
        super().name(label, f"{self.said.text()}\n{description}".strip())

    def focus_target(self) -> QWidget:
        return self.said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit()
        else:
            super().keyPressEvent(event)
