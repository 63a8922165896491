"""What all blocks of a layout have in common, slot by slot: what a new one begins with, and what is done with an answer
in each of its slots, looked up once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from interviewtool.xforms.casting import Reader
from interviewtool.xforms.expressions import Purpose
from interviewtool.xforms.model import Layout
from interviewtool.xforms.values import Value

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form
    from interviewtool.xforms.graph import Calls


class Plan:
    """Lists by offset, and: step, how a reference goes on from the block around it to the series; inside, from the
    block to the node; series, the layouts inside by their steps; defaults, those that are not empty; preloads, the
    nodes that begin with something of the moment. relevant: where what is around the block is.
    """

    def __init__(self, form: Form, layout: Layout) -> None:
        nodes = layout.nodes
        above = layout.parent
        self.size = len(nodes)
        self.nodes = nodes
        self.step = layout.repeat.path[len(above.repeat.path) if above is not None and above.depth else 0 :]
        skipped = len(layout.repeat.path) if layout.depth else 0
        self.inside = [node.path[skipped:] for node in nodes]
        self.series = {child.repeat.path[skipped:]: child for child in layout.children}
        self.defaults = {node.offset: node.default for node in nodes if node.default}
        self.preloads = [node for node in nodes if "jr:preload" in node.bind]
        self.own = [form.always[Purpose.RELEVANT].get(node.index, True) for node in nodes]
        self.readonly = [form.always[Purpose.READONLY].get(node.index, False) for node in nodes]
        self.required = [form.always[Purpose.REQUIRED].get(node.index, False) for node in nodes]
        self.relevant: list[bool] = []
        for node, own in zip(nodes, self.own, strict=True):
            inner = node.parent if node.parent is not None and node.parent.layout is layout else None
            self.relevant.append(own and (inner is None or self.relevant[inner.offset]))
        self.readers: list[Reader | None] = [node.reader for node in nodes]
        self.calls: list[Calls | None] = [form.dependents.of[node.index] for node in nodes]
        checks = [form.constraints.get(node.index) for node in nodes]
        self.constraints: list[Callable[..., Value] | None] = [each.function if each else None for each in checks]
