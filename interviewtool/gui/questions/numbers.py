"""Whole and decimal numbers. A decimal comma is what people in Ukraine type; a point is what is stored."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator

from interviewtool.gui.questions.typing import LineField


class NumberField(LineField):
    """Takes only what can become a number; a wrong key does nothing."""

    widest = 200
    pattern = r"[-+]?\d{0,18}"
    hints = Qt.InputMethodHint.ImhDigitsOnly

    def __init__(self) -> None:
        super().__init__()
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(self.pattern), self))
        self.edit.setInputMethodHints(self.hints)


class IntegerField(NumberField):
    """A whole number."""

    def as_stored(self, typed: str) -> str:
        text = typed.strip()
        try:
            return str(int(text)) if text else ""
        except ValueError:  # a sign alone
            return text


class DecimalField(NumberField):
    """A number with a decimal comma or point."""

    pattern = r"[-+]?\d{0,18}[.,]?\d{0,18}"
    hints = Qt.InputMethodHint.ImhFormattedNumbersOnly

    def as_stored(self, typed: str) -> str:
        return typed.strip().replace(",", ".")
