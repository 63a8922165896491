"""Buttons, and the row at the foot of a screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from interviewtool.gui.design import Role, Space, set_role


def button(text: str, pressed: Callable[[], object], role: Role | None = None) -> QPushButton:
    """A button with its own verb. text: may hold a mnemonic (`&`). A primary one also answers Return."""
    made = QPushButton(text)
    made.setAccessibleName(text.replace("&", ""))
    made.clicked.connect(lambda _checked=False: pressed())
    if role is not None:
        set_role(made, role)
    made.setAutoDefault(True)
    return made


def button_row(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons from the left, the main one first."""
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row
