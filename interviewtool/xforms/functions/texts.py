"""Functions on text, selections and hashes. Names and arguments: ODK XForms specification, "XPath functions"."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence

from interviewtool.xforms.values import Value, java_int, text

_SPACES = re.compile(r"\s+", re.ASCII)
"""No-break spaces stay, as in JavaRosa."""


def substr(value: str, start: float, end: float | None = None) -> str:
    """From 0, end excluded; negative counts from the end."""
    return value[java_int(start) : None if end is None else java_int(end)]


def substring_before(value: str, mark: str) -> str:
    return value.partition(mark)[0] if mark and mark in value else ""


def substring_after(value: str, mark: str) -> str:
    if not mark:
        return value
    return value.partition(mark)[2]


def translate(value: str, source: str, target: str) -> str:
    table: dict[int, str | None] = {}
    for index, character in enumerate(source):
        table.setdefault(ord(character), target[index] if index < len(target) else None)
    return value.translate(table)


def normalize_space(value: str) -> str:
    return _SPACES.sub(" ", value).strip(" ")


def join(separator: str, values: Sequence[Value]) -> str:
    return separator.join([value if isinstance(value, str) else text(value) for value in values])


def selected(value: str, choice: str) -> bool:
    """Whether a choice is among the values separated by spaces."""
    choice = choice.strip()
    return value == choice or (" " in value and f" {choice} " in f" {value} ")


def _choices(value: str) -> list[str]:
    """What stands between spaces; any other white space belongs to a choice, as in JavaRosa."""
    return [choice for choice in value.split(" ") if choice]


def count_selected(value: str) -> float:
    return float(len(_choices(value)))


def selected_at(value: str, index: float) -> str:
    found = _choices(value)
    position = java_int(index)
    return found[position] if 0 <= position < len(found) else ""


def boolean_from_string(value: str) -> bool:
    return value == "1" or value.lower() == "true"


_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})


def digest(value: str, algorithm: str, encoding: str = "base64") -> str:
    """The hash of the UTF-8 text, base64 or hex; "" for an algorithm that is none of the specification's. Named in any
    case and with or without a hyphen, as in JavaRosa.
    """
    name = algorithm.lower().replace("-", "")
    if name not in _DIGESTS:
        return ""
    raw = hashlib.new(name, value.encode(), usedforsecurity=False).digest()
    return raw.hex() if encoding.lower() == "hex" else base64.b64encode(raw).decode()


def base64_decode(value: str) -> str:
    try:
        return base64.b64decode(value, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
