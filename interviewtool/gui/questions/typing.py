"""Fields in which a person types: the text is a draft until the field is left, Return is pressed or the page changes.

Switching to another window does not leave a field: a respondent's sentence is not finished because a window came up.
Each subclass says how an answer is written out (`as_typed`) and how typed text is read (`as_stored`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import column_of
from interviewtool.interview import SessionQuestion

DRAFT_AFTER = 700
"""Milliseconds of pause after which half-typed text is kept as a draft."""
DRAFT_AT_LEAST = 2000
"""Milliseconds after which text is kept as a draft even when nobody pauses: what a crash may take at most."""

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class TypingField(Field):
    """Common to one line and many lines. `_text` and `_set_text` reach the control."""

    def __init__(self) -> None:
        super().__init__()
        self._stored = ""
        self._drafting = False
        self._resting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_AFTER)
        self._pause.timeout.connect(self._keep_draft)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(DRAFT_AT_LEAST)
        self._longest.timeout.connect(self._keep_draft)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self._set_editable(editable)
        if self._drafting and not anew:
            return
        self._stored = self.stored_text(question)
        draft = question.draft if editable else None
        self._drafting = draft is not None
        self._stop_waiting()
        shown = draft if draft is not None else self.as_typed(self._stored)
        if anew or shown != self._text():
            self._set_text(shown)
        self._said()

    def stored_text(self, question: SessionQuestion) -> str:
        """What the field is about: the raw value, but for identity questions."""
        return question.view.value

    def as_typed(self, stored: str) -> str:
        """How a stored value is shown for typing."""
        return stored

    def as_stored(self, typed: str) -> str:
        """What is stored for a typed text; what is not understood as it is, and the form's constraint says so."""
        return typed.strip()

    def is_whole(self, typed: str) -> bool:
        """Whether a text can be an answer; else it stays a draft, which is neither an answer nor lost."""
        return True

    def commit(self) -> None:
        if not self._drafting:
            return
        if self._text().strip() and not self.is_whole(self._text()):
            self._keep_draft()
            return
        self._stop_waiting()
        self._drafting = False
        self._stored = self.as_stored(self._text())
        self.committed.emit(self._stored)

    def half_typed(self) -> str | None:
        return self._text() if self._drafting else None

    def rest(self) -> None:
        self._stop_waiting()
        self._resting = True

    def forget_typed(self) -> None:
        """What is half typed is given up for another answer, which follows at once."""
        self._stop_waiting()
        self._drafting = False

    def _edited(self) -> None:
        self._resting = False
        self._drafting = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self.edited.emit()
        self._said()

    def _stop_waiting(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _keep_draft(self) -> None:
        self._stop_waiting()
        if self._drafting:
            self.typed.emit(self._text())

    def _left(self, event: QFocusEvent) -> None:
        if self._resting:
            return  # the window goes: what is half typed is kept as a draft already, and stays one
        if event.reason() not in _STAYS:
            self.commit()
        else:
            self._keep_draft()

    def _said(self) -> None:
        """What the field says about the text in it; nothing unless a subclass has something to say."""

    def _text(self) -> str:
        raise NotImplementedError

    def _set_text(self, text: str) -> None:
        raise NotImplementedError

    def _set_editable(self, editable: bool) -> None:
        raise NotImplementedError


class _Line(QLineEdit):
    def __init__(self, field: TypingField) -> None:
        super().__init__()
        self._field = field

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (*_STAYS, Qt.FocusReason.MouseFocusReason):
            # Qt would select everything, and the next key would replace an answer: go on at its end instead.
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field._left(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._field.commit()  # first: Tab goes to the question that this answer brings
        return super().focusNextPrevChild(forward)


class LineField(TypingField):
    """One line of text.

    widest: how wide the line gets at most, in pixels at 100 %.
    """

    widest = 620

    def __init__(self) -> None:
        super().__init__()
        self.edit = _Line(self)
        self.edit.setMaximumWidth(scaled(self.widest))
        self.unit = QLabel()
        self.unit.setTextFormat(Qt.TextFormat.PlainText)
        self._column = column_of(self, margin=0, spacing=Space.HAIR)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.SMALL)
        self._row.addWidget(self.edit, 100)
        self._row.addWidget(self.unit)
        self._row.addStretch(1)
        self._column.addLayout(self._row)
        self.edit.textEdited.connect(lambda _text: self._edited())
        self.edit.returnPressed.connect(self._returned)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        unit = question.view.extras.get("unit", "")
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))
        super().show_question(question, anew=anew, editable=editable)

    def focus_target(self) -> QWidget:
        return self.edit

    def _returned(self) -> None:
        self.commit()
        self.moved_on.emit()

    def _text(self) -> str:
        return self.edit.text()

    def _set_text(self, text: str) -> None:
        self.edit.setText(text)  # which also forgets what could be undone
        if not self.edit.hasFocus():
            self.edit.setCursorPosition(0)  # the beginning of a long text is what one looks for

    def _set_editable(self, editable: bool) -> None:
        self.edit.setReadOnly(not editable)


class MaskedField(LineField):
    """One line of text, shown as dots: for what nobody beside the interviewer may read off the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)


class _Paper(QPlainTextEdit):
    def __init__(self, field: MultilineField) -> None:
        super().__init__()
        self._field = field
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field._left(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._field.commit()
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._field._returned()
            return
        super().keyPressEvent(event)


class MultilineField(TypingField):
    """A narrative: grows with its text up to a page's height. Return is a new line, Ctrl+Return goes on."""

    fewest, most = 4, 18

    def __init__(self) -> None:
        super().__init__()
        self.edit = _Paper(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.edit)
        self.edit.textChanged.connect(self._changed)
        self._setting = False
        self._fit()

    def as_stored(self, typed: str) -> str:
        return typed.rstrip()

    def focus_target(self) -> QWidget:
        return self.edit

    def _changed(self) -> None:
        self._fit()
        if not self._setting:
            self._edited()

    def _returned(self) -> None:
        self.commit()
        self.moved_on.emit()

    def _fit(self) -> None:
        # Wrapped lines count: the document's height is in lines of its layout.
        lines = min(max(round(self.edit.document().size().height()) + 1, self.fewest), self.most)
        height = lines * self.edit.fontMetrics().lineSpacing() + scaled(24)
        if height != self.edit.height():
            self.edit.setFixedHeight(height)

    def _text(self) -> str:
        return self.edit.toPlainText()

    def _set_text(self, text: str) -> None:
        self._setting = True
        self.edit.setPlainText(text)
        self._setting = False

    def _set_editable(self, editable: bool) -> None:
        self.edit.setReadOnly(not editable)
