"""Dates: a day that is known, and a date of which parts are unknown. Both are typed, and said back in words."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidgetAction

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import caption
from interviewtool.i18n import _, interface_language
from interviewtool.interview.partial_date import from_edtf, in_words, understand


def for_example(example: str) -> str:
    """An example that cannot be taken for what somebody typed."""
    return _("for example {example}").format(example=example)


class PartialDateField(LineField):
    """Stores EDTF text; under the line stands what was understood, while it is typed."""

    widest = 320

    def __init__(self) -> None:
        super().__init__()
        self.edit.setPlaceholderText(self.in_empty_line())
        self.understood = caption("")
        self._column.addWidget(self.understood)

    def examples(self) -> str:
        """What can be typed, for the empty field."""
        return _("2022 · 03.2022 · 14.03.2022 · ~2022")

    def in_empty_line(self) -> str:
        """What stands in the line before anything is typed; nobody may take it for an answer."""
        return self.examples()

    def as_typed(self, stored: str) -> str:
        value = from_edtf(stored)
        return value.typed() if value else stored

    def as_stored(self, typed: str) -> str:
        value = understand(typed)
        return value.edtf() if value else typed.strip()

    def _said(self) -> None:
        text = self._text().strip()
        value = understand(text) if text else None
        set_role(self.understood, Role.WARNING if text and value is None else Role.CAPTION)
        if value is not None:
            self.understood.setText("= " + in_words(value, interface_language()))
        elif text:
            self.understood.setText(self.not_understood())
        else:
            self.understood.setText(self.explained())
        self.tell(self.understood.text())

    def explained(self) -> str:
        """What the empty field says."""
        return _("Type only what is known. Also: before 03.2022, from 2022, between 2022 and 03.2023.")

    def not_understood(self) -> str:
        """What it says of text that is no date."""
        return _("Not understood yet. Type for example 03.2022, ~2022 or: before 14.03.2022")


class DateField(PartialDateField):
    """A whole day, stored as YYYY-MM-DD; typed as 14.03.2022 or chosen from a calendar."""

    widest = 260

    def __init__(self) -> None:
        super().__init__()
        self._calendar: QCalendarWidget | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._show_calendar)
        self.open = QToolButton()
        self.open.setText(_("Calendar"))
        self.open.setAccessibleName(_("Choose the day in a calendar"))
        self.open.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.open.setMenu(self._menu)
        self._row.insertWidget(1, self.open)

    def examples(self) -> str:
        return _("14.03.2022")

    def in_empty_line(self) -> str:
        return for_example(self.examples())

    def explained(self) -> str:
        return _("Day, month and year.")

    def not_understood(self) -> str:
        return _("Not a whole date yet. Type day, month and year: 14.03.2022")

    def _said(self) -> None:
        super()._said()
        value = understand(self._text())
        whole = value is not None and value.first is not None and value.first == value.last
        if value is not None and not (whole and value.first and value.first.unknown() == 0 and not value.first.about):
            set_role(self.understood, Role.WARNING)
            self.understood.setText(self.not_understood())
            self.tell(self.understood.text())

    def _set_editable(self, editable: bool) -> None:
        super()._set_editable(editable)
        self.open.setEnabled(editable)

    def _show_calendar(self) -> None:
        """Made when it is first opened: a calendar has as many parts as a page of questions."""
        if self._calendar is None:
            self._calendar = QCalendarWidget()
            self._calendar.setAccessibleName(_("Calendar"))
            self._calendar.setGridVisible(False)
            self._calendar.activated.connect(self._chosen)
            self._calendar.clicked.connect(self._chosen)
            holder = QWidgetAction(self._menu)
            holder.setDefaultWidget(self._calendar)
            self._menu.addAction(holder)
        value = understand(self._text())
        if value is not None and value.first is not None and value.first == value.last:
            first = value.first.first()
            self._calendar.setSelectedDate(QDate(first.year, first.month, first.day))
        self._calendar.setFocus()

    def _chosen(self, day: QDate) -> None:
        self._menu.close()
        self.edit.setText(day.toString("dd.MM.yyyy"))
        self._edited()
        self.commit()
        self.edit.setFocus()


class OtherCalendarField(DateField):
    """A whole day of the Gregorian calendar, as ODK stores it; a note says which calendar the form means."""

    def explained(self) -> str:
        return _("The form asks for another calendar. Type the day of the Gregorian calendar: day, month, year.")
