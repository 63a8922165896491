"""Which questions look different when a node changes: by label, hint, choices, constraint or message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from interviewtool.model import Reference
from interviewtool.xforms.body import text_of_reference
from interviewtool.xforms.expressions import Read
from interviewtool.xforms.model import ModelNode

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form
    from interviewtool.xforms.state import State


class Display:
    """Per node, the questions that show it, and the depth of the innermost block both share."""

    def __init__(self, form: Form) -> None:
        readers: dict[int, dict[int, int]] = {}
        for node in form.nodes:
            if node.control is None:
                continue
            for read in _reads(form, node):
                held = readers.setdefault(read.node.index, {})
                held[node.index] = min(held.get(node.index, read.depth), read.depth)
        self._readers = {
            index: tuple((form.nodes[target], depth) for target, depth in found.items())
            for index, found in readers.items()
        }

    def shown(self, state: State, slots: Iterable[int]) -> Iterator[Reference]:
        """The questions that show one of the slots, and the slots' own (their answer may break a constraint now)."""
        seen: set[int] = set()
        for slot in slots:
            block = state.blocks[slot]
            if block is None:
                continue
            targets = [slot]
            for target, depth in self._readers.get(state.nodes[slot].index, ()):
                above = block.above(max(0, block.layout.depth - depth))
                branches = tuple(layout.branch for layout in target.layout.chain()[above.layout.depth + 1 :])
                targets.extend(found.base + target.offset for found in above.descend(branches))
            for found in targets:
                if found not in seen:
                    seen.add(found)
                    yield state.names[found]


def _reads(form: Form, node: ModelNode) -> Iterator[Read]:
    prompt = form.prompt(node, form.source.default_language)
    for template in (prompt.label.long, prompt.hint.long, prompt.hint.guidance, prompt.label.guidance):
        yield from template.reads
    if prompt.choices is not None:
        yield from prompt.choices.reads
    constraint = form.constraints.get(node.index)
    if constraint is not None:
        yield from constraint.reads
    for attribute in ("jr:constraintMsg", "jr:requiredMsg"):
        text = text_of_reference(node.bind.get(attribute, ""))
        if text.itext:
            yield from form.texts.entry(form.source.default_language, text.itext, node).long.reads
