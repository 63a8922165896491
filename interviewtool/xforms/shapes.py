"""Expressions that say the same of different questions are read and generated once.

Most expressions of a large form are of a few shapes: ` /data/g1/q3  > 0`, `. >= 0 and . <= 200`. The shape of a text is
what is left when the questions it names by plain paths are only numbered. What was generated for one text holds for all
of its shape whose questions are of the same kinds and in the same layouts: just the places of the questions are put in.
A text that names questions in any other way (by a predicate, by `current()/../a`) is compiled for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import CodeType
from typing import NamedTuple

from interviewtool.xforms.codegen import Generator, bind
from interviewtool.xforms.expressions import Compiled, Read
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.xpath.tokens import OPERANDS


class Spelling(NamedTuple):
    """A text taken apart. shape: its pieces, with a number for each question (and how deep its repeats are bound, where
    the path is relative); nodes: the questions by number, that of the context first; pieces: as they are written.
    """

    shape: tuple[object, ...]
    nodes: list[ModelNode]
    pieces: list[str]

    @property
    def key(self) -> object:
        """The same for all texts that one pattern holds for."""
        return self.shape, tuple([(node.kind, node.is_repeat, node.layout) for node in self.nodes])

    @property
    def offsets(self) -> set[int]:
        """Where in the text the numbered paths begin."""
        found = set()
        at = 0
        for piece, kept in zip(self.pieces, self.shape, strict=True):
            if kept is not piece:
                found.add(at)
            at += len(piece)
        return found


def spell(text: str, context: ModelNode, by_path: Mapping[str, ModelNode]) -> Spelling:
    """Take the text of an expression apart; a path that leads nowhere stays as it is written."""
    pieces = OPERANDS.split(text)
    shape: list[object] = [*pieces]
    nodes = [context]
    for index in range(1, len(pieces), 2):
        piece = pieces[index]
        first = piece[0]
        bound = None
        if first == "/":
            node = by_path.get(piece)
        elif first == ".":
            node, bound = _climb(piece, context)
        else:
            continue
        if node is None:
            continue
        if node not in nodes:
            nodes.append(node)
        number = nodes.index(node)
        shape[index] = number if bound is None else (number, bound)
    return Spelling(tuple(shape), nodes, pieces)


def _climb(path: str, context: ModelNode) -> tuple[ModelNode | None, int]:
    """Where a path of `..` and names leads, and the depth of the highest node on it."""
    node: ModelNode | None = context
    bound = context.layout.depth
    for name in path.split("/"):
        if node is None:
            break
        if name == "..":
            node = node.parent
            bound = node.layout.depth if node is not None else 0
        else:
            node = next(iter(node.named.get(name, ())), None)
    return node, bound


class Pattern(NamedTuple):
    """What was generated for a shape. args: the parameters of the code; places: which of them follow from which
    question, and how; reads: number of the question (or the node itself), depth and members of each.
    """

    code: CodeType
    args: list[object]
    places: list[tuple[int, int, Callable[[ModelNode], object]]]
    reads: list[tuple[int, int, bool]]
    fixed: list[ModelNode]
    language: bool
    volatile: bool

    def of(self, nodes: Sequence[ModelNode]) -> Compiled:
        """The expression of this shape that names other questions."""
        args = self.args.copy()
        for index, number, make in self.places:
            args[index] = make(nodes[number])
        known = [*nodes, *self.fixed] if self.fixed else nodes
        reads = tuple([Read(known[number], depth, members) for number, depth, members in self.reads])
        return Compiled(bind(self.code, args), reads, self.language, self.volatile)


def pattern(generator: Generator, source: str, spelling: Spelling) -> Pattern | None:
    """The pattern of what a generator made; None for what holds for this text alone."""
    if generator.alone or generator.named != spelling.offsets:
        return None
    known = [*spelling.nodes]
    known.extend(dict.fromkeys(read.node for read in generator.reads if read.node not in known))
    numbers = {node: number for number, node in enumerate(known)}
    return Pattern(
        generator.code(source),
        generator.args,
        [(index, numbers[node], make) for index, node, make in generator.places],
        list(dict.fromkeys((numbers[read.node], read.depth, read.members) for read in generator.reads)),
        known[len(spelling.nodes) :],
        generator.language,
        generator.volatile,
    )
