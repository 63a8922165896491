"""What a form asks of its lists, and the lists do not have: it silently offers or gives nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.errors import KnownError
from interviewtool.xforms.external import itemset_in
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.xpath.named import list_name
from interviewtool.xforms.xpath.tree import Call, Literal, Node, Path, every

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_FEW = 10  # names of columns that a person still reads
Said = dict[str, str]


class Lists:
    """The lists of a form; the columns of each are looked for once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._columns: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}

    def chosen_from(self, node: ModelNode) -> Iterator[KnownError]:
        """xforms.list_empty, list_columns, list_letters of a file a question chooses from; xforms.filter_column."""
        form = self._form
        itemset = itemset_in(form, node.control, form.source.default_language) if node.control is not None else None
        if itemset is None:
            return
        for path in every(form.tree(itemset.nodeset, node, "choice_filter")):
            name = list_name(path.start) if isinstance(path, Path) else ""
            names = tuple(step.name for step in path.steps) if isinstance(path, Path) else ()
            if not isinstance(path, Path) or not name or form.tables(name, names) is None:
                continue
            columns = self._of(name, names)
            file = form.tables.file(name)
            if file:
                for code, said in self._of_file(file, columns, (itemset.value, itemset.label)):
                    yield form_error(code, line=node.line, node=node.path, attribute="type", file=file, **said)
            asked = {name for step in path.steps for predicate in step.predicates for name in _asked(predicate)}
            for column in sorted(asked - columns) if columns else ():
                said = {"column": column, "list": name}
                yield form_error("filter_column", line=node.line, node=node.path, attribute="choice_filter", **said)

    def asked_of(self, tree: Node) -> Iterator[tuple[str, Said]]:
        """xforms.list_lacks for each column that an expression takes from a list, or finds its rows by, in vain."""
        for part in every(tree):
            if isinstance(part, Path) and len(part.steps) > 2 and (name := list_name(part.start)):
                *rows, last = part.steps
                asked = {last.name} if last.axis == "child" else set()
                asked |= {column for step in rows[-1:] for each in step.predicates for column in _asked(each)}
                columns = self._of(name, tuple(step.name for step in rows))
            elif isinstance(part, Call) and part.name == "pulldata":
                name, *two = (each.value if isinstance(each, Literal) else "" for each in part.args[:3])
                asked, columns = {*two}, self._of(name, ("root", "item"))
            else:
                continue
            written = {column for column in asked if column not in ("", "*") and not column.startswith("__")}
            for column in sorted(written - columns) if columns else ():  # pyxform asks for `__version` of an entity
                yield "list_lacks", {"list": name, "column": column, "has": _some(columns)}

    def _of(self, name: str, path: tuple[str, ...]) -> frozenset[str]:
        """The columns of the rows at a path; none of a list without rows."""
        found = self._columns.get((name, path))
        if found is None:
            source = self._form.tables(name, path)
            rows = source.rows() if source is not None else ()
            found = frozenset(column for row in rows if isinstance(row, dict) for column in row)
            self._columns[name, path] = found
        return found

    def _of_file(self, file: str, columns: frozenset[str], shown: tuple[str, ...]) -> Iterator[tuple[str, Said]]:
        """What is wrong with an attached list. shown: the columns of the value and of what is read."""
        if not columns:
            yield "list_empty", {}
        elif lacking := [column for column in shown if column not in columns and not column.startswith("jr:itext(")]:
            yield "list_columns", {"columns": ", ".join(lacking), "has": _some(columns)}
        if file.lower().endswith(".csv") and not self._form.tables.is_legible(file):
            yield "list_letters", {}


def _some(columns: frozenset[str]) -> str:
    return ", ".join(sorted(columns)[:_FEW])


def _asked(predicate: Node) -> Iterator[str]:
    """What a predicate reads of the row itself."""
    for part in every(predicate):
        if isinstance(part, Path) and part.start == "" and len(part.steps) == 1 and part.steps[0].axis == "child":
            yield part.steps[0].name
