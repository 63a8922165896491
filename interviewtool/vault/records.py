"""Frozen dataclasses of the model as bytes and back: JSON, keyed by field name.

A field that a later version added takes its default when an older row is read; a field that is gone is passed over. So
adding a field needs no migration.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # json.dumps would make one for each row


def pack(record: object) -> bytes:
    """A frozen dataclass of strings, numbers, times, enums, tuples and such dataclasses, as UTF-8 JSON."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def pack_list(values: list[Any]) -> bytes:
    """Values that are JSON already, as UTF-8; what a person typed may hold half of a surrogate pair."""
    return _ENCODER.encode(values).encode("utf-8", "surrogatepass")


def unpack(kind: type[R], content: bytes) -> R:
    """The record that `pack` made. ValueError, KeyError or TypeError when the content is none."""
    value: R = _reader(typing.cast(Hashable, kind))(json.loads(content.decode("utf-8", "surrogatepass")))
    return value


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - JSON
    """How a value of this type is read; found once for each type, since a list has thousands of records."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        one = _reader(next(part for part in typing.get_args(kind) if part is not type(None)))
        return lambda value: None if value is None else one(value)
    if typing.get_origin(kind) is tuple:
        part = _reader(typing.get_args(kind)[0])
        return lambda value: tuple(map(part, value))
    if dataclasses.is_dataclass(kind):
        fields = {name: _reader(hint) for name, hint in _fields(typing.cast(type, kind)).items()}
        make = typing.cast(Callable[..., Any], kind)
        return lambda value: make(**{name: fields[name](part) for name, part in value.items() if name in fields})
    if kind in (date, datetime):
        return typing.cast(Callable[[Any], Any], kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value
