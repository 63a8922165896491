"""The values of one form instance and their recalculation.

Flat lists, one entry per slot: `raw` what the node keeps, `values` what expressions read ("" while not relevant),
`numbers` the same as a number where the node's kind asks for one, `own` and `relevant`, `readonly`, `required`. A
change puts the expressions that depend on it into a queue ordered by rank; it stops where nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import raw_text, read, wrap
from interviewtool.xforms.expressions import Expression, Purpose
from interviewtool.xforms.graph import SHIFT
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.moments import Local, Moment
from interviewtool.xforms.values import NAN, Value, number, truth

if TYPE_CHECKING:
    from interviewtool.model import MissingReason
    from interviewtool.xforms.form import Form
    from interviewtool.xforms.seeds import Seed

_MASK = (1 << SHIFT) - 1


class State:
    """touched, turned_*: slots that changed since `begin`; added and removed are kept by the structure.

    seeded: with the repeat instances a new form begins with.
    """

    def __init__(
        self,
        form: Form,
        clock: Callable[[], datetime],
        uuid: Callable[[], str],
        random: Callable[[], float],
        signature_holds: Callable[[bytes, bytes, bytes], bool],
        *,
        seeded: bool = True,
    ) -> None:
        self.form = form
        self.clock = clock
        self.uuid = uuid
        self.random = random
        self.signature_holds = signature_holds
        self.raw: list[Value] = []
        self.values: list[Value] = []
        self.numbers: list[float] = []
        self.own: list[bool] = []
        self.relevant: list[bool] = []
        self.readonly: list[bool] = []
        self.required: list[bool] = []
        self.nodes: list[ModelNode] = []
        self.blocks: list[Block | None] = []
        self.missing: dict[int, MissingReason] = {}
        self.language = form.source.default_language
        self.shuffle_seed = int(random() * 2147483646) + 1
        self.text_of: Callable[[str, Block], str] = lambda identifier, block: ""
        self.choice_label: Callable[[ModelNode, Block, str], str] = lambda node, block, value: ""
        self._heap: list[int] = []
        self._queued: set[int] = set()
        self._free: dict[int, list[int]] = {}
        self.zone = Local(clock())
        self._expressions = form.expressions
        self._dependents = form.dependents.of
        self._counted, self._raw_read = form.dependents.counted, form.dependents.raw
        self.begin()
        self.counts: list[tuple[Block, ModelNode, int]] = []
        self.root = self.grow(form.root, None, form.root.seed if seeded else None)

    def begin(self) -> None:
        """Forget what changed so far."""
        self.touched: list[int] = []
        self.turned_relevance: list[int] = []
        self.turned_readonly: list[int] = []
        self.turned_required: list[int] = []

    def block_of(self, slot: int) -> Block:
        """The block a slot lies in."""
        block = self.blocks[slot]
        assert block is not None
        return block

    # -- structure
    def grow(self, layout: Layout, up: Block | None, seed: Seed | None) -> Block:
        """A new block at the end of its series, with the values and blocks of a seed; without one, with the defaults
        and no blocks inside.
        """
        free = self._free.get(layout.repeat.index)
        index = len(up.children[layout.branch]) if up is not None else 0
        base = free.pop() if free else len(self.raw)
        block = Block(self, layout, up, base, index)
        size = len(layout.nodes)
        end = base + size
        if base == len(self.raw):
            for items in (self.raw, self.values):
                items.extend([""] * size)
            self.numbers.extend([NAN] * size)
            for flags in (self.own, self.relevant, self.readonly, self.required):
                flags.extend([True] * size)
            self.nodes.extend(layout.nodes)
            self.blocks.extend([block] * size)
        else:
            self.blocks[base:end] = [block] * size
        self._fill(block, seed.values if seed is not None else {})
        if up is not None:
            up.children[layout.branch].append(block)
        if seed is not None:
            for child, inside in zip(layout.children, seed.inside, strict=True):
                for inner in inside:
                    self.grow(child, block, inner)
        return block

    def would_be_relevant(self, block: Block) -> bool:
        """Whether a new repeat instance, not evaluated yet, is relevant."""
        relevance = block.layout.relevance
        if relevance is None or not self.relevant[block.base]:
            return self.relevant[block.base]
        return truth(relevance.function(self.values, self.numbers, block.base, block))

    def would_open(self, layout: Layout, up: Block) -> bool:
        """Whether a first instance of a series that has none would be relevant."""
        block = self.grow(layout, up, None)
        try:
            return self.would_be_relevant(block)
        finally:
            self.drop(block)

    def _fill(self, block: Block, written: Mapping[int, str]) -> None:
        """A new block's flags and values, before anything is evaluated."""
        layout, up, base = block.layout, block.up, block.base
        always = self.form.always
        relevant, readonly, required = (always[kind] for kind in (Purpose.RELEVANT, Purpose.READONLY, Purpose.REQUIRED))
        for slot, node in enumerate(layout.nodes, base):
            self.own[slot] = relevant.get(node.index, True)
            self.readonly[slot] = readonly.get(node.index, False)
            self.required[slot] = required.get(node.index, False)
            parent = node.parent
            if parent is None:
                above = True
            elif parent.layout is layout:
                above = self.relevant[base + parent.offset]
            else:
                assert up is not None
                above = self.relevant[up.base + parent.offset]
            self.relevant[slot] = above and self.own[slot]
            raw = written.get(node.offset, node.default) if written else node.default
            value: Value = ""
            if raw:
                value = read(node, raw, self.zone)
                if value.__class__ is Moment:
                    raw = raw_text(node, value, self.zone)  # a time without an offset is local, and says so
                if not self.relevant[slot]:
                    value = ""
            self.raw[slot] = raw
            self.values[slot] = value
            self.numbers[slot] = NAN if value.__class__ is str else number(value)

    def drop(self, block: Block) -> None:
        """Take a block and all inside it away; the ones after it move up. Nothing is recalculated."""
        assert block.up is not None
        siblings = block.up.children[block.layout.branch]
        siblings.remove(block)
        for index in range(block.index, len(siblings)):
            siblings[index].index = index
        for gone in block.subtree():
            size = len(gone.layout.nodes)
            for slot in range(gone.base, gone.base + size):
                self.missing.pop(slot, None)
            self.blocks[gone.base : gone.base + size] = [None] * size
            self._free.setdefault(gone.layout.repeat.index, []).append(gone.base)

    # -- the queue
    def push(self, key: int) -> None:
        """Put an entry (rank << SHIFT | base) into the queue."""
        if key not in self._queued:
            self._queued.add(key)
            heappush(self._heap, key)

    def push_block(self, block: Block) -> None:
        """Everything inside a block is to be evaluated."""
        for inner in block.subtree():
            for expression in inner.layout.expressions:
                self.push(expression.key | inner.base)

    def push_outside(self, layout: Layout, up: Block) -> None:
        """What looks at the instances of a layout from outside them is to be evaluated."""
        for expression, depth in self.form.dependents.outside(layout):
            self._push_all(expression, depth, up)

    def _push_all(self, expression: Expression, depth: int, block: Block) -> None:
        """An expression in all its blocks under the one that encloses `block` at a depth."""
        above = block
        while above.layout.depth > depth:
            assert above.up is not None
            above = above.up
        chain = expression.layout.chain()
        branches = tuple(layout.branch for layout in chain[above.layout.depth + 1 :])
        for target in above.descend(branches):
            self.push(expression.key | target.base)

    def changed(self, slot: int) -> None:
        """Queue what reads a slot."""
        node = self.nodes[slot]
        root, same, other = self._dependents[node.index]
        heap = self._heap
        if not heap:
            heap.extend(root)  # they are sorted, which is a heap
            self._queued.update(root)
        else:
            for key in root:
                self.push(key)
        if same:
            base = slot - node.offset
            for key in same:
                self.push(key | base)
        if other:
            block = self.block_of(slot)
            for expression, depth in other:
                self._push_all(expression, depth, block)

    # -- values
    def keep(self, slot: int, raw: Value, value: Value) -> None:
        """Keep a value; what reads it is queued if it reads differently now."""
        old = self.raw[slot]
        if raw != old or raw.__class__ is not old.__class__:
            self.raw[slot] = raw
            self.touched.append(slot)
        if self.relevant[slot]:
            held = self.values[slot]
            if value != held or value.__class__ is not held.__class__:
                self.values[slot] = value
                self.numbers[slot] = NAN if value.__class__ is str else number(value)
                self.changed(slot)
        elif self._raw_read[self.nodes[slot].index]:
            self.changed(slot)

    def effective(self, slot: int) -> Value:
        """What expressions would read if the node were relevant."""
        raw = self.raw[slot]
        return read(self.nodes[slot], raw, self.zone) if raw.__class__ is str else raw

    def turn(self, slot: int, own: bool) -> None:
        """Set a node's own relevance and pass it on to all below."""
        self.own[slot] = own
        block = self.block_of(slot)
        parent = self.nodes[slot].parent
        if parent is None:
            above = True
        elif parent.layout is block.layout:
            above = self.relevant[block.base + parent.offset]
        else:
            assert block.up is not None
            above = self.relevant[block.up.base + parent.offset]
        waiting = [(slot, block, above)]
        while waiting:
            slot, block, above = waiting.pop()
            now = above and self.own[slot]
            if now == self.relevant[slot]:
                continue
            self.relevant[slot] = now
            self.turned_relevance.append(slot)
            node = self.nodes[slot]
            value = self.effective(slot) if now else ""
            if value != self.values[slot]:
                self.values[slot] = value
                self.numbers[slot] = NAN if value.__class__ is str else number(value)
                self.changed(slot)
            elif self._counted[node.index]:
                self.changed(slot)
            base, layout = block.base, block.layout
            for child in node.children:
                if child.layout is layout:
                    waiting.append((base + child.offset, block, now))
                else:
                    waiting.extend((inner.base, inner, now) for inner in block.children[child.layout.branch])

    def run(self) -> None:
        """Evaluate what is queued, by rank, until nothing is left."""
        heap = self._heap
        if not heap:
            return
        queued, expressions = self._queued, self._expressions
        values, numbers, blocks = self.values, self.numbers, self.blocks
        raws, touched, relevant = self.raw, self.touched, self.relevant
        changed, zone, calculate = self.changed, self.zone, Purpose.CALCULATE
        while heap:
            key = heappop(heap)
            queued.discard(key)
            expression = expressions[key >> SHIFT]
            base = key & _MASK
            block = blocks[base]
            result = expression.function(values, numbers, base, block)
            if expression.purpose is not calculate:
                self._apply(expression, base, block, result)
                continue
            node = expression.target
            slot = base + node.offset
            if result.__class__ is not float or node.datatype != "string":
                result = wrap(node, result, zone)
            elif result != result:
                result = ""
            old, kind = raws[slot], result.__class__
            if result == old and kind is old.__class__:
                continue
            raws[slot] = result
            touched.append(slot)
            if relevant[slot]:
                values[slot] = result
                numbers[slot] = NAN if kind is str else number(result)
                changed(slot)
            elif self._raw_read[node.index]:
                changed(slot)

    def _apply(self, expression: Expression, base: int, block: Block | None, result: Value) -> None:
        purpose, node = expression.purpose, expression.target
        if purpose is Purpose.COUNT:
            assert block is not None
            wanted = number(result)
            self.counts.append((block, node, int(wanted) if abs(wanted) < 1e6 else 0))
            return
        slot = base + node.offset
        flag = result if result.__class__ is bool else truth(result)
        if purpose is Purpose.RELEVANT:
            if flag is not self.own[slot]:
                self.turn(slot, flag)
        elif purpose is Purpose.READONLY:
            if flag is not self.readonly[slot]:
                self.readonly[slot] = flag
                self.turned_readonly.append(slot)
        elif flag is not self.required[slot]:
            self.required[slot] = flag
            self.turned_required.append(slot)

    def all_blocks(self) -> list[Block]:
        """Every block, the root first."""
        return self.root.subtree()
