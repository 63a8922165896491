"""Buttons, and the row at the foot of a screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.widgets.wrapping_row import WrappingRow


def button(text: str, pressed: Callable[[], object], role: Role | None = None) -> QPushButton:
    """A button with its own verb. text: may hold a mnemonic (`&`). A primary one also answers Return."""
    made = QPushButton(text)
    made.setAccessibleName(text.replace("&", ""))
    made.clicked.connect(lambda _checked=False: pressed())
    if role is not None:
        set_role(made, role)
    made.setAutoDefault(True)
    return made


def button_row(*buttons: QWidget) -> WrappingRow:
    """Buttons from the left, the main one first; where the window is narrow they go on in a second row."""
    row = WrappingRow()
    for each in buttons:
        row.add(each)
    return row
