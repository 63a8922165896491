"""Reading a whole instance: its tree, its rows, and the self-check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.model import Reference, StoredAnswer
from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import wrap
from interviewtool.xforms.expressions import Expression, Purpose
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.values import Value, truth

if TYPE_CHECKING:
    from interviewtool.xforms.state import State


def children(state: State, slot: int) -> tuple[Reference, ...]:
    """The references directly inside a node; of a repeat its instances, then the series."""
    node, block = state.nodes[slot], state.block_of(slot)
    found: list[Reference] = []
    for child in node.children:
        if child.is_repeat:
            found.extend(inner.name for inner in block.children[child.layout.branch])
            found.append(Reference(block.name + child.layout.plan.step))
        elif child.name[0] != "@":
            found.append(state.names[block.base + child.offset])
    return tuple(found)


def walk(state: State) -> Iterator[tuple[ModelNode, Block]]:
    """Every node of the instance in document order, repeat instances each."""
    waiting: list[tuple[ModelNode, Block]] = [(state.form.nodes[0], state.root)]
    while waiting:
        node, block = waiting.pop()
        yield node, block
        for child in reversed(node.children):
            if child.is_repeat:
                waiting.extend((child, inner) for inner in reversed(block.children[child.layout.branch]))
            else:
                waiting.append((child, block))


def below(state: State, slots: list[int]) -> list[int]:
    """Slots and all slots inside them."""
    found: list[int] = []
    for slot in slots:
        waiting = [(state.nodes[slot], state.block_of(slot))]
        while waiting:
            node, block = waiting.pop()
            found.append(block.base + node.offset)
            for child in node.children:
                if child.is_repeat:
                    waiting.extend((child, inner) for inner in block.children[child.layout.branch])
                else:
                    waiting.append((child, block))
    return found


def stored(state: State) -> Iterator[StoredAnswer]:
    """Rows of all repeat instances, and of all leaves that hold something or held it by default."""
    for node, block in walk(state):
        slot = block.base + node.offset
        if node.is_repeat:
            yield StoredAnswer(block.name)
            continue
        raw = state.raw[slot]
        missing = state.missing.get(slot)
        if raw != "" or node.default or missing is not None:
            yield stored_answer(state, slot)


def stored_answer(state: State, slot: int) -> StoredAnswer:
    """The row of one leaf or repeat instance."""
    name = state.names[slot]
    if state.nodes[slot].is_repeat:
        return StoredAnswer(name)
    return StoredAnswer(name, state.text(slot), state.missing.get(slot))


def differences(state: State) -> list[int]:
    """Slots that every expression, evaluated once more on the present state, would change; flags that disagree.

    There are no cycles, so a state that no expression changes is what a recalculation from nothing gives. A calculated
    question that can be answered holds, as in JavaRosa, the answer until what it reads changes: it is passed over.
    """
    found: list[int] = []
    by_layout: dict[int, list[Block]] = {}
    for block in state.all_blocks():
        by_layout.setdefault(block.layout.repeat.index, []).append(block)
    for expression in state.form.expressions:
        if expression.volatile or expression.purpose is Purpose.COUNT:
            continue
        node = expression.target
        for block in by_layout.get(expression.layout.repeat.index, ()):
            result = expression.function(state.values, state.numbers, block.base, block)
            slot = block.base + node.offset
            if not _agrees(state, expression, slot, result):
                found.append(slot)
    for node, block in walk(state):
        slot = block.base + node.offset
        above = True
        if node.parent is not None:
            holder = block if node.parent.layout is block.layout else block.up
            assert holder is not None
            above = state.relevant[holder.base + node.parent.offset]
        relevant = above and state.own[slot]
        value = state.effective(slot) if relevant else ""
        if relevant is not state.relevant[slot] or value != state.values[slot]:
            found.append(slot)
    return found


def _agrees(state: State, expression: Expression, slot: int, result: Value) -> bool:
    node = expression.target
    if expression.purpose is Purpose.CALCULATE:
        if node.control is not None and not state.readonly[slot]:
            return True
        kept = wrap(node, result, state.zone)
        return kept == state.raw[slot] and kept.__class__ is state.raw[slot].__class__
    flags = {Purpose.RELEVANT: state.own, Purpose.READONLY: state.readonly, Purpose.REQUIRED: state.required}
    return truth(result) is flags[expression.purpose][slot]
