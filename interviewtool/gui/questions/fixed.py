"""Questions that are only read: notes, and values that the program or the consent records fill in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.export.value_words import value_in_words
from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import caption, paragraph
from interviewtool.i18n import _, interface_language
from interviewtool.interview import SessionQuestion


class NoteField(Field):
    """Nothing to answer: the label is the note."""

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self.setVisible(False)

    def focus_target(self) -> QWidget:
        return self


class ReadOnlyField(Field):
    """A value nobody types, as a person reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.value = paragraph("")
        self.value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._filled_in = caption("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.value)
        column.addWidget(self._filled_in)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self.value.setText(readable(question) or "—")
        self._filled_in.setText(
            _("Filled in from the consent records")
            if "consent" in question.view.extras
            else _("Filled in by the program")
        )
        self._filled_in.setVisible(question.view.readonly)

    def focus_target(self) -> QWidget:
        return self.value


def readable(question: SessionQuestion, language: str = "") -> str:
    """The answer in the words of the documents, or why there is none; persons as `shown` has them.

    language: of the words that are not the form's; that of the interface by default.
    """
    view = question.view
    return value_in_words(
        view, language or interface_language(), lambda text: question.shown if text == view.value else text
    )
