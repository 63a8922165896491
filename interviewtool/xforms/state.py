"""The places of one form instance: blocks, the slots in them, what each slot is called and what it holds.

Flat lists, one entry per slot: `raw` what the node keeps, `values` what expressions read ("" while not relevant),
`numbers` the same as a number where the node's kind asks for one, `own` and `relevant`, `readonly`, `required`; and of
the definition, so that an answer need not go there, `nodes`, `readers`, `calls` and `constraints`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from interviewtool.model import MissingReason, Reference
from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import Reader, raw_text, read
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.moments import Local, Moment
from interviewtool.xforms.references import Slots
from interviewtool.xforms.values import NAN, Value, number, truth

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form
    from interviewtool.xforms.graph import Calls
    from interviewtool.xforms.seeds import Seed


class State:
    """names: the reference of each slot; slots: the other way round. named: the blocks by reference, the root's is "".

    clock, uuid, random, signature_holds, language, text_of, choice_label: what expressions ask for besides.
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
        """seeded: with the repeat instances a new form begins with."""
        self.form = form
        self.clock = clock
        self.uuid = uuid
        self.random = random
        self.signature_holds = signature_holds
        self.zone = Local(clock())
        self.language = form.source.default_language
        self.shuffle_seed = int(random() * 2147483646) + 1
        self.text_of: Callable[[str, Block], str] = lambda identifier, block: ""
        self.choice_label: Callable[[ModelNode, Block, str], str] = lambda node, block, value: ""
        self.raw: list[Value] = []
        self.values: list[Value] = []
        self.numbers: list[float] = []
        self.own: list[bool] = []
        self.relevant: list[bool] = []
        self.readonly: list[bool] = []
        self.required: list[bool] = []
        self.nodes: list[ModelNode] = []
        self.readers: list[Reader | None] = []
        self.calls: list[Calls | None] = []
        self.constraints: list[Callable[..., Value] | None] = []
        self.blocks: list[Block | None] = []
        self.names: list[Reference] = []
        self.slots = Slots()
        self.named: dict[str, Block] = {}
        self.missing: dict[int, MissingReason] = {}
        self._free: dict[int, list[int]] = {}
        self.root = self.grow(form.root, None, form.root.seed if seeded else None)

    def block_of(self, slot: int) -> Block:
        """The block a slot lies in."""
        block = self.blocks[slot]
        assert block is not None
        return block

    def series(self, reference: str) -> tuple[Block, Layout] | None:
        """The enclosing block and the layout of a repeat series (`/data/case[1]/place`); None for anything else."""
        instance, bracket, inside = reference.rpartition("]")
        block = self.named.get(instance + bracket)
        layout = block.layout.plan.series.get(inside) if block is not None else None
        return (block, layout) if block is not None and layout is not None else None

    def grow(self, layout: Layout, up: Block | None, seed: Seed | None) -> Block:
        """A new block at the end of its series, with the values and blocks of a seed; without one, with the defaults
        and no blocks inside.
        """
        plan = layout.plan
        free = self._free.get(layout.repeat.index)
        index = len(up.children[layout.branch]) if up is not None else 0
        base = free.pop() if free else len(self.raw)
        block = Block(self, layout, up, base, index)
        end = base + plan.size
        above = up is None or layout.repeat.parent is None or self.relevant[up.base + layout.repeat.parent.offset]
        self.raw[base:end] = self.values[base:end] = [""] * plan.size
        self.numbers[base:end] = [NAN] * plan.size
        self.own[base:end] = plan.own
        self.relevant[base:end] = plan.relevant if above else [False] * plan.size
        self.readonly[base:end] = plan.readonly
        self.required[base:end] = plan.required
        self.nodes[base:end] = plan.nodes
        self.readers[base:end] = plan.readers
        self.calls[base:end] = plan.calls
        self.constraints[base:end] = plan.constraints
        self.blocks[base:end] = [block] * plan.size
        self._name(block)
        self._fill(block, {**plan.defaults, **seed.values} if seed is not None else plan.defaults)
        if up is not None:
            up.children[layout.branch].append(block)
        if seed is not None:
            for child, inside in zip(layout.children, seed.inside, strict=True):
                for inner in inside:
                    self.grow(child, block, inner)
        return block

    def drop(self, block: Block) -> None:
        """Take a block and all inside it away; the ones after it move up. Nothing is recalculated."""
        assert block.up is not None
        siblings = block.up.children[block.layout.branch]
        moved = siblings[block.index + 1 :]
        for each in (block, *moved):
            for inner in each.subtree():
                self._forget_name(inner)
        siblings.remove(block)
        for index, each in enumerate(moved, block.index):
            each.index = index
            for inner in each.subtree():
                self._name(inner)
        for gone in block.subtree():
            end = gone.base + gone.layout.plan.size
            for slot in range(gone.base, end):
                self.missing.pop(slot, None)
            self.blocks[gone.base : end] = [None] * gone.layout.plan.size
            self._free.setdefault(gone.layout.repeat.index, []).append(gone.base)

    def all_blocks(self) -> list[Block]:
        """Every block, the root first."""
        return self.root.subtree()

    def satisfies(self, slot: int) -> bool:
        """Whether an answer stands before its own constraint; an empty or not relevant one always does."""
        constraint = self.constraints[slot]
        if constraint is None or self.values[slot] == "":
            return True
        block = self.block_of(slot)
        return truth(constraint(self.values, self.numbers, block.base, block))

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

    def effective(self, slot: int) -> Value:
        """What expressions would read if the node were relevant."""
        raw, reader = self.raw[slot], self.readers[slot]
        return reader(raw, self.zone) if reader is not None and raw and isinstance(raw, str) else raw

    def text(self, slot: int) -> str:
        """The raw value as text."""
        raw = self.raw[slot]
        return raw if raw.__class__ is str else raw_text(self.nodes[slot], raw, self.zone)

    def _name(self, block: Block) -> None:
        plan, base = block.layout.plan, block.base
        if block.up is not None:
            block.name = Reference(f"{block.up.name}{plan.step}[{block.index + 1}]")
        self.named[block.name] = block
        end = base + plan.size
        names = self.names[base:end] = [Reference(block.name + inside) for inside in plan.inside]
        self.slots.update(zip(names, range(base, end), strict=True))

    def _forget_name(self, block: Block) -> None:
        del self.named[block.name]
        for name in self.names[block.base : block.base + block.layout.plan.size]:
            self.slots.pop(name, None)  # two attributes may bear one name

    def _fill(self, block: Block, texts: Mapping[int, str]) -> None:
        """The values a new block begins with, by offset, before anything is evaluated."""
        for offset, raw in texts.items():
            slot = block.base + offset
            value = read(self.nodes[slot], raw, self.zone)
            # A time without an offset is local, and says so.
            self.raw[slot] = raw_text(self.nodes[slot], value, self.zone) if value.__class__ is Moment else raw
            if self.relevant[slot]:
                self.values[slot] = value
                self.numbers[slot] = NAN if value.__class__ is str else number(value)
