"""A compiled expression, what it reads, and the mistakes found while compiling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.values import Value


class Purpose(IntEnum):
    """What the result of an expression that is kept up to date does to its target."""

    CALCULATE = 0
    RELEVANT = 1
    READONLY = 2
    REQUIRED = 3
    COUNT = 4


class Read(NamedTuple):
    """A node an expression reads. depth: of the innermost block that is the same for reader and read.

    members: it matters which nodes there are, not only what they hold.
    """

    node: ModelNode
    depth: int
    members: bool = False


class Compiled(NamedTuple):
    """function(values, numbers, base, block) → value, and what it reads. language, volatile: as of an `Expression`."""

    function: Callable[..., Value]
    reads: tuple[Read, ...]
    language: bool
    volatile: bool


@dataclass(slots=True, eq=False)
class Expression:
    """Kept up to date in every block of its layout. language: it shows texts of the form, so it follows the language.

    volatile: its result differs without any input. rank: its place in the order of evaluation; key: of the queue.
    """

    text: str
    target: ModelNode
    layout: Layout
    purpose: Purpose
    function: Callable[..., Value]
    reads: tuple[Read, ...]
    language: bool = False
    volatile: bool = False
    rank: int = 0
    key: int = 0


class CompileError(Exception):
    """An expression that cannot be used.

    code: without the package; at: offset in its text; found: the word in question.
    """

    def __init__(self, code: str, at: int, found: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.found = found
