"""Dates and times. A moment is the count of days since 1970-01-01 00:00 of local wall-clock time, as a float.

JavaRosa keeps an instant and shows it in the device's zone; a moment keeps the wall clock, which is what the person
saw.
A time that carries another offset is moved to the local one. Sources: ODK XForms specification, "Data types";
JavaRosa's DateUtils.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

_BEGIN = datetime(1970, 1, 1)
_EPOCH = _BEGIN.toordinal()
_DAY_MS = 86_400_000
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?(Z|[+-]\d{1,2}(?::?\d{2})?)?")


class Moment(float):
    """Days since the epoch, local wall clock, to the millisecond."""

    __slots__ = ()


class Local:
    """The local clock's zone: called with a naive wall-clock time it gives the offset from UTC.

    day: what a time without a date lies on; in JavaRosa the day it is read, here that of `now` for the whole life of an
    instance.
    """

    def __init__(self, now: datetime) -> None:
        self.day = now.date()
        self._zone = now.tzinfo
        # `datetime.now().astimezone()` tells a bare offset, which is wrong half the year and for old dates: where it is
        # the system's own, the system's zone is asked.
        bare = isinstance(self._zone, timezone)
        self._system = bare and now.replace(tzinfo=None).astimezone().utcoffset() == now.utcoffset()
        self._known: dict[datetime, timedelta] = {}  # the system takes its time, and is asked again with every view

    def __call__(self, when: datetime) -> timedelta:
        found = self._known.get(when)
        if found is None:
            if len(self._known) > 500:
                self._known.clear()
            found = self._known[when] = self._offset(when)
        return found

    def wall_clock(self, instant: datetime) -> datetime:
        """What the clock shows, without its offset, at a time of UTC, which comes without one, too."""
        aware = instant.replace(tzinfo=UTC)
        return (aware.astimezone() if self._system else aware.astimezone(self._zone)).replace(tzinfo=None)

    def _offset(self, when: datetime) -> timedelta:
        aware = when.astimezone() if self._system else when.replace(tzinfo=self._zone)
        return aware.utcoffset() or timedelta(0)


def moment_of_date(day: date) -> Moment:
    """Midnight of a day."""
    return Moment(day.toordinal() - _EPOCH)


def moment_of_datetime(when: datetime) -> Moment:
    """The wall clock of an aware or naive time, cut to milliseconds."""
    ms = ((when.hour * 60 + when.minute) * 60 + when.second) * 1000 + when.microsecond // 1000
    return Moment(when.toordinal() - _EPOCH + ms / _DAY_MS)


def moment_of_day(count: int) -> Moment | None:
    """Midnight of the day so many after 1970-01-01; None beyond the years 1–9999."""
    return Moment(count) if date.min.toordinal() <= count + _EPOCH <= date.max.toordinal() else None


def moment_of_instant(days: float, zone: Local) -> Moment | None:
    """The wall clock so many days after 1970-01-01T00:00Z, cut to milliseconds; None beyond the years 1–9999."""
    try:
        return moment_of_datetime(zone.wall_clock(_BEGIN + timedelta(milliseconds=int(days * _DAY_MS))))
    except (OverflowError, ValueError):
        return None


def datetime_of(moment: float) -> datetime:
    """The naive wall clock of a moment; OverflowError beyond the years 1–9999."""
    day = int(moment)
    return _BEGIN + (timedelta(day) if day == moment else timedelta(milliseconds=round(moment * _DAY_MS)))


def iso_date(moment: float) -> str:
    """YYYY-MM-DD."""
    try:
        return datetime_of(moment).date().isoformat()
    except OverflowError:
        return ""


def iso_datetime(moment: float, zone: Callable[[datetime], timedelta]) -> str:
    """With milliseconds and the local offset of that day."""
    when = datetime_of(moment)
    return when.isoformat(timespec="milliseconds") + _offset(zone(when))


def iso_time(moment: float, zone: Callable[[datetime], timedelta]) -> str:
    """The time of day, with milliseconds and offset."""
    return iso_datetime(moment, zone).partition("T")[2]


@cache
def _offset(delta: timedelta) -> str:
    minutes = round(delta.total_seconds() / 60)
    if minutes == 0:
        return "Z"
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def parse_date(text: str) -> Moment | None:
    """YYYY-MM-DD with nothing after it but a time; None for what is no day of the calendar."""
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return Moment(date.fromisoformat(text).toordinal() - _EPOCH)
        match = _DATE.match(text)
        if match is None or (match.end() < len(text) and text[match.end()] != "T"):
            return None
        return moment_of_date(date(int(match[1]), int(match[2]), int(match[3])))
    except ValueError:
        return None


def parse_time(text: str, day: date, zone: Local) -> Moment | None:
    """hh:mm[:ss[.fff]][zone] on a day."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        fraction = int(((match[4] or "") + "000000")[:6])
        when = datetime(day.year, day.month, day.day, int(match[1]), int(match[2]), int(match[3] or 0), fraction)
        if match[5]:
            sign = -1 if match[5][0] == "-" else 1
            digits = match[5].lstrip("+-Z").replace(":", "")
            offset = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0)) * sign
            if offset != zone(when):
                when = zone.wall_clock(when - offset)
    except (OverflowError, ValueError):
        return None
    return moment_of_datetime(when)


def parse_datetime(text: str, zone: Local) -> Moment | None:
    """A date, or a date and a time; None for anything else."""
    text = text.strip()
    day, separator, time = text.partition("T")
    midnight = parse_date(day)
    if midnight is None or not separator:
        return midnight
    return parse_time(time, datetime_of(midnight).date(), zone)
