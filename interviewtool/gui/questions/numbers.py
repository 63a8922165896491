"""Whole and decimal numbers, grouped or not; text of digits. A decimal comma or point is typed, and shown as the
interface's language writes it; a point is what is stored.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator

from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import button
from interviewtool.i18n import _, interface_language
from interviewtool.i18n.dates import decimal_in_figures

_NUMBER = re.compile(r"([-+]?)(\d+)((?:\.\d*)?)")


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


class CounterField(IntegerField):
    """A whole number, by the buttons for one less and one more, the keys up and down, or typed."""

    def __init__(self) -> None:
        super().__init__()
        self.less, self.more = button("−", lambda: self._count(-1)), button("+", lambda: self._count(1))
        for place, each, name in ((0, self.less, _("One less")), (2, self.more, _("One more"))):
            each.setAccessibleName(name)
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by key it is up and down
            self._row.insertWidget(place, each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None or not self.more.isEnabled():
            super().keyPressEvent(event)
        else:
            self._count(by)

    def _count(self, by: int) -> None:
        """From nothing on it counts from 0, and never below."""
        now = self.as_stored(self._text())
        self._set_text(str(max(0, (int(now) if now.lstrip("-").isdecimal() else 0) + by)))
        self._edited()
        self.commit()

    def _set_editable(self, editable: bool) -> None:
        super()._set_editable(editable)
        for each in (self.less, self.more):
            each.setEnabled(editable)


class DecimalField(NumberField):
    """A number with a decimal comma or point."""

    pattern = r"[-+]?\d{0,18}[.,]?\d{0,18}"
    hints = Qt.InputMethodHint.ImhFormattedNumbersOnly

    def as_typed(self, stored: str) -> str:
        return decimal_in_figures(stored, interface_language())

    def as_stored(self, typed: str) -> str:
        return typed.strip().replace(",", ".")


class DigitsField(NumberField):
    """A text of digits, such as a number of a document: zeros in front stay."""

    pattern = r"[-+]?[\d.,\s]{0,255}"


class GroupedIntegerField(IntegerField):
    """A whole number shown in groups of three: 1 250 000."""

    pattern = r"[-+]?[\d\s]{0,24}"

    def as_typed(self, stored: str) -> str:
        return grouped(stored)

    def as_stored(self, typed: str) -> str:
        return super().as_stored(ungrouped(typed))


class GroupedDecimalField(DecimalField):
    """A decimal number whose whole part is shown in groups of three."""

    pattern = r"[-+]?[\d\s]{0,24}[.,]?\d{0,18}"

    def as_typed(self, stored: str) -> str:
        return super().as_typed(grouped(stored))

    def as_stored(self, typed: str) -> str:
        return super().as_stored(ungrouped(typed))


class GroupedDigitsField(DigitsField):
    """A text of digits shown in groups of three."""

    def as_typed(self, stored: str) -> str:
        return grouped(stored)

    def as_stored(self, typed: str) -> str:
        return ungrouped(typed)


def grouped(number: str) -> str:
    """No-break spaces between thousands: a comma would be read as the decimal sign in one of our languages."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return number
    digits = match[2]
    head = len(digits) % 3
    groups = [digits[:head]] * bool(head) + [digits[at : at + 3] for at in range(head, len(digits), 3)]
    return match[1] + "\u00a0".join(groups) + match[3]


def ungrouped(typed: str) -> str:
    """Without any blanks."""
    return "".join(typed.split())
