"""Text as labels. Every text is plain: nothing typed or received is ever read as HTML."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from interviewtool.gui.design import Role, set_role


class WrappedLabel(QLabel):
    """A label whose lines break. Its height follows from its width, so that as its least height one line is enough; Qt
    would ask for the height at a narrow guess, and every page would get a scroll bar that it does not need."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self.fontMetrics().height())) if self.wordWrap() else hint


def title(text: str) -> QLabel:
    """The one title of a screen."""
    return _label(text, Role.TITLE)


def heading(text: str) -> QLabel:
    """The heading of a card or section."""
    return _label(text, Role.HEADING)


def lead(text: str) -> QLabel:
    """The sentence under a title that says what this screen is for."""
    return _label(text, Role.LEAD)


def paragraph(text: str, role: Role | None = None) -> QLabel:
    """Running text, wrapped; can be selected with the mouse."""
    label = _label(text, role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def caption(text: str) -> QLabel:
    """Small print beside a control."""
    return _label(text, Role.CAPTION)


def label_of(text: str) -> QLabel:
    """What stands over a control; text may hold a mnemonic (`&`) for the buddy it is given."""
    return _label(text, None)


def code(text: str) -> QLabel:
    """Something to be compared or written down, set apart; reachable by keyboard, so that it can be copied."""
    label = _label(text, Role.CODE)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(text)
    return label


def _label(text: str, role: Role | None) -> QLabel:
    label = WrappedLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if role is not None:
        set_role(label, role)
    return label
