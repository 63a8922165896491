"""Rows of a form: the label above its control, tied to it for mnemonics and screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.design import Space
from interviewtool.gui.widgets.layouts import column_of
from interviewtool.gui.widgets.text import caption, label_of


class FormRows(QVBoxLayout):
    """A column of labelled controls."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(Space.MEDIUM)

    def add(self, label: str, control: QWidget, hint: str = "", *, field: QWidget | None = None) -> None:
        """label: may hold a mnemonic (`&`). field: what takes the focus, where control only holds it."""
        target = field or control
        name = label_of(label)
        name.setBuddy(target)
        if not target.accessibleName():
            target.setAccessibleName(label.replace("&", ""))
        held = QWidget()  # a layout in a layout in a layout would share its height out without regard to the lines
        row = column_of(held, margin=0, spacing=Space.HAIR)
        row.addWidget(name)
        row.addWidget(control)
        if hint:
            row.addWidget(caption(hint))
            target.setAccessibleDescription(hint)
        self.addWidget(held)
