"""Blocks, and what compiled expressions do with sets of nodes.

A block is one instance of a layout. The context of an expression is the block its target lies in (`k`); inside a
predicate
`k` is the candidate's block and `c` the one the expression began in. A set of nodes is a list of slots. As in JavaRosa,
nodes that are not relevant are no members of a set that is the value of a path, though predicates see them (as empty).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from interviewtool.model import Reference
from interviewtool.xforms.model import Layout
from interviewtool.xforms.tables import Row, cell_text
from interviewtool.xforms.values import Value, java_int

if TYPE_CHECKING:
    from interviewtool.xforms.state import State

Route = tuple[int, tuple[int, ...], int]
"""How many blocks up, then which branches down, then the offset there."""

Predicate = Callable[..., Value]


class Block:
    """One instance of a layout: nodes at base + offset. index: its place among its siblings, from 0. name: its
    reference, "" of the root, whose nodes bear their paths.
    """

    __slots__ = ("base", "children", "index", "layout", "name", "state", "up")

    def __init__(self, state: State, layout: Layout, up: Block | None, base: int, index: int) -> None:
        self.state = state
        self.layout = layout
        self.up = up
        self.base = base
        self.index = index
        self.name = Reference("")
        self.children: list[list[Block]] = [[] for _ in layout.children]

    def above(self, count: int) -> Block:
        """The block that many levels up."""
        block = self
        while count:
            assert block.up is not None
            block = block.up
            count -= 1
        return block

    def descend(self, branches: tuple[int, ...]) -> Sequence[Block]:
        """All blocks at the end of a way down."""
        if len(branches) == 1:
            return self.children[branches[0]]
        found = [self]
        for branch in branches:
            found = [child for block in found for child in block.children[branch]]
        return found

    def subtree(self) -> list[Block]:
        """This block and all below it."""
        found = [self]
        for block in found:
            for branch in block.children:
                found.extend(branch)
        return found


def candidates(block: Block, route: Route) -> list[int]:
    """All slots at the end of a route."""
    ups, branches, offset = route
    start = block.above(ups) if ups else block
    return [found.base + offset for found in start.descend(branches)]


def nodes(block: Block, route: Route) -> list[int]:
    """The relevant slots at the end of a route."""
    ups, branches, offset = route
    relevant = block.state.relevant
    start = block.above(ups) if ups else block
    return [slot for found in start.descend(branches) if relevant[slot := found.base + offset]]


def relevant(block: Block, slots: Sequence[int]) -> list[int]:
    """Those of the slots that are relevant."""
    flags = block.state.relevant
    return [slot for slot in slots if flags[slot]]


def walk(block: Block, slots: Sequence[int], route: Route) -> list[int]:
    """From each slot along a route, without doubles."""
    block_of = block.state.block_of
    if not route[0] and not route[1]:
        return [block_of(slot).base + route[2] for slot in slots]
    return list(dict.fromkeys([target for slot in slots for target in candidates(block_of(slot), route)]))


def keep(block: Block, slots: Sequence[int], predicate: Predicate, outer: Block, first: bool) -> list[int]:
    """The slots a predicate holds for. position() of a repeat instance is its place in its series (first predicate)."""
    state = block.state
    values, numbers, blocks = state.values, state.numbers, state.blocks
    found = []
    for place, slot in enumerate(slots, 1):
        candidate = blocks[slot]
        assert candidate is not None
        base = candidate.base
        position = candidate.index + 1 if first and slot == base else place
        result = predicate(values, numbers, base, candidate, outer, None, position)
        if result is True or (result.__class__ is float and result == position):
            found.append(slot)
    return found


def keep_rows(block: Block, rows: Sequence[Row], predicate: Predicate, outer: Block) -> list[Row]:
    """The rows a predicate holds for."""
    state = block.state
    values, numbers, base = state.values, state.numbers, block.base
    found = []
    for index, row in enumerate(rows):
        result = predicate(values, numbers, base, block, outer, row, index + 1)
        if result is True or (result.__class__ is float and result == index + 1):
            found.append(row)
    return found


def first_of(values: Sequence[Value], slots: Sequence[int]) -> Value:
    """The value of the first node of a set; "" of none (JavaRosa stops where there are several)."""
    return values[slots[0]] if slots else ""


def first_text(rows: Sequence[Any]) -> str:
    """The text of the first row of a set; "" of none."""
    return cell_text(rows[0]) if rows else ""


def row_texts(rows: Sequence[Any]) -> list[str]:
    """The texts of rows."""
    return [cell_text(row) for row in rows]


def position_of(block: Block, slots: Sequence[int]) -> float:
    """position(set): the place of the first node among its like; 0 of none, as JavaRosa has it."""
    if not slots:
        return 0.0
    owner = block.state.block_of(slots[0])
    return owner.index + 1.0 if slots[0] == owner.base else 1.0


def count_filled(block: Block, slots: Sequence[int]) -> float:
    """count-non-empty(). What has nodes inside counts, whatever they hold (JavaRosa)."""
    values, nodes = block.state.values, block.state.nodes
    return float(len([slot for slot in slots if values[slot] != "" or nodes[slot].children]))


def indexed(block: Block, chain: tuple[tuple[int, int], ...], offset: int, *places: float) -> list[int]:
    """indexed-repeat(): the slot at offset in the block reached from the root, if there is one and it is relevant.

    chain: per layout from the outermost repeat down, its branch and which of `places` gives its index, or -1 minus how
    many
    blocks up from the context its own instance stands, or -1000 for the first. An index below 1 is taken as 1
    (JavaRosa).
    """
    state = block.state
    found = state.root
    for branch, source in chain:
        if source >= 0:
            index = max(java_int(places[source]), 1) - 1
        elif source == -1000:
            index = 0
        else:
            found = block.above(-1 - source)
            continue
        siblings = found.children[branch]
        if index >= len(siblings):
            return []
        found = siblings[index]
    return relevant(block, [found.base + offset])


def values_of(values: Sequence[Value], slots: Sequence[int]) -> list[Value]:
    """The values at slots."""
    return [values[slot] for slot in slots]
