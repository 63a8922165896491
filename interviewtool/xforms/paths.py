"""Where a path leads, found once, on the definition.

A path is followed over definition nodes. As JavaRosa contextualizes references, every repeat that context and target
share is bound to the context's own instance; repeats further down are read over all their instances. What remains at
run time is a slot, or a route over blocks. Paths into lists are those of `row_paths`.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from interviewtool.xforms.blocks import Route
from interviewtool.xforms.code import Code
from interviewtool.xforms.expressions import CompileError, Read
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.row_paths import RowPaths
from interviewtool.xforms.xpath.tree import Call, Node, Path, Step

if TYPE_CHECKING:
    from interviewtool.xforms.codegen import Generator

_OFFSET = attrgetter("offset")


class Resolver:
    """Resolves the paths of one generator."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        self.scope = generator.scope

    def path(self, path: Path) -> Code:
        """The code of a path."""
        if isinstance(path.start, Call) and path.start.name == "instance":
            return RowPaths(self.generator).rows(path)
        if isinstance(path.start, Call) and path.start.name == "current":
            return self.main(path, self.scope.outer, self.generator.outer)
        if not isinstance(path.start, str):
            if isinstance(path.start, Path):
                joined = Path(path.start.start, (*path.start.steps, *path.steps), path.at, path.depth)
                return self.path(joined)
            raise CompileError("unsupported_filter", path.at)
        if self.scope.candidate and path.is_self:
            return self.main(path, self.scope.outer, self.generator.outer)
        if path.start == "" and self.scope.rows:
            return RowPaths(self.generator).row(path)
        return self.main(path, self.scope.node, "k")

    def main(self, path: Path, start: ModelNode, block: str) -> Code:
        """A path in the primary instance, from a node in the block of that name."""
        generator = self.generator
        steps = path.steps
        filtered = [step for step in steps if step.predicates]
        if filtered or not isinstance(path.start, str):
            generator.alone = True
        elif path.start or [step for step in steps if step.axis != "self"]:
            generator.named.add(path.at)
        stage = [start]
        bound = _bound(start, steps)
        if path.start == "/":
            stage = [start.root]
            bound = start.layout.depth
            if steps and steps[0].axis == "child":
                if steps[0].name not in {start.root.name, "*"}:
                    stage = []
                elif steps[0].predicates:
                    raise CompileError("unsupported_path", path.at)
                steps = steps[1:]
        if not filtered:
            targets = self.follow(stage, steps, path.at)
            if not targets:
                return Code("''", "str", constant="")
            if len(targets) == 1:
                code = self.node(targets[0], block, start, bound)
                if path.start == "/" and self.scope.rows and targets[0].layout.depth:
                    # JavaRosa stands in the row here and sees all instances, though it then takes no single value.
                    everywhere = self.node(targets[0], block, start, 0)
                    code = everywhere._replace(single="" if code.kind == "nodes" else code.source)
                return code
            codes = [generator.slots(self.node(target, block, start, bound)) for target in targets]
            return Code("(" + " + ".join(codes) + ")", "nodes")
        return self.staged(stage, steps, path, (block, start, bound))

    def follow(self, stage: list[ModelNode], steps: Sequence[Step], at: int) -> list[ModelNode]:
        """Where steps without predicates lead; nodes the form does not have lead nowhere."""
        for step in steps:
            if len(stage) == 1:
                plain = stage[0].named.get(step.name) if step.axis == "child" else None
                stage = _step(stage[0], step, at) if plain is None else plain
                continue
            found: dict[int, ModelNode] = {}
            for node in stage:
                for target in _step(node, step, at):
                    found[target.index] = target
            stage = list(found.values())
        return stage

    def node(self, target: ModelNode, block: str, start: ModelNode, bound: int) -> Code:
        """One definition node, read from the context; repeats deeper than `bound` are read over all instances."""
        generator = self.generator
        layout, here = target.layout, start.layout
        depth = min(bound, here.common_depth(layout))
        if depth == layout.depth:
            generator.reads.append(Read(target, depth))
            place = generator.place(target, _OFFSET)
            if depth:
                base = "b" if block == "k" else f"{block}.base"
                if ups := here.depth - depth:
                    base = f"{block}.above({generator.parameter(ups)}).base"
                place = f"{base} + {place}"
            kind = target.kind
            return Code(f"X[{place}]", kind, f"N[{place}]" if kind[-1] == "?" else "")
        route = generator.place(target, lambda node: _route(start, node, depth))
        self.read_set(target, depth)
        source = f"nodes({block}, {route})"
        generator.sets[source] = target
        return Code(source, "nodes")

    def read_set(self, target: ModelNode, depth: int) -> None:
        """A set reads its nodes and the series of every repeat on the way."""
        self.generator.reads.append(Read(target, depth, True))
        for layout in target.layout.chain()[depth + 1 :]:
            if layout.repeat is not target:
                self.generator.reads.append(Read(layout.repeat, depth, True))

    def staged(
        self, stage: list[ModelNode], steps: Sequence[Step], path: Path, context: tuple[str, ModelNode, int]
    ) -> Code:
        block, start, bound = context
        generator = self.generator
        code = ""
        here = start
        index = 0
        depth = start.layout.depth
        while index < len(steps):
            run: list[Step] = []
            while index < len(steps):
                step = steps[index]
                run.append(Step(step.axis, step.name))
                index += 1
                if step.predicates:
                    break
            targets = self.follow(stage, run, path.at)
            if not targets:
                return Code("''", "str", constant="")
            if len(targets) > 1:
                raise CompileError("unsupported_path", path.at)
            target = targets[0]
            shared = here.layout.common_depth(target.layout)
            if not code:
                shared = min(shared, bound)
            if not code and target.is_repeat and shared == target.layout.depth and steps[index - 1].predicates:
                shared -= 1  # a predicate frees a repeat that the context shares
            depth = min(depth, shared)
            route = generator.parameter(_route(here, target, shared))
            code = f"walk(k, {code}, {route})" if code else f"candidates({block}, {route})"
            self.read_set(target, depth)
            for number, predicate in enumerate(steps[index - 1].predicates):
                code = self.keep(code, predicate, target, depth, number == 0)
            stage = [target]
            here = target
        return Code(f"relevant(k, {code})", "nodes")

    def keep(self, code: str, predicate: Node, target: ModelNode, depth: int, first: bool) -> str:
        generator = self.generator
        part = generator.inner(self.scope._replace(node=target, nested=True, rows=False))
        found = part.value(predicate)
        function = part.make(part.plain(found))
        generator.adopt(part, [Read(read.node, min(read.depth, depth), True) for read in part.reads])
        flag = "True" if first else "False"
        return f"keep(k, {code}, {generator.parameter(function)}, {generator.outer}, {flag})"


