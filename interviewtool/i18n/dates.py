"""Dates and numbers as each language writes them, in one way on every paper and in every text: 14 травня 2022 р.,
14 мая 2022 г., 14 May 2022. English is that of Britain, where the day stands first as in the other two languages.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol

_STORED_CLOCK = re.compile(r"(\d\d:\d\d)(:\d\d)?")
_TYPED_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)(?:[:.]([0-5]\d))?")
_LOCALES = {"uk": "uk", "ru": "ru"}


def locale_of(language: str) -> Locale:
    """The locale of a language; anything but uk and ru reads as English."""
    return Locale.parse(_LOCALES.get(language, "en_GB"))


def day_in_words(day: date, language: str) -> str:
    """A day with its month as a word."""
    return format_date(day, "long", locale=locale_of(language))


def month_in_words(day: date, language: str) -> str:
    """The month and the year of a day: березень 2022 р."""
    return format_date(day, _month_pattern(language), locale=locale_of(language))


def year_in_words(day: date, language: str) -> str:
    """The year of a day, as it stands behind a month: 2022 р."""
    pattern = _month_pattern(language).translate(str.maketrans("", "", "LM")).strip()
    return format_date(day, pattern, locale=locale_of(language))


def _month_pattern(language: str) -> str:
    return str(locale_of(language).datetime_skeletons["yMMMM"].pattern)


def short_day(day: date, language: str) -> str:
    """A day with its month shortened, for tables and lists: 14 трав. 2022, as the window writes it."""
    return format_date(day, "d MMM y", locale=locale_of(language))


def short_time(moment: datetime, language: str) -> str:
    """The same with the time of day, by the clock of the moment's own zone."""
    return f"{short_day(moment, language)}, {moment:%H:%M}"


def short_moment(moment: str, language: str) -> str:
    """An ISO 8601 day, or day and time of day, shortened in the same way."""
    if "T" in moment:
        return short_time(datetime.fromisoformat(moment), language)
    return short_day(date.fromisoformat(moment), language)


def typed_clock(typed: str) -> time | None:
    """The time of day that somebody types: 14:30, 14.30, 1430, with seconds or without; None for what is none."""
    match = _TYPED_CLOCK.fullmatch(typed.strip())
    return time(int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def time_of_day(stored: str) -> str:
    """`14:30` of a stored `14:30:00.000+02:00`; seconds are shown where there are any. "" for what is no time."""
    match = _STORED_CLOCK.match(stored)
    return match[1] + (match[2] if match[2] not in (None, ":00") else "") if match else ""


def decimal_in_figures(value: str, language: str) -> str:
    """A decimal number as XML writes it, with the decimal mark of the language."""
    return value.replace(".", get_decimal_symbol(locale_of(language)))
