"""The primary instance as a definition: nodes, and layouts of slots.

A layout is what repeats as one: the root, and each repeat. Its nodes have fixed offsets; an instance of it (a block) is
a base in the flat lists of the state, so that a node's slot is base + offset. A repeat's own node has offset 0 of its
layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewtool.model import Reference

if TYPE_CHECKING:
    from interviewtool.xforms.body import Control
    from interviewtool.xforms.casting import Reader
    from interviewtool.xforms.expressions import Expression
    from interviewtool.xforms.plan import Plan
    from interviewtool.xforms.seeds import Seed


class ModelNode:
    """One element (or, named `@name`, one attribute) of the primary instance.

    datatype: of the bind, without prefix, "string" where none is given. kind: what a value is when an expression reads
    it: `str`; `num` (float or ""); `date` (moment or ""); `any`. tag: as written, with prefix. default: what it begins
    with in the root, or in an added instance of its repeat. several: its answer is a list of words. reader: how an
    answer is read, None where the text itself is the value.
    """

    __slots__ = (
        "attributes",
        "bind",
        "children",
        "control",
        "datatype",
        "default",
        "extras",
        "index",
        "is_repeat",
        "kind",
        "layout",
        "line",
        "name",
        "named",
        "offset",
        "parent",
        "path",
        "reader",
        "root",
        "several",
        "tag",
    )

    def __init__(self, index: int, name: str, parent: ModelNode | None, default: str) -> None:
        self.index = index
        self.name = name
        self.tag = name
        self.parent = parent
        self.root: ModelNode = parent.root if parent is not None else self
        self.path: Reference = Reference(f"{parent.path}/{name}" if parent else f"/{name}")
        self.children: list[ModelNode] = []
        self.named: dict[str, list[ModelNode]] = {}
        self.default = default
        self.is_repeat = False
        self.several = False
        self.layout: Layout
        self.offset = 0
        self.datatype = "string"
        self.kind = "str"
        self.reader: Reader | None = None
        self.bind: Mapping[str, str] = {}
        self.extras: Mapping[str, str] = {}
        self.control: Control | None = None
        self.attributes: Mapping[str, str] = {}
        self.line = 0

    def adopt(self, child: ModelNode) -> None:
        """Take a node as the last child."""
        self.children.append(child)
        self.named.setdefault(child.name, []).append(child)

    def ancestors(self) -> Iterator[ModelNode]:
        """From the parent up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def subtree(self) -> Iterator[ModelNode]:
        """This node and all below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(slots=True, eq=False)
class Layout:
    """The root, or what one repeat repeats.

    branch: which of the parent's child layouts it is. depth: 0 at the root. templated: whether an added instance begins
    with what the XML says (the root does). seed: what an added instance, or the root of a new form, begins with.
    relevance: of its repeat. plan: what its blocks have in common, once everything is compiled.
    """

    repeat: ModelNode
    parent: Layout | None
    branch: int
    depth: int
    nodes: list[ModelNode] = field(default_factory=list)
    children: list[Layout] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    relevance: Expression | None = None
    fixed: bool = False
    templated: bool = True
    seed: Seed = field(init=False)
    plan: Plan = field(init=False)

    def chain(self) -> tuple[Layout, ...]:
        """From the root to this one."""
        layouts = [self]
        while (above := layouts[-1].parent) is not None:
            layouts.append(above)
        return tuple(reversed(layouts))

    def common_depth(self, other: Layout) -> int:
        """The depth of the innermost layout that encloses both."""
        if self is other or not other.depth:
            return other.depth
        depth = 0
        for one, two in zip(self.chain()[1:], other.chain()[1:], strict=False):
            if one is not two:
                break
            depth += 1
        return depth
