"""Between what stands in the instance XML and what expressions work on.

An answer is kept as its text. A calculated value is kept as what the calculation gave: JavaRosa types it by the result
(a number stays a number in a text node, a date becomes a date and time there).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.moments import (
    Local,
    Moment,
    iso_date,
    iso_datetime,
    iso_time,
    parse_date,
    parse_datetime,
    parse_time,
)
from interviewtool.xforms.values import Value, java_double, number_of_text

Reader = Callable[[str, Local], Value]
"""What the text of an answer, which is not empty, says to expressions; "" where it is none of the node's type."""

PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
"""The types whose answers expressions see as JavaRosa writes them: `lat lon alt acc; …`."""
_WHOLE = frozenset({"int", "integer", "long", "short"})
_LONG = 2**63
_WRITTEN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""An answer that is a number may have an exponent, as ODK Collect and `raw_text` write very large and small ones."""


def reader(node: ModelNode) -> Reader | None:
    """How the answers of a node are read; None where the text itself is the value. So it is of a calculated text,
    whatever the type of its question: what is shown again, or saved and opened, is then what was calculated.
    """
    if node.kind == "num?":
        return _number
    if node.kind != "date?" and node.bind.get("calculate"):
        return words if node.several else _places if node.datatype in PLACES else None
    typed = _READERS.get(node.datatype) if node.kind != "str" else None
    return words if typed is None and node.several else typed


def read(node: ModelNode, raw: str, zone: Local) -> Value:
    """The value of an answer; "" for text that is none of the node's type."""
    reader = node.reader
    return reader(raw, zone) if raw and reader is not None else raw


def words(raw: str, zone: Local) -> Value:
    """A list of words, of which there is one way to write it."""
    return " ".join(raw.split())


def _number(raw: str, zone: Local) -> Value:
    number = number_of_text(raw)
    if number == number:
        return number
    return float(raw) if _WRITTEN.fullmatch(raw) else ""


def _date(raw: str, zone: Local) -> Value:
    moment = parse_date(raw)
    return "" if moment is None else moment


def _datetime(raw: str, zone: Local) -> Value:
    moment = parse_datetime(raw, zone)
    return "" if moment is None else moment


def _time(raw: str, zone: Local) -> Value:
    moment = parse_time(raw, zone.day, zone)
    return "" if moment is None else moment


def _truth(raw: str, zone: Local) -> Value:
    return raw in {"true", "1"}


def _places(raw: str, zone: Local) -> Value:
    return "; ".join([_place(part) for part in raw.split(";") if part.strip()])


def _place(raw: str) -> str:
    """A point: four numbers as Java writes them."""
    numbers = [number_of_text(part) for part in raw.split()]
    if len(numbers) < 2 or any(number != number for number in numbers):
        return raw
    return " ".join(java_double(number) if number else "0.0" for number in (*numbers, 0.0, 0.0)[: max(4, len(numbers))])


_READERS: dict[str, Reader] = {
    "date": _date,
    "dateTime": _datetime,
    "time": _time,
    "boolean": _truth,
    **dict.fromkeys(PLACES, _places),
    "decimal": _number,
    **dict.fromkeys(_WHOLE, _number),
}


def wrap(node: ModelNode, result: Value, zone: Local) -> Value:
    """What a node keeps of the result of an expression."""
    kind = result.__class__
    if kind is float:
        if result != result:
            return ""
        if node.datatype in _WHOLE:
            return float(math.trunc(result)) if math.isfinite(result) else result  # type: ignore[arg-type]
        return result
    if kind is str:
        return read(node, result, zone)  # type: ignore[arg-type]
    if kind is Moment:
        return Moment(result // 1.0) if node.datatype == "date" else result  # type: ignore[operator]
    return result


def raw_text(node: ModelNode, value: Value, zone: Local) -> str:
    """A kept value as it stands in the instance XML."""
    kind = value.__class__
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is float:
        if -_LONG < value < _LONG and -1e-9 < value - (whole := int(value)) < 1e-9:  # type: ignore[operator]
            return str(whole)
        return java_double(value)  # type: ignore[arg-type]
    if kind is bool:
        return "1" if value else "0"
    if node.datatype == "date":
        return iso_date(value)  # type: ignore[arg-type]
    if node.datatype == "time":
        return iso_time(value, zone)  # type: ignore[arg-type]
    return iso_datetime(value, zone)  # type: ignore[arg-type]


def fits(node: ModelNode, raw: str, zone: Local) -> bool:
    """Whether an answer is of its node's type."""
    datatype = node.datatype
    if datatype in _WHOLE:
        return raw.strip().lstrip("+-").isdigit() and len(raw.strip()) <= 20
    if node.kind in {"num?", "date?"}:
        return read(node, raw, zone) != ""
    return True
