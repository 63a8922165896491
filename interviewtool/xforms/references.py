"""Positional references: `/data/case[2]/place[1]/name`, `[n]` on every repeat step and on no other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewtool.errors import KnownError
from interviewtool.model import Reference
from interviewtool.xforms.blocks import Block
from interviewtool.xforms.model import Layout, ModelNode

if TYPE_CHECKING:
    from interviewtool.xforms.state import State

_POSITION = re.compile(r"\[(\d+)\]")


def block_reference(block: Block) -> str:
    """The reference of a repeat instance; "" of the root block, whose nodes bear their paths."""
    if block.up is None:
        return ""
    inside = _inside(block.layout.repeat, block.up.layout)
    return f"{block_reference(block.up)}{inside}[{block.index + 1}]"


def _inside(node: ModelNode, layout: Layout) -> str:
    """The path of a node below the repeat instance of a layout."""
    return node.path[len(layout.repeat.path) :] if layout.depth else node.path


def reference_of(state: State, slot: int) -> Reference:
    """The reference of a slot."""
    node = state.nodes[slot]
    block = state.block_of(slot)
    if block.up is None:
        return node.path
    return Reference(block_reference(block) + node.path[len(block.layout.repeat.path) :])


@lru_cache(maxsize=1 << 14)
def bare(reference: str) -> str:
    """A reference without its positions; asked for the same few thousand again and again."""
    return _POSITION.sub("", reference) if "[" in reference else reference


def unknown(reference: str) -> KnownError:
    """The error of a reference that leads nowhere."""
    return KnownError("xforms.unknown_reference", None, reference=bare(reference))


def find_block(state: State, reference: str, layout: Layout) -> Block:
    """The block of a layout a reference with as many positions leads to."""
    positions = [int(found) for found in _POSITION.findall(reference)]
    if len(positions) != layout.depth:
        raise unknown(reference)
    block = state.root
    for inner, position in zip(layout.chain()[1:], positions, strict=True):
        siblings = block.children[inner.branch]
        if not 1 <= position <= len(siblings):
            raise unknown(reference)
        block = siblings[position - 1]
    return block


def locate(state: State, reference: str) -> int:
    """The slot of a node or repeat instance. KnownError xforms.unknown_reference."""
    node = state.form.by_path.get(bare(reference))
    if node is None:
        raise unknown(reference)
    return find_block(state, reference, node.layout).base + node.offset


def locate_series(state: State, reference: str) -> tuple[Block, Layout] | None:
    """The enclosing block and the layout of a repeat series (`/data/case[1]/place`); None for anything else."""
    node = state.form.by_path.get(bare(reference))
    if node is None or not node.is_repeat or reference.endswith("]"):
        return None
    above = node.layout.parent
    assert above is not None
    return find_block(state, reference, above), node.layout
