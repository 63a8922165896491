"""Makes the views of questions and groups, and finds what is wrong with answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.model import Reference
from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import fits, raw_text
from interviewtool.xforms.inspection import walk
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.offers import NO_OFFER, Offer
from interviewtool.xforms.prompts import Prompt, inherited_extras
from interviewtool.xforms.views import (
    GroupView,
    NodeKind,
    QuestionType,
    QuestionView,
    Violation,
    ViolationKind,
)

if TYPE_CHECKING:
    from interviewtool.xforms.state import State

_NEVER_ASKED = frozenset({QuestionType.NOTE, QuestionType.CALCULATE})


class Viewer:
    """Looks at a state; changes nothing."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._readonly_above = self._may_be_readonly()
        state.text_of = self._itext
        state.choice_label = self._choice_label
        # Short whole lists are read before a page waits for them; others when they are shown, and filtered ones when it
        # is known by what.
        for source in state.form.shared_choices.values():
            if source.at_hand:
                source.offer(state.root)

    def _may_be_readonly(self) -> dict[int, tuple[ModelNode, ...]]:
        """Per node, those of it and its ancestors that have a readonly bind."""
        found: dict[int, tuple[ModelNode, ...]] = {}
        for node in self._state.form.nodes:
            above = found.get(node.parent.index, ()) if node.parent is not None else ()
            own = (*above, node) if "readonly" in node.bind else above
            if own:
                found[node.index] = own
        return found

    def prompt(self, node: ModelNode) -> Prompt:
        """The texts and choices of a question in the present language."""
        return self._state.form.prompt(node, self._state.language)

    def _itext(self, identifier: str, block: Block) -> str:
        node = block.layout.repeat
        return self._state.form.texts.entry(self._state.language, identifier, node).long.show(block)

    def _choice_label(self, node: ModelNode, block: Block, value: str) -> str:
        source = self._state.form.prompt(node, self._state.language).choices
        if source is None:
            return ""
        for choice in source.offer(block).choices:
            if choice.value == value:
                return choice.label
        return ""

    def kind(self, slot: int) -> NodeKind:
        """What stands at a slot."""
        node = self._state.nodes[slot]
        if node.is_repeat:
            return NodeKind.REPEAT_INSTANCE
        control = node.control
        if node.parent is None or (control is not None and control.tag == "group"):
            return NodeKind.GROUP
        return NodeKind.GROUP if any(child.name[0] != "@" for child in node.children) else NodeKind.QUESTION

    def is_readonly(self, slot: int) -> bool:
        """By its own bind or that of a group around it."""
        state = self._state
        nodes = self._readonly_above.get(state.nodes[slot].index)
        return nodes is not None and self._any_readonly(nodes, state.block_of(slot))

    def _any_readonly(self, nodes: tuple[ModelNode, ...], block: Block) -> bool:
        depth, flags = block.layout.depth, self._state.readonly
        return any(flags[block.above(depth - node.layout.depth).base + node.offset] for node in nodes)

    def question(self, slot: int, reference: Reference) -> QuestionView:
        """The view of a question."""
        state = self._state
        node, block = state.nodes[slot], state.block_of(slot)
        prompt = state.form.prompt(node, state.language)
        relevant = state.relevant[slot]
        raw = state.raw[slot]
        choices = prompt.choices
        offer = choices.offer(block) if choices is not None else NO_OFFER
        words, hint, guidance = prompt.words, prompt.help, prompt.guidance
        nodes = self._readonly_above.get(node.index)
        readonly = nodes is not None and self._any_readonly(nodes, block)
        return QuestionView(
            reference,
            prompt.name,
            prompt.type,
            prompt.appearance,
            prompt.parameters,
            words if words is not None else prompt.label.long.show(block),
            hint if hint is not None else prompt.hint.long.show(block),
            guidance.show(block) if guidance is not None else "",
            prompt.label.media,
            raw if raw.__class__ is str else raw_text(node, raw, state.zone),
            state.missing.get(slot),
            relevant,
            state.required[slot],
            readonly,
            offer.choices,
            self._violation(slot, prompt, offer, reference) if relevant else None,
            prompt.extras,
        )

    def violation(self, slot: int, reference: Reference) -> Violation | None:
        """What is wrong with the answer of a relevant question."""
        return self._violation(slot, self.prompt(self._state.nodes[slot]), None, reference)

    def _violation(self, slot: int, prompt: Prompt, offer: Offer | None, reference: Reference) -> Violation | None:
        """offer: the choices, where they are at hand."""
        state = self._state
        node, block = state.nodes[slot], state.block_of(slot)
        if prompt.type in _NEVER_ASKED:
            return None
        raw = state.raw[slot]
        if raw == "":
            if state.required[slot] and slot not in state.missing and not self.is_readonly(slot):
                message = state.form.texts.message(node, "jr:requiredMsg", block, state.language)
                return Violation(reference, ViolationKind.REQUIRED, message)
            return None
        if raw.__class__ is str and not fits(node, raw, state.zone):
            return Violation(reference, ViolationKind.TYPE, "")
        # The choices of a range are the words at some of its marks (tick_labelset).
        if prompt.choices is not None and raw.__class__ is str and prompt.type is not QuestionType.RANGE:
            chosen = raw.split() if node.several else (raw,)
            offered = offer or prompt.choices.offer(block)
            if not offered.values.issuperset(chosen):
                return Violation(reference, ViolationKind.CHOICE, "")
        if not state.satisfies(slot):
            message = state.form.texts.message(node, "jr:constraintMsg", block, state.language)
            return Violation(reference, ViolationKind.CONSTRAINT, message)
        return None

    def group(self, slot: int, reference: Reference) -> GroupView:
        """The view of a group or a repeat instance."""
        state = self._state
        node, block = state.nodes[slot], state.block_of(slot)
        control = node.control
        entry = state.form.texts.resolve(control.label if control is not None else None, state.language, node, block)
        relevant = state.relevant[slot]
        return GroupView(
            reference,
            node.name,
            NodeKind.REPEAT_INSTANCE if node.is_repeat else NodeKind.GROUP,
            entry.long.show(block),
            relevant,
            block.index + 1 if node.is_repeat else 0,
            False,
            node.is_repeat and relevant and not block.layout.fixed,
            control.appearance if control is not None else (),
            inherited_extras(node),
        )

    def series(self, up: Block, layout: Layout, reference: Reference) -> GroupView:
        """The view of a repeat series. It is relevant where its first instance is, or would be if there was one."""
        state = self._state
        node = layout.repeat
        control = node.control
        siblings = up.children[layout.branch]
        relevant = state.relevant[siblings[0].base] if siblings else state.would_open(layout, up)
        place = siblings[0] if siblings else up
        entry = state.form.texts.resolve(control.label if control is not None else None, state.language, node, place)
        return GroupView(
            reference,
            node.name,
            NodeKind.REPEAT,
            entry.long.show(place),
            relevant,
            len(siblings),
            relevant and not layout.fixed,
            False,
            control.appearance if control is not None else (),
            inherited_extras(node),
        )

    def violations(self) -> Iterator[Violation]:
        """Of all relevant questions, in document order."""
        state = self._state
        for node, block in walk(state):
            slot = block.base + node.offset
            if node.control is None or not state.relevant[slot] or node.control.tag in {"group", "repeat"}:
                continue
            found = self.violation(slot, state.names[slot])
            if found is not None:
                yield found
