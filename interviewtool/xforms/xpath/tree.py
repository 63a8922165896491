"""The syntax tree of an XPath expression, as small as XForms needs it.

Parentheses leave no trace. Operators of one level that follow one another are one `Chain`, so that a sum of 500 terms
is
one node deep; `depth` lets the parser refuse what is nested beyond reason. `at` is the offset in the text, for
messages;
it is no part of equality.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Literal:
    """A string between quotes."""

    value: str
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(slots=True)
class Number:
    """A number literal."""

    value: float
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(slots=True)
class Step:
    """axis: child, parent, self, attribute, descendant-or-self and the other names of XPath.

    name: `*` any, "" node().
    """

    axis: str
    name: str
    predicates: tuple[Node, ...] = ()


@dataclass(slots=True)
class Path:
    """start: "/" absolute, "" relative, or the primary expression whose nodes are walked on from."""

    start: Node | str
    steps: tuple[Step, ...]
    at: int = field(compare=False, repr=False)
    depth: int = field(default=1, compare=False, repr=False)

    @property
    def is_self(self) -> bool:
        """Whether it is `.` alone."""
        return self.start == "" and self.steps == (Step("self", ""),)


@dataclass(slots=True)
class Filter:
    """A primary expression with predicates."""

    primary: Node
    predicates: tuple[Node, ...]
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(slots=True)
class Call:
    """A function call."""

    name: str
    args: tuple[Node, ...]
    at: int = field(compare=False, repr=False)
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(slots=True)
class Chain:
    """first (operator operand)*, all of one precedence, read from the left."""

    first: Node
    rest: list[tuple[str, Node]]
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(slots=True)
class Negate:
    """Unary minus."""

    operand: Node
    depth: int = field(default=1, compare=False, repr=False)


Node = Literal | Number | Path | Filter | Call | Chain | Negate

LEVEL = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
NEGATE_LEVEL = 7


def parts(node: Node) -> tuple[Node, ...]:
    """The expressions directly inside one, predicates among them."""
    if isinstance(node, Call):
        return node.args
    if isinstance(node, Chain):
        return (node.first, *(operand for _, operand in node.rest))
    if isinstance(node, Negate):
        return (node.operand,)
    if isinstance(node, Filter):
        return (node.primary, *node.predicates)
    if isinstance(node, Path):
        start = () if isinstance(node.start, str) else (node.start,)
        return (*start, *(predicate for step in node.steps for predicate in step.predicates))
    return ()


def every(tree: Node) -> Iterator[Node]:
    """An expression and all inside it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(parts(node))
