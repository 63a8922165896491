"""A time of day, a day with its time, a month, a year, and a day typed without a calendar."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QLocale

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.questions.dates import DateField, PartialDateField, for_example
from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import caption
from interviewtool.i18n import _
from interviewtool.i18n.dates import time_of_day, typed_clock
from interviewtool.interview.partial_date import PointInTime, from_edtf, understand


class _ClockField(LineField):
    """What is no time yet stays a draft, and the line below says so.

    example: how it is typed.
    """

    example = ""

    def __init__(self) -> None:
        super().__init__()
        self.edit.setPlaceholderText(for_example(self.example))
        self.doubt = caption("")
        set_role(self.doubt, Role.WARNING)
        self._column.addWidget(self.doubt)

    def _said(self) -> None:
        text = self._text()
        doubtful = bool(text.strip()) and not self.is_whole(text)
        self.doubt.setText(not_understood(self.example) if doubtful else "")
        self.doubt.setVisible(doubtful)
        self.tell(self.doubt.text())


class TimeField(_ClockField):
    """A time of day, typed as 14:30 or 1430; stored with the offset of the local clock, as ODK does."""

    widest = 220
    example = "14:30"

    def as_typed(self, stored: str) -> str:
        return time_of_day(stored) or stored

    def as_stored(self, typed: str) -> str:
        return _clock_stored(typed, date.today()) or typed.strip()

    def is_whole(self, typed: str) -> bool:
        return bool(_clock_stored(typed, date.today()))


class DateTimeField(_ClockField):
    """A day with its time, typed as 14.03.2022 14:30; stored with the offset of the local clock on that day."""

    widest = 320
    example = "14.03.2022 14:30"

    def as_typed(self, stored: str) -> str:
        day, _separator, time = stored.partition("T")
        value, clock = from_edtf(day), time_of_day(time)
        return f"{value.typed()} {clock}" if value and clock else stored

    def as_stored(self, typed: str) -> str:
        return self._whole(typed) or typed.strip()

    def is_whole(self, typed: str) -> bool:
        return bool(self._whole(typed))

    def _whole(self, typed: str) -> str:
        words, _blank, clock = typed.strip().replace("T", " ").rpartition(" ")
        point = _certain(words)
        if point is None or point.unknown():
            return ""
        time = _clock_stored(clock, point.first())
        return f"{point.first().isoformat()}T{time}" if time else ""


class DayField(DateField):
    """A whole day that is typed, without a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.open.hide()


class MonthField(PartialDateField):
    """A month, typed as 03.2022; stored as its first day, as ODK does."""

    widest = 200
    unknown = 1

    def examples(self) -> str:
        return "03.2022"

    def in_empty_line(self) -> str:
        return for_example(self.examples())

    def not_understood(self) -> str:
        return not_understood(self.examples())

    def as_typed(self, stored: str) -> str:
        return super().as_typed(stored[: -3 * self.unknown]) if len(stored) == len("2022-03-01") else stored

    def as_stored(self, typed: str) -> str:
        point = _certain(typed)
        return point.first().isoformat() if point and point.unknown() == self.unknown else typed.strip()

    def is_whole(self, typed: str) -> bool:
        point = _certain(typed)
        return point is not None and point.unknown() == self.unknown

    def in_words(self, point: PointInTime) -> str:
        """The month said back."""
        return f"= {QLocale().standaloneMonthName(point.month or 1)} {point.year}"

    def _said(self) -> None:
        text = self._text().strip()
        point = _certain(text) if self.is_whole(text) else None
        set_role(self.understood, Role.WARNING if text and point is None else Role.CAPTION)
        self.understood.setText(self.in_words(point) if point else self.not_understood() if text else "")
        self.understood.setVisible(bool(self.understood.text()))
        self.tell(self.understood.text())


class YearField(MonthField):
    """A year, typed as 2022; stored as its first day, as ODK does."""

    unknown = 2

    def examples(self) -> str:
        return "2022"

    def in_words(self, point: PointInTime) -> str:
        return ""  # a year needs no other words


def not_understood(example: str) -> str:
    """What a field says of text that is no time yet."""
    return _("Not understood yet. Type for example: {example}").format(example=example)


def _certain(typed: str) -> PointInTime | None:
    """A day, month or year that is neither an interval nor about; None for anything else."""
    value = understand(typed)
    if value is None or value.first is None or value.first != value.last or value.first.about:
        return None
    return value.first


def _clock_stored(typed: str, day: date) -> str:
    clock = typed_clock(typed)
    if clock is None:
        return ""
    moment = datetime.combine(day, clock).astimezone()
    return moment.isoformat(timespec="milliseconds").partition("T")[2]
