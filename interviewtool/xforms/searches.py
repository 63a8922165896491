"""Choices that ODK Collect's `search('places', 'contains', 'name', ${part}, 'kind', ${kind})` finds in an attached csv.

The call stands in the appearance. A choice written in the form names columns of the csv: of the value, of the label
(with several, the others follow in brackets) and of the picture; one whose value is a whole number is itself on offer.
After Collect's ExternalDataUtil and ExternalDataHandlerSearch, but for this: upper and lower case are the same in every
script, not in ASCII alone, and `%` and `_` stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from interviewtool.model import folded
from interviewtool.xforms.codegen import Generator, Scope
from interviewtool.xforms.expressions import CompileError
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.offers import ChoiceSource, Offer
from interviewtool.xforms.secondary import Tables
from interviewtool.xforms.tables import Row
from interviewtool.xforms.texts import Entry
from interviewtool.xforms.values import number_of_text
from interviewtool.xforms.views import NO_MEDIA, Choice
from interviewtool.xforms.xpath.parser import parse
from interviewtool.xforms.xpath.tokens import XPathSyntaxError
from interviewtool.xforms.xpath.tree import Call, Literal, Node

if TYPE_CHECKING:
    from interviewtool.xforms.blocks import Block
    from interviewtool.xforms.form import Form

_ARGUMENTS = frozenset({1, 4, 6})
_WHOLE = re.compile(r"\s*[+-]?[0-9]+\s*")
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_KINDS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda cell, part: part in cell,
    "startswith": str.startswith,
    "endswith": str.endswith,
    "matches": str.__eq__,
}


class SearchedChoices(ChoiceSource):
    """arguments: gives the words of the search in a block. table: name of the csv where it is fixed, else "".

    items: value and texts of the choices as they were written.
    """

    def __init__(
        self, arguments: Callable[..., tuple[str, ...]], table: str, items: Sequence[tuple[str, Entry]], tables: Tables
    ) -> None:
        self._arguments = arguments
        self._table = table
        self._items = items
        self._tables = tables
        self._last: tuple[object, Offer] | None = None

    def offer(self, block: Block) -> Offer:
        state = block.state
        words = self._arguments(state.values, state.numbers, block.base, block)
        labels = tuple(entry.long.show(block) for _, entry in self._items)
        if self._last is None or self._last[0] != (words, labels):
            choices = tuple(self._choices(words, labels))
            self._last = (words, labels), Offer(choices, frozenset(choice.value for choice in choices))
        return self._last[1]

    def all_rows(self) -> tuple[Choice, ...]:
        """The choices without any search; those of an unknown table are left out."""
        return tuple(self._choices((self._table,), [entry.long.plain or "" for _, entry in self._items]))

    def _choices(self, words: tuple[str, ...], labels: Sequence[str]) -> Iterator[Choice]:
        for (value, entry), label in zip(self._items, labels, strict=True):
            if _WHOLE.fullmatch(value):
                yield Choice(value, label, entry.media)
                continue
            found: dict[str, Choice] = {}
            for row in self._rows(words):
                choice = _choice(row, value, _columns(label), entry.media.get("image", ""))
                if choice.value:
                    found.setdefault(choice.value, choice)
            yield from found.values()

    def _rows(self, words: tuple[str, ...]) -> list[Row]:
        table = self._tables(csv_name(words[0]), ("root", "item"))
        rows = [{_safe(name): cell for name, cell in row.items()} for row in table.rows()] if table else []
        if len(words) > 3 and (columns := _columns(words[2])):
            fits, part = _KINDS.get(words[1].lower(), _KINDS["contains"]), folded(words[3])
            rows = [row for row in rows if any(fits(folded(row.get(_safe(name), "")), part) for name in columns)]
        if len(words) > 5:
            rows = [row for row in rows if row.get(_safe(words[4]), "") == words[5]]
        return sorted(rows, key=_place)


def _choice(row: Row, value: str, columns: Sequence[str], picture: str) -> Choice:
    shown = [name for name in columns if _safe(name) != _safe(value)]
    label = " ".join(
        row.get(_safe(name), "") if name is shown[0] else f"({name}: {row.get(_safe(name), '')})" for name in shown
    )
    own = row.get(_safe(value), "")
    file = row.get(_safe(picture), "").strip() if picture else ""
    return Choice(own, label if label.strip() else own, {"image": file} if file else NO_MEDIA)


def _place(row: Row) -> tuple[bool, float]:
    """Rows stand as in the csv, or by its column `sortby`; what is no number there comes last."""
    place = number_of_text(row.get("sortby", "0"))
    return (True, 0.0) if place != place else (False, place)


def _safe(name: str) -> str:
    """A column's name as Collect compares it."""
    return _UNSAFE.sub("_", name.strip()).lower()


def _columns(text: str) -> list[str]:
    """Names divided by commas; without a comma, by spaces."""
    return [name.strip() for name in (text.split(",") if "," in text else text.split()) if name.strip()]


def csv_name(name: str) -> str:
    """The name of an attached csv without its ending."""
    return name[:-4] if name.lower().endswith(".csv") else name


def searched_table(search: str) -> str:
    """The csv a search looks in, where its name is fixed; else ""."""
    try:
        tree = parse(search)
    except XPathSyntaxError:
        return ""
    first = tree.args[0] if isinstance(tree, Call) and tree.args else None
    return csv_name(first.value) if isinstance(first, Literal) else ""


def searched_choices(form: Form, node: ModelNode, search: str, language: str) -> SearchedChoices:
    """The choices of a question whose appearance searches. KnownError for a search that cannot be read."""
    tree = form.tree(search, node, "appearance")
    assert node.control is not None
    items = [(item.value, form.texts.resolve(item.label, language, node, None)) for item in node.control.items]
    generator = Generator(Scope(node, node), form.tables)
    try:
        arguments = generator.make(_words(generator, tree))
    except CompileError as error:
        raise form.mistake(error, node, "appearance", search) from None
    source = SearchedChoices(arguments, searched_table(search), items, form.tables)
    source.reads = (*generator.reads, *{read for _, entry in items for read in entry.long.reads})
    return source


def _words(generator: Generator, tree: Node) -> str:
    if not isinstance(tree, Call) or tree.name.lower() != "search" or len(tree.args) not in _ARGUMENTS:
        raise CompileError("wrong_arguments", 0, "search")
    return "(" + "".join(f"{generator.string(generator.value(argument))}, " for argument in tree.args) + ")"