def _bound(start: ModelNode, steps: Sequence[Step]) -> int:
    """How deep the context's own repeat instances hold: as far as a relative path goes up. What it goes down into after
    that is read over all instances, also where the context lies in one of them (`count(../../child)`)."""
    top = start
    for step in steps:
        if step.axis == "parent" and top.parent is not None:
            top = top.parent
        elif step.axis != "self":
            break
    return top.layout.depth


def _route(start: ModelNode, target: ModelNode, depth: int) -> Route:
    branches = tuple(layout.branch for layout in target.layout.chain()[depth + 1 :])
    return start.layout.depth - depth, branches, target.offset


def _step(node: ModelNode, step: Step, at: int) -> list[ModelNode]:
    name = step.name.rpartition(":")[2] if ":" in step.name else step.name
    if step.axis == "child":
        if name == "*":
            return [child for child in node.children if child.name[0] != "@"]
        return node.named.get(name, [])
    if step.axis == "attribute":
        return node.named.get("@" + name, [])
    if step.axis == "parent":
        return [node.parent] if node.parent is not None and name in {"", "*", node.parent.name} else []
    if step.axis == "self":
        return [node] if name in {"", "*", node.name} else []
    if step.axis in {"descendant", "descendant-or-self"}:
        found = [below for below in node.subtree() if name in {"", "*", below.name} and below.name[0] != "@"]
        return [below for below in found if below is not node or step.axis == "descendant-or-self"]
    if step.axis in {"ancestor", "ancestor-or-self"}:
        found = [node, *node.ancestors()] if step.axis == "ancestor-or-self" else list(node.ancestors())
        return [above for above in found if name in {"", "*", above.name}]
    raise CompileError("unsupported_axis", at, step.axis)
