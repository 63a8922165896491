"""What a person types for a date of which parts may be unknown, understood as EDTF text, and said back in words.

Stored is EDTF text: D = YYYY[-MM[-DD]] with an optional `~` behind it, alone or as an
interval D/D, ../D, D/.. whose ends are included. An unknown month never becomes January: a year stays a year.
Typed is anything an interviewer writes down quickly: `2022`, `03.2022`, `14.03.2022`, `~2022`, `березень 2022`,
`before 03.2022`, `from 2022`, `between 2022 and 03.2023`, `03.2022-05.2022`, `14-20.03.2022`, or the EDTF text itself.
"Before" leaves the named unit out, so `before 03.2022` is `../2022-02`; "from" and "not later than" include it.
A hyphen joins two dates only where the text is not one date: `2022-03` is a month, `03-05-2022` a day.
What is not understood is `None`: nothing is guessed, two-digit years are not completed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from babel import Locale

from interviewtool.i18n import LANGUAGES, N_, translator
from interviewtool.i18n.dates import day_in_words, month_in_words, year_in_words

_LONGEST = 120
"""Characters. What is longer is a text that was pasted, and would be tried at every place where it may be split."""

_EDTF_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
_DAY_FIRST = re.compile(r"(?!.*-.*[./\s]|.*[./\s].*-)(?:(?:(\d{1,2})[./\s-])?(\d{1,2})[./\s-])?(\d{4})")
"""A hyphen among other signs may join two dates: 03-05.2022."""
_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})\s+)?([^\W\d_]{3,})\.?\s+(\d{4})")
_YEAR_WORD = re.compile(r"(?<=\d{4})\s*(?:р\.?|року|році|рік|рр\.?|г\.?|года|году|год|y\.?)$")

# What people write, in the three languages of the interviews and however the interface is set. Longer words first.
_ABOUT: tuple[str, ...] = (
    "~",
    "≈",
    "приблизно",
    "орієнтовно",
    "близько",
    "біля",
    "примерно",
    "приблизительно",
    "около",
    "about",
    "approximately",
)
_ABOUT += ("circa", "around", "бл.", "прибл.", "ок.", "ca.", "c.")
_NOT_AFTER: tuple[str, ...] = (
    "не пізніше",
    "не позднее",
    "не позже",
    "not later than",
    "no later than",
    "until",
    "≤",
    "<=",
    "по",
    "../",
    "…/",
)
_NOT_BEFORE: tuple[str, ...] = (
    "не раніше",
    "не ранее",
    "не раньше",
    "not before",
    "not earlier than",
    "no earlier than",
    "починаючи з",
)
_NOT_BEFORE += ("начиная с", "starting", "since", "from", "від", "≥", ">=", "із", "з", "с", "от")
_BEFORE = ("раніше", "ранее", "раньше", "before", "перед", "до", "<")
_AFTER = ("пізніше", "позднее", "позже", "after", "після", "после", ">")
_OPEN = ((_NOT_AFTER, "first", 0), (_NOT_BEFORE, "last", 0), (_BEFORE, "first", -1), (_AFTER, "last", 1))
_BETWEEN = ("between", "поміж", "між", "между", "from", "від", "із", "з", "с", "от", "")
_IN = ("у", "в", "во", "in", "on")
_IN_MONTH = (
    "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
)
"""As a month stands behind such a word, from January on; Babel knows the other forms."""
_AND: tuple[str, ...] = (" and ", " і ", " й ", " та ", " и ", " до ", " по ", " to ", " till ", " until ")
_AND += ("–", "—", "..", "/", " - ", "-")


@dataclass(frozen=True, slots=True, order=True)
class PointInTime:
    """A year, a month or a day, never more exact than it is known. about: the `~` of EDTF."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def unknown(self) -> int:
        """How many of its parts are unknown: 0, 1 (the day) or 2 (day and month)."""
        return (self.day is None) + (self.month is None)

    def shifted(self, step: int) -> PointInTime | None:
        """The unit before (-1) or after (+1), just as exact; None where the calendar ends."""
        try:
            if self.day is not None:
                moved = self.first() + timedelta(days=step)
                return replace(self, year=moved.year, month=moved.month, day=moved.day)
            if self.month is not None:
                months = self.year * 12 + self.month - 1 + step
                return _checked(replace(self, year=months // 12, month=months % 12 + 1))
            return _checked(replace(self, year=self.year + step))
        except OverflowError:
            return None

    def edtf(self) -> str:
        """The point as EDTF text."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text + ("~" if self.about else "")

    def typed(self) -> str:
        """The point as it would be typed: 14.03.2022."""
        parts = [f"{part:02}" for part in (self.day, self.month) if part is not None]
        return ("~" if self.about else "") + ".".join([*parts, f"{self.year:04}"])


@dataclass(frozen=True, slots=True)
class PartialDate:
    """first and last of an interval, both included; None where it is open. One point: first is last."""

    first: PointInTime | None
    last: PointInTime | None

    def edtf(self) -> str:
        """The text that is stored."""
        if self.first is not None and self.first == self.last:
            return self.first.edtf()
        return f"{self.first.edtf() if self.first else '..'}/{self.last.edtf() if self.last else '..'}"

    def typed(self) -> str:
        """A text that `understand` reads back as this date, for a field that is shown again."""
        if self.first is None and self.last is not None:
            return f"≤ {self.last.typed()}"
        if self.last is None and self.first is not None:
            return f"≥ {self.first.typed()}"
        if self.first is None or self.last is None:
            return ""
        return self.first.typed() if self.first == self.last else f"{self.first.typed()} – {self.last.typed()}"


def from_edtf(text: str) -> PartialDate | None:
    """Read stored text strictly; None when it is not such a date, or its ends are reversed."""
    ends = text.split("/")
    if len(ends) == 1:
        point = _edtf_point(text)
        return PartialDate(point, point) if point else None
    if len(ends) != 2:
        return None
    points = [None if end == ".." else _edtf_point(end) for end in ends]
    if any(point is None and end != ".." for point, end in zip(points, ends, strict=True)) or points == [None, None]:
        return None
    return _interval(points[0], points[1])


def understand(typed: str) -> PartialDate | None:
    """What was meant by the text of a field; None when it is not understood (then nothing is guessed)."""
    text = " ".join(typed.lower().split())
    if len(text) > _LONGEST:
        return None
    if (stored := from_edtf(text)) is not None:
        return stored
    if (point := _point(text)) is not None:
        return PartialDate(point, point)
    if (interval := _between(text)) is not None:
        return interval
    for words, open_end, step in _OPEN:
        if rest := _after_word(text, words):
            point = _point(rest)
            point = point.shifted(step) if point and step else point
            return _interval(None, point) if open_end == "first" else _interval(point, None)
    return None


def in_words(value: PartialDate, language: str) -> str:
    """The date said back, so that the interviewer sees what was understood. language: uk, ru or en."""
    text = translator(language).text
    if value.first is None or value.last is None:
        message = N_("{date} or earlier") if value.first is None else N_("{date} or later")
        point = value.last or value.first
        return text(message).format(date=_point_in_words(point, language)) if point else ""
    if value.first == value.last:
        message = {0: "{date}", 1: N_("{date}, day unknown"), 2: N_("{date}, month unknown")}[value.first.unknown()]
        return text(message).format(date=_point_in_words(value.first, language))
    return text(N_("{first} to {last}, both included")).format(
        first=_point_in_words(value.first, language), last=_point_in_words(value.last, language)
    )


def _point_in_words(point: PointInTime, language: str) -> str:
    day = point.first()
    words = (day_in_words, month_in_words, year_in_words)[point.unknown()](day, language)
    return translator(language).text(N_("about {date}")).format(date=words) if point.about else words


def _edtf_point(text: str) -> PointInTime | None:
    if (found := _EDTF_POINT.fullmatch(text)) is None:
        return None
    year, month, day, about = found.groups()
    return _checked(PointInTime(int(year), int(month) if month else None, int(day) if day else None, bool(about)))


def _checked(point: PointInTime) -> PointInTime | None:
    try:
        point.first()
    except ValueError:
        return None
    return point


def _interval(first: PointInTime | None, last: PointInTime | None) -> PartialDate | None:
    if first is None and last is None:
        return None
    if first and last and first.first() > last.last():
        return None
    return PartialDate(first, last)


def _after_word(text: str, words: tuple[str, ...]) -> str:
    """The rest behind one of the words; a word of letters must be followed by a space."""
    for word in words:
        if text.startswith(word):
            rest = text[len(word) :]
            if rest and (rest[0] == " " or not word[-1].isalpha()):
                return rest.strip()
    return ""


def _between(text: str) -> PartialDate | None:
    for word in _BETWEEN:
        rest = _after_word(text, (word,)) if word else text
        for joint in _AND if rest else ():
            splits = (_ends(rest[: each.start()], rest[each.end() :]) for each in re.finditer(re.escape(joint), rest))
            read = [ends for ends in splits if ends is not None]
            if len(read) == 1:  # 2022-03-2023 can be read in two ways
                return _interval(*read[0])
    return None


def _ends(first: str, last: str) -> tuple[PointInTime, PointInTime] | None:
    """Two dates; the first may leave out what it shares with the last: 14 – 20.03.2022, March – May 2022."""
    if (end := _point(last)) is None:
        return None
    if (begin := _point(first)) is not None:
        return begin, end
    for shared in (f"{end.year:04}", f"{end.month:02}.{end.year:04}" if end.month else ""):
        for joint in (".", " "):
            begin = _point(f"{first.strip()}{joint}{shared}")
            if begin is not None and begin.unknown() == end.unknown():
                return begin, end
    return None


def _point(text: str) -> PointInTime | None:
    text = text.strip(" ,")
    about = text.endswith("~") or any(text.startswith(word) for word in _ABOUT)
    text = (_after_word(text, _ABOUT) or text).strip("~ ")
    text = _after_word(text, _IN) or text
    text = _YEAR_WORD.sub("", text)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif (found := _NAMED_MONTH.fullmatch(text)) and (number := _month_number(found[2])):
        day, month, year = found[1], str(number), found[3]
    else:
        return None
    return _checked(PointInTime(int(year), int(month) if month else None, int(day) if day else None, about))


def _month_number(word: str) -> int | None:
    """The month a word begins, in any of the languages; None when none or several would fit."""
    found = {number for name, number in _month_names() if name.startswith(word) or word == name}
    return found.pop() if len(found) == 1 else None


@cache
def _month_names() -> tuple[tuple[str, int], ...]:
    names = []
    for language in LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            names += [(name.lower(), number) for number, name in months[context]["wide"].items()]
    names += [(name, number) for months in _IN_MONTH for number, name in enumerate(months.split(), 1)]
    return tuple(names)
