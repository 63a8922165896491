"""Questions that are only read: notes, and values that the program or the consent records fill in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.questions.coordinates import points
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.moments import clock_typed
from interviewtool.gui.widgets import caption, paragraph
from interviewtool.i18n import _, interface_language
from interviewtool.interview import SessionQuestion
from interviewtool.interview.partial_date import from_edtf, in_words
from interviewtool.xforms import QuestionType


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
    """The value as a person reads it: choices by label, dates in words, places in degrees, persons as `shown` has them.

    language: of the words for dates; that of the interface by default.
    """
    view, language = question.view, language or interface_language()
    if question.identity is not None:
        return question.shown
    if view.type in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK):
        labels = {choice.value: choice.label for choice in view.choices}
        chosen = [view.value] if view.type is QuestionType.SELECT_ONE else view.value.split()
        return "; ".join(labels.get(value, value) for value in chosen if value)
    if "interviewtool-partial-date" in view.appearance or view.type is QuestionType.DATE:
        value = from_edtf(view.value)
        return in_words(value, language) if value else view.value
    if view.type is QuestionType.TIME:
        return clock_typed(view.value) or view.value
    if view.type is QuestionType.DATE_TIME:
        day, _separator, time = view.value.partition("T")
        when, clock = from_edtf(day), clock_typed(time)
        return f"{in_words(when, language)}, {clock}" if when and clock else view.value
    if view.type in (QuestionType.GEOPOINT, QuestionType.GEOTRACE, QuestionType.GEOSHAPE):
        found = points(view.value)
        return "\n".join(each.said() for each in found) if found else view.value
    return question.shown
