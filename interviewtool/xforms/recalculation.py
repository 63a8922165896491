"""Keeping a state up to date.

A change puts the expressions that depend on it into a queue ordered by rank; it stops where nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import wrap
from interviewtool.xforms.expressions import Purpose
from interviewtool.xforms.graph import SHIFT, Far
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.state import State
from interviewtool.xforms.values import NAN, Value, number, truth

_MASK = (1 << SHIFT) - 1
_CALCULATE, _RELEVANT, _COUNT = Purpose.CALCULATE, Purpose.RELEVANT, Purpose.COUNT


class Recalculation:
    """touched: slots where a value (or missing reason) changed since this was last emptied; turned, readonly, required:
    where that did. counts: what each jr:count asked for: block around the repeat, its node, how many.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.touched: list[int] = []
        self.turned: list[int] = []
        self.readonly: list[int] = []
        self.required: list[int] = []
        self.counts: list[tuple[Block, ModelNode, int]] = []
        self._queue: list[int] = []
        self._queued: set[int] = set()

    # -- the queue
    def push(self, key: int) -> None:
        """Put an entry (rank << SHIFT | base) into the queue."""
        if key not in self._queued:
            self._queued.add(key)
            heappush(self._queue, key)

    def push_block(self, block: Block) -> None:
        """Everything inside a block is to be evaluated."""
        for inner in block.subtree():
            for expression in inner.layout.expressions:
                self.push(expression.key | inner.base)

    def push_outside(self, layout: Layout, up: Block) -> None:
        """What looks at the instances of a layout from outside them is to be evaluated."""
        self._push_far(self.state.form.dependents.outside(layout), up)

    def _push_far(self, expressions: Iterable[Far], start: Block) -> None:
        for key, ups, branches in expressions:
            for block in start.above(ups).descend(branches):
                self.push(key | block.base)

    def changed(self, slot: int) -> None:
        """Queue what reads a slot."""
        calls = self.state.calls[slot]
        if calls is None:
            return
        root, same, other, _, _ = calls
        queue, queued = self._queue, self._queued
        if not queue:
            queue.extend(root)  # they are sorted, which is a heap
            queued.update(root)
        else:
            for key in root:
                if key not in queued:  # as in `push`
                    queued.add(key)
                    heappush(queue, key)
        if same:
            base = self.state.block_of(slot).base
            for key in same:
                self.push(key | base)
        if other:
            self._push_far(other, self.state.block_of(slot))

    # -- values
    def keep(self, slot: int, raw: Value, value: Value) -> None:
        """Keep a value; what reads it is queued if it reads differently now."""
        state = self.state
        old = state.raw[slot]
        differs = raw != old or raw.__class__ is not old.__class__
        if differs:
            state.raw[slot] = raw
            self.touched.append(slot)
        if state.relevant[slot]:
            held = state.values[slot]
            if value != held or value.__class__ is not held.__class__:
                state.values[slot] = value
                state.numbers[slot] = NAN if value.__class__ is str else number(value)
                if state.calls[slot] is not None:
                    self.changed(slot)
        elif differs and (calls := state.calls[slot]) is not None and calls.raw:
            self.changed(slot)

    def turn(self, slot: int) -> None:
        """Pass a node's own relevance, which has changed, on to all below."""
        state = self.state
        relevant, raws, all_calls = state.relevant, state.raw, state.calls
        block = state.block_of(slot)
        parent = state.nodes[slot].parent
        if parent is None:
            above = True
        elif parent.layout is block.layout:
            above = relevant[block.base + parent.offset]
        else:
            assert block.up is not None
            above = relevant[block.up.base + parent.offset]
        waiting = [(slot, block, above)]
        while waiting:
            slot, block, above = waiting.pop()
            now = above and state.own[slot]
            if now is relevant[slot]:
                continue
            relevant[slot] = now
            self.turned.append(slot)
            calls = all_calls[slot]
            if raws[slot] != "" and self._show(slot, now):
                if calls is not None:
                    self.changed(slot)
            elif calls is not None and calls.counted:
                self.changed(slot)
            base, layout = block.base, block.layout
            for child in state.nodes[slot].children:
                if child.layout is layout:
                    waiting.append((base + child.offset, block, now))
                else:
                    waiting.extend([(inner.base, inner, now) for inner in block.children[child.layout.branch]])

    def _show(self, slot: int, relevant: bool) -> bool:
        """Let expressions read a value that is not empty, or hide it from them; whether that makes a difference."""
        state = self.state
        value = state.effective(slot) if relevant else ""
        if value == state.values[slot]:
            return False
        state.values[slot] = value
        state.numbers[slot] = NAN if value.__class__ is str else number(value)
        return True

    def run(self) -> None:
        """Evaluate what is queued, by rank, until nothing is left."""
        state, queue, queued = self.state, self._queue, self._queued
        if not queue:
            return
        expressions, blocks, all_calls = state.form.expressions, state.blocks, state.calls
        raws, values, numbers, relevant = state.raw, state.values, state.numbers, state.relevant
        while queue:
            key = heappop(queue)
            queued.discard(key)
            expression = expressions[key >> SHIFT]
            base = key & _MASK
            result = expression.function(values, numbers, base, blocks[base])
            node, purpose = expression.target, expression.purpose
            if purpose is _CALCULATE:
                kind = result.__class__
                if kind is float and node.datatype == "string":
                    result = result if result == result else ""
                elif kind is not str or node.kind != "str":
                    result = wrap(node, result, state.zone)
                slot, kind = base + node.offset, result.__class__
                if result == raws[slot] and kind is raws[slot].__class__:
                    continue
                # As in `keep`, of which a chain of hundreds would be a third of its time.
                raws[slot] = result
                self.touched.append(slot)
                calls = all_calls[slot]
                if relevant[slot]:
                    values[slot] = result
                    numbers[slot] = NAN if kind is str else number(result)
                    if calls is not None:
                        self.changed(slot)
                elif calls is not None and calls.raw:
                    self.changed(slot)
            elif purpose is _COUNT:
                wanted = number(result)
                self.counts.append((state.block_of(base), node, int(wanted) if abs(wanted) < 1e6 else 0))
            else:
                self._turn(purpose, base + node.offset, result if result.__class__ is bool else truth(result))

    def _turn(self, purpose: Purpose, slot: int, flag: bool) -> None:
        state = self.state
        if purpose is _RELEVANT:
            if flag is not state.own[slot]:
                state.own[slot] = flag
                self.turn(slot)
        elif purpose is Purpose.READONLY:
            if flag is not state.readonly[slot]:
                state.readonly[slot] = flag
                self.readonly.append(slot)
        elif flag is not state.required[slot]:
            state.required[slot] = flag
            self.required.append(slot)
