"""Who must be looked at again when a node changes, and in which order.

An expression comes after whatever decides the nodes it reads: their calculations, and the relevance of them and of all
that encloses them. A number for that order (the rank) is found once. A circle is a mistake that names its questions.
A jr:count decides nothing in that order: as in JavaRosa it may hang on what is in its own instances ("another one?"),
and is looked at again when there are more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewtool.xforms.expressions import Expression, Purpose
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import Layout

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

SHIFT = 28
"""The key of an expression in a block is rank << SHIFT | base of the block; the base of the root is 0."""


def _sources(form: Form) -> dict[int, list[Expression]]:
    """Per node, the expressions that decide what reading it gives."""
    deciding: dict[int, list[Expression]] = {}
    for expression in form.expressions:
        if expression.purpose in {Purpose.CALCULATE, Purpose.RELEVANT}:
            deciding.setdefault(expression.target.index, []).append(expression)
    found: dict[int, list[Expression]] = {}
    for node in form.nodes:
        above = found.get(node.parent.index, ()) if node.parent is not None else ()
        own = deciding.get(node.index)
        inherited = [e for e in above if e.purpose is not Purpose.CALCULATE]
        found[node.index] = inherited + own if own else inherited
    return found


def order(form: Form) -> list[Expression]:
    """The expressions by rank. KnownError xforms.cycle."""
    sources = _sources(form)
    done: dict[int, int] = {}
    ordered: list[Expression] = []
    for start in form.expressions:
        if id(start) in done:
            continue
        stack: list[tuple[Expression, list[Expression], int]] = [(start, _before(start, sources), 0)]
        done[id(start)] = 0
        while stack:
            expression, before, index = stack.pop()
            while index < len(before):
                other = before[index]
                index += 1
                state = done.get(id(other))
                if state is None:
                    stack.append((expression, before, index))
                    done[id(other)] = 0
                    stack.append((other, _before(other, sources), 0))
                    break
                if state == 0:
                    raise _cycle([*(frame[0] for frame in stack), expression], other)
            else:
                done[id(expression)] = 1
                expression.rank = len(ordered)
                expression.key = expression.rank << SHIFT
                ordered.append(expression)
                expression.layout.expressions.append(expression)
    return ordered


def _before(expression: Expression, sources: dict[int, list[Expression]]) -> list[Expression]:
    found: dict[int, Expression] = {}
    for read in expression.reads:
        for other in sources[read.node.index]:
            found[id(other)] = other
    return list(found.values())


def _cycle(stack: list[Expression], again: Expression) -> Exception:
    start = next(index for index, expression in enumerate(stack) if expression is again)
    names = list(dict.fromkeys(expression.target.name for expression in stack[start:]))
    first = stack[start]
    alone = first.purpose is Purpose.CALCULATE and len(names) == 1
    return form_error(
        "calculates_itself" if alone else "cycle",
        line=first.target.line,
        node=first.target.path,
        attribute=first.purpose.name.lower(),
        questions=", ".join(names[:12]),
    )


Far = tuple[int, int, tuple[int, ...]]
"""An expression in other blocks than that of a node: its key, how many blocks up from there, and the branches down."""


@dataclass(slots=True, eq=False)
class Calls:
    """What a change of a node calls for.

    root: ranks of expressions in the root block; same: keys, but for the base, of those in the block of the node, which
    is that of a repeat; both by rank. other: those in other blocks of repeats. counted: it matters to some expression
    whether the node is a member of a set. raw: a jr:count looks at what the node holds, also while it is not relevant.
    """

    root: tuple[int, ...]
    same: tuple[int, ...]
    other: tuple[Far, ...]
    counted: bool
    raw: bool


class Dependents:
    """of: per node, what a change of it calls for; None for nothing."""

    def __init__(self, form: Form) -> None:
        counted: set[int] = set()
        raw: set[int] = set()
        root: dict[int, list[int]] = {}
        same: dict[int, list[int]] = {}
        other: dict[int, list[Far]] = {}
        self._readers: dict[int, list[tuple[Expression, int]]] = {}
        self._outside: dict[int, tuple[Far, ...]] = {}
        for expression in form.expressions:
            for read in expression.reads:
                node = read.node
                if read.members:
                    counted.add(node.index)
                if expression.purpose is Purpose.COUNT:
                    raw.add(node.index)
                if node.layout.depth:
                    self._readers.setdefault(node.index, []).append((expression, read.depth))
                if expression.layout.depth == 0:
                    root.setdefault(node.index, []).append(expression.rank)
                elif expression.layout is node.layout and read.depth == node.layout.depth:
                    same.setdefault(node.index, []).append(expression.key)
                else:
                    other.setdefault(node.index, []).append(_far(expression, node.layout.depth, read.depth))
        self.of: list[Calls | None] = [None] * len(form.nodes)
        for index in {**root, **same, **other}:
            self.of[index] = Calls(
                tuple(dict.fromkeys(root.get(index, ()))),
                tuple(dict.fromkeys(same.get(index, ()))),
                tuple(dict.fromkeys(other.get(index, ()))),
                index in counted,
                index in raw,
            )

    def outside(self, layout: Layout) -> tuple[Far, ...]:
        """What must be looked at when an instance of a layout comes or goes, beyond the expressions inside it; as seen
        from the block around it.
        """
        found = self._outside.get(layout.repeat.index)
        if found is None:
            readers = (pair for node in layout.repeat.subtree() for pair in self._readers.get(node.index, ()))
            far = (_far(expression, layout.depth - 1, depth) for expression, depth in readers if depth < layout.depth)
            found = self._outside[layout.repeat.index] = tuple(dict.fromkeys(far))
        return found


def _far(expression: Expression, start: int, shared: int) -> Far:
    """start: depth of the block that is looked from; shared: of the innermost one that is the same for all."""
    top = min(start, shared)
    return expression.key, start - top, tuple(layout.branch for layout in expression.layout.chain()[top + 1 :])
