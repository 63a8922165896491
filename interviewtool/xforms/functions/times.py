"""Functions on dates and times. JavaRosa stops on text that is no date; here it gives an empty value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from interviewtool.xforms.moments import Local, Moment, datetime_of, moment_of_day, moment_of_instant, parse_datetime
from interviewtool.xforms.values import NAN, Value


def to_moment(value: Value, zone: Local) -> Moment | None:
    """Keeping the time of day; None for what is empty or no date. A number is days since 1970 began in UTC."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, float):
        return moment_of_instant(value, zone)
    return parse_datetime(value, zone) if isinstance(value, str) and value else None


def date(value: Value, zone: Local) -> Value:
    """date(): text keeps its time of day (as JavaRosa does), moments lose it; a number is a day, without zones."""
    if isinstance(value, Moment):
        return Moment(math.floor(value))
    if isinstance(value, float) and math.isfinite(value):
        return _value(moment_of_day(int(value)), value)
    return date_time(value, zone)


def date_time(value: Value, zone: Local) -> Value:
    """date-time()."""
    return _value(to_moment(value, zone), value)


def _value(moment: Moment | None, given: Value) -> Value:
    """A moment; where there is none, what is no number stays that, as in JavaRosa."""
    return (NAN if given != given else "") if moment is None else moment


def _utc(moment: float, zone: Local) -> float:
    milliseconds = round(moment * 86_400_000) - round(zone(datetime_of(moment)).total_seconds() * 1000)
    return milliseconds / 86_400_000


def decimal_date_time(value: Value, zone: Local) -> Value:
    """Days since 1970-01-01T00:00Z."""
    if value.__class__ is float:
        return value
    moment = to_moment(value, zone)
    return "" if moment is None else _utc(moment, zone)


def decimal_time(value: Value, zone: Local) -> Value:
    """The part of the local day that has passed. Text that is a time alone is read as one."""
    if value.__class__ is float:
        return value - math.floor(value) if math.isfinite(value) else NAN
    moment = to_moment(value, zone)
    return "" if moment is None else float(moment) - math.floor(moment)


_SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIRECTIVE = re.compile("%(.?)", re.DOTALL)
_DIRECTIVES: dict[str, Callable[[datetime], str]] = {
    "Y": lambda when: f"{when.year:04d}",
    "y": lambda when: f"{when.year % 100:02d}",
    "m": lambda when: f"{when.month:02d}",
    "n": lambda when: str(when.month),
    "B": lambda when: _LONG_MONTHS[when.month - 1],
    "b": lambda when: _SHORT_MONTHS[when.month - 1],
    "d": lambda when: f"{when.day:02d}",
    "e": lambda when: str(when.day),
    "H": lambda when: f"{when.hour:02d}",
    "h": lambda when: str(when.hour),
    "M": lambda when: f"{when.minute:02d}",
    "S": lambda when: f"{when.second:02d}",
    "3": lambda when: f"{when.microsecond // 1000:03d}",
    "a": lambda when: _SHORT_DAYS[when.weekday()],
    "A": lambda when: _LONG_DAYS[when.weekday()],
    "W": lambda when: str(when.isocalendar()[1]),
    "u": lambda when: str(when.isoweekday()),
    "%": lambda when: "%",
}


def format_date(value: Value, pattern: str, zone: Local) -> str:
    """format-date(), format-date-time(): `%Y-%m-%d %H:%M` and the like; "" of an empty value."""
    moment = to_moment(value, zone)
    if moment is None:
        return ""
    try:
        when = datetime_of(moment)
    except OverflowError:
        return ""
    return "".join([piece if isinstance(piece, str) else piece(when) for piece in _pieces(pattern)])


@lru_cache(maxsize=64)
def _pieces(pattern: str) -> tuple[str | Callable[[datetime], str], ...]:
    """A pattern taken apart: what stays as it is, and what a time is put in for. Unknown directives are left out."""
    plain, *directives = _DIRECTIVE.split(pattern)
    found: list[str | Callable[[datetime], str]] = [plain]
    for letter, after in zip(directives[::2], directives[1::2], strict=True):
        found += [_DIRECTIVES.get(letter, ""), after]
    return tuple(piece for piece in found if piece)
