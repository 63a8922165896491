"""Small records as JSON with exactly one way to be written, so that what was signed can be compared byte by byte.

Keys sorted, an indent of one space, UTF-8, a line feed at the end; no floats. Times are UTC in whole seconds,
`2026-11-23T04:07:14Z`. Reading never raises anything but ValueError and is bounded by the caller, who limits the
size.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NoReturn

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
_YEARS = range(1970, 2200)


class Unexpected(ValueError):
    """Not what was expected to stand there, or not in its one text."""


def to_json(value: Json) -> bytes:
    """The one text of a value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def from_json(data: bytes) -> Fields:
    """The object in the data. Unexpected or another ValueError unless it is an object, and in its one text."""
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
        if not isinstance(value, dict) or to_json(value) != data:
            raise Unexpected("not in its one text")
    except RecursionError as error:
        raise Unexpected("nested too deep") from error
    return Fields(value)


def _refuse(text: str) -> NoReturn:
    raise Unexpected("no such number here")


def whole_second(clock: Callable[[], datetime]) -> datetime:
    """What the clock says, in UTC and whole seconds: precise enough, and says less about the machine."""
    return clock().astimezone(UTC).replace(microsecond=0)


def time_text(time: datetime) -> str:
    """An aware time as text; parts of a second are cut."""
    return time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def parse_time(text: str) -> datetime:
    """The time in a text that `time_text` made. ValueError for any other text."""
    if not text.isascii():
        raise Unexpected("not a time")
    time = datetime.fromisoformat(text)
    if time.tzinfo is None or time.year not in _YEARS or time_text(time) != text:
        raise Unexpected("not a time in its one text")
    return time.astimezone(UTC)


class Fields:
    """An object read from JSON, whose fields are asked for by name and type. Every method raises Unexpected."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise Unexpected("not an object")
        self._values: dict[str, object] = value

    def must_be(self, names: Iterable[str]) -> None:
        """Exactly these fields are there."""
        if set(self._values) != set(names):
            raise Unexpected("other fields than expected")

    def text(self, name: str) -> str:
        """A string."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise Unexpected("not a string")
        return value

    def number(self, name: str) -> int:
        """A whole number from 0 to 10⁹."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**9:
            raise Unexpected("not a number")
        return value

    def time(self, name: str) -> datetime:
        """A time, aware, UTC."""
        return parse_time(self.text(name))

    def optional_time(self, name: str) -> datetime | None:
        """A time, or None where the field is null."""
        return None if name in self._values and self._values[name] is None else self.time(name)

    def optional_text(self, name: str) -> str | None:
        """A string, or None where the field is null."""
        return None if name in self._values and self._values[name] is None else self.text(name)

    def objects(self, name: str) -> list[Fields]:
        """A list of objects."""
        return [Fields(value) for value in self._list(name)]

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self._list(name)
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            raise Unexpected("not a list of strings")
        return texts

    def mapping(self, name: str) -> dict[str, str]:
        """An object whose values are strings."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise Unexpected("not an object")
        texts = {key: text for key, text in value.items() if isinstance(text, str)}
        if len(texts) != len(value):
            raise Unexpected("not an object of strings")
        return texts

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if not isinstance(value, list):
            raise Unexpected("not a list")
        return value
