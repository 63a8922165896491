"""A piece of generated Python, and what it gives."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """source; kind: str, num, bool, date, any of a value, `num?` and `date?` of a node (its number in `other`).

    nodes and rows are sets; single: what a set is where one value is asked for, if that is not its first. constant: the
    value of a literal.
    """

    source: str
    kind: str
    other: str = ""
    constant: str | float | None = None
    single: str = ""
