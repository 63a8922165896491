"""From tree to function.

An expression is turned into Python source by *shape*: every literal, slot, route and pattern of the form is a parameter
`p0, p1, …`, so that no text of a form ever reaches `compile`. Expressions of one shape share one piece of code: each is
a function of it, with its parameters as defaults. The source consists of operators, parameters and the names of `SCOPE`
alone. What is nested deeper than `SPLIT` becomes a function of its own, since Python's compiler bounds nesting.

Names in the source: X values, N numbers, b base and k block of the context; in predicates c is the block the expression
began in, r the candidate row, i its position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from interviewtool.xforms import blocks, library
from interviewtool.xforms.code import Code
from interviewtool.xforms.expressions import CompileError, Read
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.paths import Resolver
from interviewtool.xforms.tables import RowSource, cell_text, cells, place_of_row, row_cell
from interviewtool.xforms.values import divide, equal, is_empty, modulo, number, number_of_text, text, truth
from interviewtool.xforms.xpath.parser import parse
from interviewtool.xforms.xpath.tree import Call, Chain, Filter, Literal, Negate, Node, Number, Path

SPLIT = 24
"""Depth of one piece of generated code."""

SCOPE: dict[str, Any] = {
    "__builtins__": {},
    "number": number,
    "number_of_text": number_of_text,
    "text": text,
    "truth": truth,
    "equal": equal,
    "is_empty": is_empty,
    "divide": divide,
    "modulo": modulo,
    "float": float,
    "len": len,
    "cells": cells,
    "cell_text": cell_text,
    "row_cell": row_cell,
    "place_of_row": place_of_row,
    **{
        function.__name__: function
        for function in (
            blocks.candidates,
            blocks.nodes,
            blocks.relevant,
            blocks.walk,
            blocks.keep,
            blocks.keep_rows,
            blocks.first_of,
            blocks.first_text,
            blocks.row_texts,
            blocks.position_of,
            blocks.count_filled,
            blocks.indexed,
            blocks.values_of,
        )
    },
    **library.SCOPE,
}
_CODES: dict[str, CodeType] = {}


def forget_code() -> None:
    """Forget the generated code, so that a timing sees a first load."""
    _CODES.clear()
    parse.cache_clear()


def bind(code: CodeType, parameters: Iterable[object]) -> Callable[..., Any]:
    """The function of a piece of generated code with these parameters."""
    return FunctionType(code, SCOPE, "expression", tuple(parameters))


class Scope(NamedTuple):
    """Where an expression stands. node: the context node, None inside a predicate on rows. outer: of the whole
    expression.

    nested: inside a predicate. rows: the context is a row. candidate: `.` is what a constraint is about, in predicates,
    too (JavaRosa; in XPath it would be the node a predicate looks at).
    """

    node: ModelNode
    outer: ModelNode
    nested: bool = False
    rows: bool = False
    candidate: bool = False


class Generator:
    """Generates one function; predicates and deep parts get generators of their own.

    choosers: the questions whose choices' names it asks for, each with the depth of the innermost common block. places:
    the parameters that follow from a question named in the text: number of the parameter, question, how. named:
    where plain paths begin in the text. sets: questions of which there may be several here, by their code; firsts:
    those of which one is taken. alone: what it made holds for this context only, not for all of this shape.
    """

    def __init__(
        self, scope: Scope, tables: Callable[[str, tuple[str, ...]], RowSource | None], depth: int = 0
    ) -> None:
        self.scope = scope
        self.tables = tables
        self.depth = depth
        self.args: list[Any] = []
        self.reads: list[Read] = []
        self.choosers: list[tuple[ModelNode, int]] = []
        self.places: list[tuple[int, ModelNode, Callable[[ModelNode], object]]] = []
        self.named: set[int] = set()
        self.sets: dict[str, ModelNode] = {}
        self.firsts: list[ModelNode] = []
        self.alone = False
        self.language = False
        self.volatile = False
        self.locals = 0
        self.level = 0

    # -- making the function
    def make(self, source: str) -> Callable[..., Any]:
        """The function of a source over this generator's parameters."""
        return bind(self.code(source), self.args)

    def code(self, source: str) -> CodeType:
        """The code of a source."""
        parameters = "".join([f", p{index}" for index in range(len(self.args))])
        whole = f"lambda {self.inputs}{parameters}: {source}"
        code = _CODES.get(whole)
        if code is None:
            try:
                # Only this module's own words are in the source: see the rules above.
                code = _CODES[whole] = eval(whole, SCOPE).__code__  # noqa: S307
            except (SyntaxError, RecursionError, MemoryError):  # Python's own bounds: a sum of thousands
                raise CompileError("syntax_too_long", 0) from None
        return code

    @property
    def inputs(self) -> str:
        return "X, N, b, k, c, r, i" if self.scope.nested else "X, N, b, k"

    def parameter(self, value: object) -> str:
        self.args.append(value)
        return f"p{len(self.args) - 1}"

    def place(self, node: ModelNode, make: Callable[[ModelNode], object]) -> str:
        """A parameter that follows from a question."""
        self.places.append((len(self.args), node, make))
        return self.parameter(make(node))

    def local(self) -> str:
        self.locals += 1
        return f"t{self.locals}"

    @property
    def outer(self) -> str:
        return "c" if self.scope.nested else "k"

    def inner(self, scope: Scope) -> Generator:
        """A generator for a part that is a function of its own."""
        return Generator(scope, self.tables, self.depth)

    def adopt(self, other: Generator, reads: list[Read] | None = None) -> None:
        """Take over what a part reads."""
        self.reads.extend(other.reads if reads is None else reads)
        self.choosers.extend(other.choosers)
        self.named |= other.named
        self.firsts += other.firsts
        self.alone |= other.alone or bool(other.places)
        self.language |= other.language
        self.volatile |= other.volatile

    # -- expressions
    def value(self, node: Node) -> Code:
        """The code of an expression."""
        if isinstance(node, Literal):
            return Code(self.parameter(node.value), "str", constant=node.value)
        if isinstance(node, Number):
            return Code(self.parameter(node.value), "num", constant=node.value)
        if node.depth > SPLIT and self.level >= SPLIT // 2:
            return self.split(node)
        self.level += 1
        try:
            if isinstance(node, Path):
                return Resolver(self).path(node)
            if isinstance(node, Call):
                return library.call(self, node)
            if isinstance(node, Chain):
                return self.chain(node)
            if isinstance(node, Negate):
                return Code(f"(-{self.number(self.value(node.operand))})", "num")
            return self.filtered(node)
        finally:
            self.level -= 1

    def split(self, node: Node) -> Code:
        part = self.inner(self.scope)
        code = part.value(node)
        function = part.make(code.source if code.kind in {"nodes", "rows"} else part.plain(code))
        self.adopt(part)
        return Code(f"{self.parameter(function)}({self.inputs})", "any" if code.kind.endswith("?") else code.kind)

    def filtered(self, node: Filter) -> Code:
        if isinstance(node.primary, Path):
            path = node.primary
            last = path.steps[-1]
            step = type(last)(last.axis, last.name, (*last.predicates, *node.predicates))
            return Resolver(self).path(Path(path.start, (*path.steps[:-1], step), path.at, node.depth))
        raise CompileError("unsupported_filter", 0)

    # -- conversions
    def plain(self, code: Code) -> str:
        """One value."""
        if code.kind == "nodes":
            if code.single:
                return code.single
            if code.source in self.sets:
                self.firsts.append(self.sets[code.source])
            return f"first_of(X, {code.source})"
        if code.kind == "rows":
            return f"first_text({code.source})"
        return code.source

    def number(self, code: Code) -> str:
        if code.kind == "num":
            return code.source
        if code.other:
            return code.other
        if code.constant is not None:
            return self.parameter(number(code.constant))
        if code.kind == "bool":
            return f"float({code.source})"
        if code.kind == "str":
            return f"number_of_text({code.source})"
        return f"number({self.plain(code)})"

    def string(self, code: Code) -> str:
        return code.source if code.kind == "str" else f"text({self.plain(code)})"

    def truth(self, code: Code) -> str:
        if code.kind == "bool":
            return code.source
        if code.kind == "str":
            return f"({code.source} != '')"
        return f"truth({self.plain(code)})"

    def values(self, code: Code) -> str:
        """A list of the values of a set; of a single value, that."""
        if code.kind == "nodes":
            return f"values_of(X, {code.source})"
        if code.kind == "rows":
            return f"row_texts({code.source})"
        return f"[{code.source}]"

    # -- operators
    def chain(self, node: Chain) -> Code:
        operators = {operator for operator, _ in node.rest}
        codes = [self.value(node.first), *(self.value(operand) for _, operand in node.rest)]
        if operators <= {"or"} or operators <= {"and"}:
            word = node.rest[0][0]
            return Code("(" + f" {word} ".join(self.truth(code) for code in codes) + ")", "bool")
        if operators <= {"+", "-"}:
            source = self.number(codes[0])
            for (operator, _), code in zip(node.rest, codes[1:], strict=True):
                source += f" {operator} {self.number(code)}"
            return Code(f"({source})", "num")
        if operators == {"|"}:
            return self.union(codes, node)
        result = codes[0]
        for (operator, _), code in zip(node.rest, codes[1:], strict=True):
            result = self.binary(operator, result, code)
        return result

    def union(self, codes: list[Code], node: Chain) -> Code:
        if all(code.kind == "rows" for code in codes):
            return Code("(" + " + ".join(code.source for code in codes) + ")", "rows")
        sources = []
        for code in codes:
            if code.kind != "nodes" and not code.source.startswith("X["):
                raise CompileError("not_a_nodeset", 0, "|")
            sources.append(self.slots(code))
        self.reads = [Read(read.node, read.depth, True) for read in self.reads]
        return Code("(" + " + ".join(sources) + ")", "nodes")

    def slots(self, code: Code) -> str:
        """A list of slots: of a set, or of the one node a value was read from (if it is relevant)."""
        if code.kind == "nodes":
            return code.source
        return f"relevant(k, [{code.source[2:-1]}])"

    def binary(self, operator: str, left: Code, right: Code) -> Code:
        if operator == "*":
            return Code(f"({self.number(left)} * {self.number(right)})", "num")
        if operator == "div":
            return Code(f"divide({self.number(left)}, {self.number(right)})", "num")
        if operator == "mod":
            return Code(f"modulo({self.number(left)}, {self.number(right)})", "num")
        if operator in {"=", "!="}:
            return Code(self.equality(operator, left, right), "bool")
        return Code(f"({self.number(left)} {operator} {self.number(right)})", "bool")

    def equality(self, operator: str, left: Code, right: Code) -> str:
        word = "==" if operator == "=" else "!="
        if left.kind == "str" and right.kind == "str":
            return f"({left.source} {word} {right.source})"
        for one, other in ((left, right), (right, left)):
            if one.constant == "" and other.kind in {"num?", "date?"}:
                return f"({other.source} {word} '')"
            if one.kind == "num" and other.kind in {"num", "num?", "str"}:
                negate = "" if operator == "=" else "not "
                return f"({negate}-1e-12 < {self.number(other)} - {one.source} < 1e-12)"
        negate = "" if operator == "=" else "not "
        return f"({negate}equal({self.plain(left)}, {self.plain(right)}))"
