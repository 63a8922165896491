"""Cuts an expression into tokens (XPath 1.0, section 3.7).

The whole text is read by one regular expression, in linear time.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class XPathSyntaxError(Exception):
    """An expression that cannot be read.

    code: what is wrong; at: offset in the text, from 0; found: what stands there.
    """

    def __init__(self, code: str, at: int, found: str = "") -> None:
        super().__init__(code)
        self.code = "syntax_" + code
        self.at = at
        self.found = found


class Token(NamedTuple):
    """kind: string, number, path, name, op, end. value: the text, quotes taken off a string. at: offset."""

    kind: str
    value: str
    at: int


_NAME = r"[^\W\d][\w.\-]*+"
# A plain path (/data/group/name, ../../name) is one token: nearly every reference of a form is one. Possessive, so that
# what goes on with a predicate, a prefix or a call is left to the slow way as a whole; bounded,
# so that time stays linear.
_PATH = rf"(?>(?:/{_NAME}){{1,32}}+|\.\.(?:/\.\.){{0,32}}+(?:/{_NAME}){{0,32}}+)(?![\w.\-]|\s*+[\[(/:])"
_TOKEN = re.compile(
    rf"""\s*(?:(?P<string>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<path>{_PATH})
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    |(?P<op>::|//|\.\.|!=|<=|>=|[-/.@()\[\],=<>+*|$])|(?P<end>\Z)|(?P<bad>.))""",
    re.VERBOSE | re.DOTALL,
)

OPERANDS = re.compile(rf"""("[^"]*"|'[^']*'|{_PATH})""")
"""Splits a text at its strings and plain paths, which stand at the odd places then."""


def tokens(text: str) -> list[Token]:
    """The tokens of an expression, an `end` last. XPathSyntaxError at a character that begins none."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "bad"
        value = match.group(kind)
        at = match.start(kind)
        if kind == "bad":
            raise XPathSyntaxError("unclosed_string" if value in "'\"" else "bad_character", at, value)
        if kind == "string":
            value = value[1:-1]
        found.append(Token(kind, value, at))
        if kind == "end":
            break
    found.append(found[-1])  # looking one token ahead needs no bounds
    return found
