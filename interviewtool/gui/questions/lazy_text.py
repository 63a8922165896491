"""A place for a text that a card often does not have: its label is made when there is first something to say.

A page of 40 questions has some three hundred such places; to make and polish labels nobody sees took most of its time.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.questions.words import show_words
from interviewtool.gui.widgets import caption, paragraph
from interviewtool.i18n import _


class LazyText(QVBoxLayout):
    """A layout that is empty, and takes no room, until `say` is given a text."""

    def __init__(self, role: Role | None) -> None:
        super().__init__()
        self._role = role
        self._label: QLabel | None = None

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        if self._label is None:
            if not text:
                return
            self._label = caption("") if self._role is Role.CAPTION else paragraph("", self._role)
            self.addWidget(self._label)
        show_words(self._label, text)
        self._label.setHidden(not text)

    def said(self) -> str:
        """What is shown now."""
        return self._label.text() if self._label is not None else ""

    def is_shown(self) -> bool:
        """Whether there is a text to be seen."""
        return self._label is not None and self._label.isVisible()


class Guidance(QVBoxLayout):
    """What is for the interviewer alone, set apart; empty until there is such a text."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: QFrame | None = None
        self._label: QLabel | None = None
        self._head: QLabel | None = None

    def say(self, text: str, *, headed: bool) -> None:
        """Show a text, or nothing. headed: say whom it is for; a question that is for the same one says so itself."""
        if self._frame is None or self._label is None or self._head is None:
            if not text:
                return
            self._frame, self._label, self._head = QFrame(), paragraph(""), caption(_("For you, not to be read out"))
            set_role(self._frame, Role.GUIDANCE)
            inside = QVBoxLayout(self._frame)
            inside.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
            inside.setSpacing(0)
            inside.addWidget(self._head)
            inside.addWidget(self._label)
            self.addWidget(self._frame)
        show_words(self._label, text)
        self._head.setVisible(headed)
        self._frame.setHidden(not text)
