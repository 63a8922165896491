"""Paths into the rows of lists: from `instance('places')`, and from the row a predicate looks at.

A first predicate `column = value`, with a value that no row decides, is looked up in the list's index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewtool.xforms.code import Code
from interviewtool.xforms.expressions import CompileError
from interviewtool.xforms.tables import RowSource
from interviewtool.xforms.xpath.named import list_name
from interviewtool.xforms.xpath.tree import Call, Chain, Literal, Node, Path, Step, parts

if TYPE_CHECKING:
    from interviewtool.xforms.codegen import Generator


class RowPaths:
    """Makes the code of such paths for one generator."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator

    def row(self, path: Path) -> Code:
        """A path from the row a predicate looks at."""
        if any(step.axis == "parent" for step in path.steps):
            return Code("''", "str", constant="")  # above a row there is only its list
        names = [_cell(step) for step in path.steps if not (step.axis == "self" and step.name == "")]
        if any(step.axis not in {"child", "self", "attribute"} or step.predicates for step in path.steps):
            raise CompileError("unsupported_path", path.at)
        if not names:
            return Code("cell_text(r)", "str")
        if len(names) == 1 and names[0] != "*":
            return Code(f"row_cell(r, {self.generator.parameter(names[0])})", "str")
        return Code(f"cells([r], {self.generator.parameter(tuple(names))})", "rows")

    def rows(self, path: Path) -> Code:
        """A path into a secondary instance."""
        generator = self.generator
        call = path.start
        assert isinstance(call, Call)
        if len(call.args) != 1 or not isinstance(call.args[0], Literal):
            raise CompileError("instance_argument", call.at, "instance")
        name = call.args[0].value
        steps = [step for step in path.steps if not (step.axis == "self" and step.name == "" and not step.predicates)]
        names, predicates, steps = _stretch(steps, path.at)
        source = generator.tables(name, names)
        if source is None:
            raise CompileError("unknown_instance", call.at, name)
        code = self.filter_rows(source, predicates)
        while steps:
            names, predicates, steps = _stretch(steps, path.at)
            code = f"cells({code}, {generator.parameter(names)})"
            for predicate in predicates:
                code = self.keep_rows(code, predicate)
        return Code(code, "rows")

    def position(self, argument: Node, rows: Code) -> Code:
        """position() of the first of some rows."""
        source = None
        if isinstance(argument, Path):
            names = tuple(_cell(step) for step in argument.steps if step.name)
            source = self.generator.tables(list_name(argument.start), names)
        if source is None:
            raise CompileError("not_a_nodeset", 0, "position")
        return Code(f"place_of_row({rows.source}, {self.generator.parameter(source)}.rows())", "num")

    def filter_rows(self, source: RowSource, predicates: tuple[Node, ...]) -> str:
        generator = self.generator
        holder = generator.parameter(source)
        code = f"{holder}.rows()"
        for index, predicate in enumerate(predicates):
            terms = [predicate]
            if isinstance(predicate, Chain) and {operator for operator, _ in predicate.rest} == {"and"}:
                terms = [predicate.first, *(operand for _, operand in predicate.rest)]
            if index == 0:
                for term in terms:
                    found = self.indexed(term)
                    if found is not None:
                        column, value = found
                        code = f"{holder}.find({generator.parameter(column)}, {value})"
                        terms = [other for other in terms if other is not term]
                        break
            if not terms:
                continue
            first, *rest = terms
            left = Chain(first, [("and", term) for term in rest], predicate.depth) if rest else first
            code = self.keep_rows(code, left)
        return code

    def indexed(self, term: Node) -> tuple[str, str] | None:
        """Column and code of the value, where a term is `column = value` with a value that no row decides."""
        if not (isinstance(term, Chain) and len(term.rest) == 1 and term.rest[0][0] == "="):
            return None
        for column, value in ((term.first, term.rest[0][1]), (term.rest[0][1], term.first)):
            name = _column(column)
            if name and not self.reads_row(value):
                scope = self.generator.scope
                # A path alone is read from where the expression stands, in JavaRosa; all else from the row.
                self.generator.scope = scope._replace(rows=not isinstance(value, Path))
                code = self.generator.value(value)
                self.generator.scope = scope
                return name, self.generator.plain(code)
        return None

    def reads_row(self, node: Node) -> bool:
        """Whether a term reads the row it filters: a relative path, or position()."""
        if isinstance(node, Path) and node.start == "":
            return not (self.generator.scope.candidate and node.is_self)
        if isinstance(node, Call) and node.name in {"position", "last"} and not node.args:
            return True
        if isinstance(node, Path):
            return not isinstance(node.start, str) and self.reads_row(node.start)
        return any(self.reads_row(part) for part in parts(node))

    def keep_rows(self, code: str, predicate: Node) -> str:
        generator = self.generator
        part = generator.inner(generator.scope._replace(nested=True, rows=True))
        found = part.value(predicate)
        function = part.make(part.plain(found))
        generator.adopt(part)
        return f"keep_rows(k, {code}, {generator.parameter(function)}, {generator.outer})"


def _stretch(steps: list[Step], at: int) -> tuple[tuple[str, ...], tuple[Node, ...], list[Step]]:
    """The names as far as the first predicates, these, and the steps behind them."""
    names: list[str] = []
    for count, step in enumerate(steps, 1):
        if step.axis not in {"child", "attribute"}:
            raise CompileError("unsupported_path", at)
        names.append(_cell(step))
        if step.predicates:
            return tuple(names), step.predicates, steps[count:]
    return tuple(names), (), []


def _cell(step: Step) -> str:
    """What a step is called in a row."""
    return f"@{step.name}" if step.axis == "attribute" else step.name


def _column(node: Node) -> str:
    """The column a term names, or ""."""
    if not isinstance(node, Path) or node.start != "":
        return ""
    names = [_cell(step) for step in node.steps if not (step.axis == "self" and step.name == "")]
    plain = all(step.axis in {"child", "self", "attribute"} and not step.predicates for step in node.steps)
    return names[0] if plain and len(names) == 1 and names[0] not in {"*", ""} else ""
