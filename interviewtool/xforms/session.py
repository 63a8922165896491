"""The acts on a form instance, on slots: answers, missing reasons, repeats, actions, resuming."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from interviewtool.model import MissingReason, StoredAnswer
from interviewtool.xforms import actions
from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import raw_text, read, words, wrap
from interviewtool.xforms.model import Layout
from interviewtool.xforms.recalculation import Recalculation
from interviewtool.xforms.references import bare
from interviewtool.xforms.state import State
from interviewtool.xforms.values import NAN, Value, is_empty, number

if TYPE_CHECKING:
    from interviewtool.xforms.actions import Action

_MAXIMUM_INSTANCES = 2_000
"""A jr:count beyond this is a slip of the keyboard."""


_LONGEST_CHAIN = 50
"""Changes that set off one another in a circle end here; JavaRosa stops for good."""
_INSTANCE = re.compile(r"\[(\d+)\]")
_PLACE = attrgetter("index")


class Acts(Recalculation):
    """added: blocks added by the act under way."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.added: list[Block] = []
        self._chain = 0
        form = state.form
        self._on_change: dict[int, list[Action]] = {}
        self._on_repeat: dict[int, list[Action]] = {}
        for action in form.actions:
            if actions.VALUE_CHANGED in action.events:
                self._on_change.setdefault(action.source.index, []).append(action)
            if actions.NEW_REPEAT in action.events:
                self._on_repeat.setdefault(action.source.index, []).append(action)

    # -- beginning
    def start(self) -> None:
        """A new form: preloads, first-load actions, then everything evaluated.

        In JavaRosa's order: a dynamic default sees no calculation that nothing before it has set off.
        """
        state = self.state
        for block in state.all_blocks():
            self._preload(block)
        for event in (actions.FIRST_LOAD, actions.LOAD):
            for action in state.form.actions:
                if event in action.events:
                    for slot in self._targets_everywhere(action):
                        self._perform(action, slot)
        self.push_block(state.root)
        self.settle()

    def resume(self, saved: Iterable[StoredAnswer], *, partial: bool) -> None:
        """A saved form: its repeats and values, then everything evaluated.

        A repeat has the instances that any row lies in. partial: only a part was saved (the preparation, before
        consent), and the rest is as in a new form.
        """
        state = self.state
        form = state.form
        rows = list(saved)
        counts: dict[str, int] = {}
        for row in rows:
            for end in _INSTANCE.finditer(row.reference):
                series = row.reference[: end.start()]
                counts[series] = max(counts.get(series, 0), int(end[1]))
        self._shape(state.root, counts, partial)
        for row in rows:
            node = form.by_path.get(bare(row.reference))
            if node is None or node.is_repeat:
                continue
            slot = state.slots[row.reference]
            state.raw[slot] = row.value
            if row.missing is not None:
                state.missing[slot] = row.missing
            value: Value = read(node, row.value, state.zone) if state.relevant[slot] else ""
            state.values[slot] = value
            state.numbers[slot] = number(value) if value.__class__ is not str else NAN
        self.push_block(state.root)
        self.settle()
        for action in form.actions:
            for slot in self._targets_everywhere(action):
                if actions.LOAD in action.events or (
                    partial and actions.FIRST_LOAD in action.events and state.raw[slot] == ""
                ):
                    self._perform(action, slot)
        self.settle()

    def _shape(self, block: Block, counts: dict[str, int], partial: bool) -> None:
        """As many instances of each repeat as were saved; partial: a repeat without any row stays as in a new form."""
        for layout in block.layout.children:
            series = block.name + layout.plan.step
            siblings = block.children[layout.branch]
            wanted = counts.get(series, len(siblings) if partial else 0)
            while len(siblings) > wanted:
                self.state.drop(siblings[-1])
            while len(siblings) < wanted:
                self.state.grow(layout, block, None)
            for child in siblings:
                self._shape(child, counts, partial)

    def _preload(self, block: Block) -> None:
        for node in block.layout.plan.preloads:
            value = self._preloaded(node.bind["jr:preload"], node.bind.get("jr:preloadParams", ""))
            if value is not None:
                self._set(block.base + node.offset, value)

    def _preloaded(self, kind: str, parameter: str) -> str | None:
        state = self.state
        if kind == "uid":
            return "uuid:" + state.uuid()
        now = state.clock()
        if kind == "timestamp" and parameter == "start":
            return now.isoformat(timespec="milliseconds")
        if kind == "date":
            return now.date().isoformat()
        return None

    # -- answers
    def answer(self, slot: int, text: str) -> None:
        """A new raw value and all that follows from it."""
        state = self.state
        reader = state.readers[slot]
        value: Value = text
        if reader is not None and text:
            value = reader(text, state.zone)
            if reader is words:
                text = str(value)
        before = state.raw[slot]
        if state.missing and text and slot in state.missing:
            del state.missing[slot]
            self.touched.append(slot)
        if self.keep(slot, text, value):
            self.run()
        if self._on_change and before != state.raw[slot]:
            self._follow(slot)
        if self.counts:  # only now: an action may change what they ask for
            self.settle()

    def _follow(self, slot: int) -> None:
        """The actions of a question whose answer has changed: by a person, or by another action."""
        actions = self._on_change.get(self.state.nodes[slot].index)
        if actions is None or self._chain >= _LONGEST_CHAIN:
            return
        self._chain += 1
        block = self.state.block_of(slot)
        for action in actions:
            for target in self._targets(action, block):
                self._perform(action, target)
        self._chain -= 1

    def mark_missing(self, slot: int, reason: MissingReason | None) -> None:
        """A reason instead of a value."""
        state = self.state
        if state.missing.get(slot) is reason:
            return
        if reason is None:
            del state.missing[slot]
            self.touched.append(slot)
            return
        if not is_empty(state.raw[slot]):
            self.answer(slot, "")
        state.missing[slot] = reason
        self.touched.append(slot)

    def _set(self, slot: int, value: str) -> None:
        state = self.state
        self.keep(slot, value, read(state.nodes[slot], value, state.zone))

    # -- repeats
    def add(self, layout: Layout, up: Block) -> None:
        """One instance more at the end of a series, with what follows."""
        self._enter([self.state.grow(layout, up, layout.seed)], layout, up)
        self.settle()

    def _count_up(self, layout: Layout, up: Block, wanted: int) -> None:
        """As many instances as a jr:count asks for; only those that are relevant, as in JavaRosa, where each is made by
        whoever comes to it.
        """
        siblings = up.children[layout.branch]
        new: list[Block] = []
        while len(siblings) < wanted:
            block = self.state.grow(layout, up, layout.seed)
            if not self.state.would_be_relevant(block):
                self.state.drop(block)
                break
            new.append(block)
            # The next one may hang on what is in this one.
            if layout.relevance is not None or layout.repeat.index in self._on_repeat:
                self._enter(new, layout, up)
                new = []
        if new:
            self._enter(new, layout, up)

    def _enter(self, new: list[Block], layout: Layout, up: Block) -> None:
        """The preloads and actions of new instances; then they, and what looks at the series from outside, are
        evaluated once. In JavaRosa's order: an action sees no calculation that nothing before it has set off. An
        instance that the template holds inside is none that is new: its actions are not fired.
        """
        state = self.state
        inside = [inner for block in new for inner in block.subtree()]
        for inner in inside:
            if inner.layout.plan.preloads:
                self._preload(inner)
        for block in new:
            for action in self._on_repeat.get(layout.repeat.index, ()):
                for target in self._targets(action, block):
                    self._perform(action, target)
        for block in new:
            self.push_block(block)
        self.push_outside(layout, up)
        self.run()
        for inner in inside:
            self.added.append(inner)
            self.touched.append(inner.base)
            for slot, node in enumerate(inner.layout.nodes, inner.base):
                if state.raw[slot] != "" or node.default:
                    self.touched.append(slot)

    def delete(self, block: Block) -> None:
        """Take an instance away; later ones move up."""
        state = self.state
        up, layout = block.up, block.layout
        assert up is not None
        state.drop(block)
        self.push_outside(layout, up)
        self.settle()

    def settle(self) -> None:
        """Recalculate, and add what a jr:count of a relevant repeat asks for, until nothing is left: in the form's
        order, as whoever walks through it comes to them.

        Instances beyond the count stay.
        """
        self.run()
        while self.counts:
            repeat = min((node for _, node in self.counts), key=_PLACE)
            for asked in [each for each in self.counts if each[1] is repeat]:
                self._count_up(repeat.layout, asked[0], min(self.counts.pop(asked), _MAXIMUM_INSTANCES))
            self.run()

    # -- actions
    def _targets(self, action: Action, block: Block) -> list[int]:
        """The slots an action fired in a block sets."""
        target = action.target
        depth = block.layout.common_depth(target.layout)
        above = block.above(block.layout.depth - depth)
        branches = tuple(layout.branch for layout in target.layout.chain()[depth + 1 :])
        return [found.base + target.offset for found in above.descend(branches)]

    def _targets_everywhere(self, action: Action) -> list[int]:
        return self._targets(action, self.state.root)

    def _perform(self, action: Action, slot: int) -> None:
        state = self.state
        node = action.target
        result: Value = ""
        if action.text:
            if action.function is None:
                action.function = state.form.compile(action.text, node, action.attribute).function
            block = state.block_of(slot)
            result = action.function(state.values, state.numbers, block.base, block)
        kept = raw_text(node, wrap(node, result, state.zone), state.zone)  # as in JavaRosa, its type is the node's
        value = read(node, kept, state.zone)
        watched = node.index in self._on_change
        before = state.text(slot) if watched else ""
        self.keep(slot, kept, value)
        self.run()
        if watched and state.text(slot) != before:
            self._follow(slot)
