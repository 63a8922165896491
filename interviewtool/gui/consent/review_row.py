"""With C15: the day on which somebody looks whether the interview is still needed. The team's usual one is offered."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from interviewtool.gui.widgets import DayField, FormRows
from interviewtool.i18n import _


class ReviewRow(QWidget):
    """day: the field."""

    def __init__(self) -> None:
        super().__init__()
        self._offered = date.min
        rows = FormRows()
        rows.setContentsMargins(0, 0, 0, 0)
        self.day = DayField()
        rows.add(
            _("Look at it again on"),
            self.day,
            _("Then somebody decides whether it is still needed. Choose an earlier day if the person wishes it."),
        )
        self.setLayout(rows)

    def offer(self, offered: date, chosen: date | None) -> None:
        """offered: what stands without a choice."""
        self._offered = offered
        self.day.show_day(chosen or offered)

    def chosen(self) -> date | None:
        """Another day than the one offered."""
        return None if self.day.day() == self._offered else self.day.day()
