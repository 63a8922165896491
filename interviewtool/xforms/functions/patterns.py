r"""regex(): Java's patterns, read with Python's.

`\w`, `\d`, `\s` and letter case know all scripts, as on the phones that ODK Collect runs on. Of what Java has beyond
Python, classes by name (`\p{L}`), quotes (`\Q…\E`), `\h`, `\z`, groups with names, classes inside classes and a hyphen
after `\w` are put in Python's words; an intersection (`&&`) and a class inside that leaves out (`[a[^b]]`) are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_TOKEN = re.compile(r"\\Q.*?(?:\\E|\Z)|\\[pP](?:\{\w+\}|\w)|\\.|\[\^?\]?|\(\?<(?![=!])|&&|.", re.DOTALL)
_WORDS = {"\\z": "\\Z", "(?<": "(?P<"}
_SETS = frozenset("wWdDsSpPh")
_REFERENCE = re.compile(r"\\k<(\w+)>")
_ASCII = {
    "Alpha": "A-Za-z",
    "Alnum": "A-Za-z0-9",
    "Digit": "0-9",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": "!-/:-@\\[-`{-~",
    "Space": "\\t-\\r ",
    "Blank": "\\t ",
    "ASCII": "\\x00-\\x7F",
}


def regex(value: str, expression: str) -> bool:
    """Whether the whole text matches."""
    pattern = _pattern(expression)
    return pattern is not None and pattern.fullmatch(value) is not None


def valid_pattern(expression: str) -> bool:
    """Whether `regex` understands a pattern; one that it does not matches nothing."""
    return _pattern(expression) is not None


@lru_cache(maxsize=256)
def _pattern(expression: str) -> re.Pattern[str] | None:
    try:
        return re.compile(_in_python(expression))
    except (re.error, OverflowError, RecursionError):
        return None


def _in_python(expression: str) -> str:
    """The pattern in Python's words. re.error for what has none."""
    pieces = []
    depth = 0  # of classes
    after_set = False
    for java in _TOKEN.findall(_REFERENCE.sub(r"(?P=\1)", expression)):
        piece = java if depth else _WORDS.get(java, java)
        members = _members(java) if java[0] == "\\" else ""
        if members:
            piece = members if depth else f"[{members}]"
        elif java[:2] == "\\Q":
            piece = re.escape(java[2:].removesuffix("\\E"))
        elif java[0] == "[":
            if depth and java != "[":
                raise re.error("a class inside a class that leaves out")
            piece = "" if depth else java
            depth += 1
        elif depth and java == "]":
            depth -= 1
            piece = "" if depth else java
        elif depth and java == "&&":
            raise re.error("an intersection")
        elif depth and after_set and java == "-":
            piece = "\\-"
        pieces.append(piece)
        after_set = java[0] == "\\" and java[1:2] in _SETS
    return "".join(pieces)


@lru_cache(maxsize=64)
def _members(java: str) -> str:
    """The characters of a class by name, as they stand between brackets; "" for anything else. re.error for a class
    without any. Those beyond the first plane are left out.
    """
    if java == "\\h":
        return "\\t \\u00a0\\u2000-\\u200a"
    if java[:2] not in {"\\p", "\\P"}:
        return ""
    holds = _test(java[2:].strip("{}"))
    places = [place for place in range(0x10000) if bool(holds(chr(place))) is (java[1] == "p")]
    if not places:
        raise re.error("no character is that")
    ranges: list[list[int]] = []
    for place in places:
        if ranges and place == ranges[-1][1] + 1:
            ranges[-1][1] = place
        else:
            ranges.append([place, place])
    return "".join([f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges])


def _test(name: str) -> Callable[[str], object]:
    """What tells the members: of ASCII, a general category (`Lu`), letters, or a script (`IsCyrillic`)."""
    if name in _ASCII:
        return re.compile(f"[{_ASCII[name]}]").match
    name = name.removeprefix("Is").removeprefix("In")
    if name == "Alphabetic":
        return str.isalpha
    if len(name) <= 2:
        return lambda character: unicodedata.category(character).startswith(name)
    return lambda character: unicodedata.name(character, "").startswith(name.upper() + " ")
