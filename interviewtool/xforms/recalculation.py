"""Keeping a state up to date.

A change marks the expressions that depend on it; they are evaluated by rank, and it stops where nothing changed.
"""

from __future__ import annotations

from heapq import heappop, heappush

from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import wrap
from interviewtool.xforms.expressions import Expression, Purpose
from interviewtool.xforms.graph import SHIFT, Calls
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.state import State
from interviewtool.xforms.values import NAN, Value, number, truth

_MASK = (1 << SHIFT) - 1
_CALCULATE, _RELEVANT, _READONLY, _COUNT = Purpose.CALCULATE, Purpose.RELEVANT, Purpose.READONLY, Purpose.COUNT


class Recalculation:
    """touched: slots where a value (or missing reason) changed since this was last emptied; turned, readonly, required:
    where that did. counts: by the block around a repeat and its node, how many its jr:count asked for last.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.touched: list[int] = []
        self.turned: list[int] = []
        self.readonly: list[int] = []
        self.required: list[int] = []
        self.counts: dict[tuple[Block, ModelNode], int] = {}
        # What is to be evaluated: outside repeats a mark at its rank, since the next one is then found and each is set
        # in a fraction of the time of a heap; in repeats a heap of keys, where one may stand several times.
        self._due = bytearray(len(state.form.expressions))
        self._queue: list[int] = []

    # -- what is to be evaluated
    def push(self, key: int) -> None:
        """An expression (rank << SHIFT | base of a block) is to be evaluated."""
        if not key & _MASK:
            self._due[key >> SHIFT] = 1
        else:
            heappush(self._queue, key)

    def push_block(self, block: Block) -> None:
        """Everything inside a block is to be evaluated."""
        for inner in block.subtree():
            for expression in inner.layout.expressions:
                self.push(expression.key | inner.base)

    def push_outside(self, layout: Layout, up: Block) -> None:
        """What looks at the instances of a layout from outside them is to be evaluated."""
        for key, ups, branches in self.state.form.dependents.outside(layout):
            for block in up.above(ups).descend(branches):
                self.push(key | block.base)

    def changed(self, slot: int, calls: Calls) -> None:
        """What reads a slot is to be evaluated."""
        due, queue = self._due, self._queue
        for rank in calls.root:
            due[rank] = 1
        if calls.same:
            base = self.state.block_of(slot).base
            for key in calls.same:
                heappush(queue, key | base)
        if calls.other:
            start = self.state.block_of(slot)
            for key, ups, branches in calls.other:
                for block in start.above(ups).descend(branches):
                    heappush(queue, key | block.base)

    # -- values
    def keep(self, slot: int, raw: Value, value: Value) -> bool:
        """Keep a value; whether anything is to be evaluated now, since what reads it reads differently."""
        state = self.state
        old = state.raw[slot]
        differs = raw != old or raw.__class__ is not old.__class__
        if differs:
            state.raw[slot] = raw
            self.touched.append(slot)
        if state.relevant[slot]:
            held = state.values[slot]
            if value != held or value.__class__ is not held.__class__:
                kind = value.__class__
                state.values[slot] = value
                state.numbers[slot] = value if kind is float else NAN if kind is str else number(value)  # type: ignore[assignment]
                if (calls := state.calls[slot]) is not None:
                    self.changed(slot, calls)
                    return True
        elif differs and (calls := state.calls[slot]) is not None and calls.raw:
            self.changed(slot, calls)
            return True
        return False

    def turn(self, slot: int) -> None:
        """Pass a node's own relevance, which has changed, on to all below."""
        state = self.state
        relevant, raws, all_calls, nodes = state.relevant, state.raw, state.calls, state.nodes
        node, now = nodes[slot], state.own[slot]
        parent = node.parent
        if now and parent is not None:
            base = slot - node.offset
            if node.is_repeat:
                around = state.block_of(slot).up
                assert around is not None
                base = around.base
            now = relevant[base + parent.offset]
        if now is relevant[slot]:
            return
        # Below what is not relevant nothing is: one flag tells which nodes turn with this one.
        turning = state.own if now else relevant
        waiting = [slot]
        while waiting:
            slot = waiting.pop()
            relevant[slot] = now
            self.turned.append(slot)
            calls = all_calls[slot]
            if raws[slot] != "" and self._show(slot, now):
                if calls is not None:
                    self.changed(slot, calls)
            elif calls is not None and calls.counted:
                self.changed(slot, calls)
            if children := nodes[slot].children:
                block = state.block_of(slot)
                base, layout = block.base, block.layout
                for child in children:
                    if child.layout is not layout:
                        waiting += [each.base for each in block.children[child.layout.branch] if turning[each.base]]
                    elif turning[base + child.offset]:
                        waiting.append(base + child.offset)

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
        """Evaluate what is to be evaluated, by rank, until nothing is left."""
        state, queue, due = self.state, self._queue, self._due
        expressions, blocks, all_calls = state.form.expressions, state.blocks, state.calls
        raws, values, numbers, relevant = state.raw, state.values, state.numbers, state.relevant
        next_due = due.find
        while (rank := next_due(1)) >= 0 or queue:
            if queue and (rank < 0 or queue[0] >> SHIFT < rank):
                key = heappop(queue)
                if queue and queue[0] == key:
                    continue
                rank, base = key >> SHIFT, key & _MASK
            else:
                due[rank] = base = 0
            expression = expressions[rank]
            result = expression.function(values, numbers, base, blocks[base])
            if expression.purpose is not _CALCULATE:
                self._decide(expression, base, result)
                continue
            node, kind = expression.target, result.__class__
            if kind is float and node.datatype == "string":
                result = result if result == result else ""
            elif kind is not str or node.reader is not None:
                result = wrap(node, result, state.zone)
            slot, kind = base + node.offset, result.__class__
            if result == raws[slot] and kind is raws[slot].__class__:
                continue
            # As in `keep`, of which a chain of hundreds would be a third of its time.
            raws[slot] = result
            self.touched.append(slot)
            calls, shown = all_calls[slot], relevant[slot]
            if shown:
                values[slot] = result
                numbers[slot] = result if kind is float else NAN if kind is str else number(result)  # type: ignore[assignment]
            if calls is not None and (shown or calls.raw):
                self.changed(slot, calls)

    def _decide(self, expression: Expression, base: int, result: Value) -> None:
        """What was evaluated for a relevance, a readonly, a required or a jr:count."""
        state, purpose = self.state, expression.purpose
        slot = base + expression.target.offset
        flag = result if result.__class__ is bool else truth(result)
        if purpose is _RELEVANT:
            if flag is not state.own[slot]:
                state.own[slot] = flag
                self.turn(slot)
        elif purpose is _COUNT:
            wanted = number(result)
            self.counts[state.block_of(base), expression.target] = int(wanted) if abs(wanted) < 1e6 else 0
        else:
            kept, turned = (state.readonly, self.readonly) if purpose is _READONLY else (state.required, self.required)
            if flag is not kept[slot]:
                kept[slot] = flag
                turned.append(slot)
