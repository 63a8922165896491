"""A day, typed or stepped by the arrow keys: written the same in every language, since 3/2/27 is two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit

from interviewtool.gui.design import Space, scaled


class DayField(QDateEdit):
    """A date without a time; the wheel passes over it, as over `QuietSpin`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat("dd.MM.yyyy")
        self.setMinimumHeight(scaled(36))
        self.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)  # the style sheet's padding does not reach it

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def day(self) -> date:
        """What stands in it."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Put a day in it."""
        self.setDate(QDate(day.year, day.month, day.day))
