"""Cuts an expression into tokens (XPath 1.0, section 3.7).

The whole text is read by one regular expression, in linear time.
"""

from __future__ import annotations

import re


class XPathSyntaxError(Exception):
    """An expression that cannot be read.

    code: what is wrong; at: offset in the text, from 0; found: what stands there.
    """

    def __init__(self, code: str, at: int, found: str = "") -> None:
        super().__init__(code)
        self.code = "syntax_" + code
        self.at = at
        self.found = found


_NAME = r"[^\W\d][a-zA-Z0-9_.\-\w]*+"  # the ranges are in \w, and found faster
# A plain path (/data/group/name, ../../name) is one token: nearly every reference of a form is one. Possessive, so that
# what goes on with a predicate, a prefix or a call is left to the slow way as a whole; bounded, so that time stays
# linear. Each way begins with a character of its own, so that a search goes from one of these to the next.
_END = r"(?![\w.\-]|\s*+[\[(/:])"
_PATH = rf"/{_NAME}(?:/{_NAME}){{0,31}}+{_END}|\.\.(?:/\.\.){{0,32}}+(?:/{_NAME}){{0,32}}+{_END}"
_TOKEN = re.compile(
    rf"""(?:"[^"]*"|'[^']*'|[0-9]+(?:\.[0-9]*)?|\.[0-9]+|{_PATH}|{_NAME}(?::(?!:)(?:{_NAME}|\*))?
    |::|//|\.\.|!=|<=|>=|[-/.@()\[\],=<>+*|$])\s*+""",
    re.VERBOSE,
)
"""A token and the space after it."""

SIGNS = frozenset(":: // .. != <= >= - / . @ ( ) [ ] , = < > + * | $".split()) | {""}
"""The tokens that are no strings, numbers, names or plain paths; "" is the end."""

OPERANDS = re.compile(rf"""("[^"]*"|'[^']*'|{_PATH})""")
"""Splits a text at its strings and plain paths, which stand at the odd places then."""


def tokens(text: str) -> tuple[list[str], list[int]]:
    """The tokens of an expression as they are written, strings with their quotes, and the offset of each; empty ones
    end them. What a token is, its first character tells. XPathSyntaxError at a character that begins none.
    """
    found: list[str] = []
    offsets: list[int] = []
    end = len(text) - len(text.lstrip())
    for piece in _TOKEN.findall(text):
        found.append(piece.rstrip())
        offsets.append(end)
        end += len(piece)
    if end != len(text):  # something was stepped over
        raise _stray(text)
    found += ["", ""]  # two, so that looking one token ahead needs no bounds
    offsets += [end, end]
    return found, offsets


def is_name(token: str) -> bool:
    """Whether a token is a name: of a function, an axis or a step."""
    return token not in SIGNS and token[0] not in "/.'\"0123456789"


def _stray(text: str) -> XPathSyntaxError:
    at = len(text) - len(text.lstrip())
    while match := _TOKEN.match(text, at):
        at = match.end()
    return XPathSyntaxError("unclosed_string" if text[at] in "'\"" else "bad_character", at, text[at])
