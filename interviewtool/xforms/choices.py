"""The choices of a select: from its body, a list, or a repeat of the form, filtered and labelled.

Labels of a list that the table keeps (all of it, or what its hash index gave) are made once per language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from interviewtool.xforms.body import Item, Itemset
from interviewtool.xforms.code import Code
from interviewtool.xforms.codegen import Generator, Scope
from interviewtool.xforms.expressions import CompileError, Read
from interviewtool.xforms.external import itemset_in
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.offers import ChoiceSource, Offer
from interviewtool.xforms.paths import Resolver
from interviewtool.xforms.searches import searched_choices
from interviewtool.xforms.shapes import Pattern, pattern, spell
from interviewtool.xforms.tables import RowSource, cell_text
from interviewtool.xforms.texts import Texts
from interviewtool.xforms.values import Value, text
from interviewtool.xforms.views import Choice
from interviewtool.xforms.xpath.tree import Call, Node, Path, Step

if TYPE_CHECKING:
    from interviewtool.xforms.blocks import Block
    from interviewtool.xforms.form import Form


_WHOLE = re.compile(r"instance\(\s*'([^']*)'\s*\)((?:/[A-Za-z_][\w.-]*)+)")


class WrittenChoices(ChoiceSource):
    """Choices written out in the body, made once where no label has outputs."""

    def __init__(self, items: tuple[Item, ...], texts: Texts, language: str, node: ModelNode) -> None:
        plain = texts.plain(language)
        self._items = items
        self._labels = [
            plain.get(item.label.itext) or texts.resolve(item.label, language, node, None) for item in items
        ]
        self.reads = tuple({read for label in self._labels if not isinstance(label, str) for read in label.long.reads})
        self._made: Offer | None = None

    def offer(self, block: Block) -> Offer:
        if self._made is not None:
            return self._made
        choices = tuple(
            [
                Choice(item.value, label)
                if isinstance(label, str)
                else Choice(item.value, label.long.show(block), label.media)
                for item, label in zip(self._items, self._labels, strict=True)
            ]
        )
        offer = Offer(choices, frozenset([item.value for item in self._items]))
        if all(isinstance(label, str) or label.long.plain is not None for label in self._labels):
            self._made = offer
        return offer


class Listing:
    """A list as questions of one shape of filter show it in one language.

    stable: equal filters give the same list of rows each time. pattern: what was generated, where it holds for more
    than one question. spoken: ids of the labels that hold outputs. made: by identity of the rows, what they offer.
    """

    __slots__ = ("itext", "label", "language", "made", "pattern", "spoken", "stable", "texts", "value")

    def __init__(
        self, itemset: Itemset, texts: Texts, language: str, tables: Iterable[RowSource], *, stable: bool
    ) -> None:
        label = itemset.label
        self.value = itemset.value
        self.itext = label.startswith("jr:itext(")
        self.label = label[len("jr:itext(") :].rstrip(") ").strip() if self.itext else label
        self.texts, self.language = texts, language
        self.stable = stable
        self.pattern: Pattern | None = None
        self.made: dict[int, tuple[Sequence[Any], Offer]] = {}
        self.spoken: frozenset[str] = frozenset()
        if self.itext and texts.with_outputs:
            rows = (row for table in tables for row in table.rows() if isinstance(row, dict))
            self.spoken = texts.with_outputs.intersection(cell_text(row.get(self.label, "")) for row in rows)


class ListedChoices(ChoiceSource):
    """Choices from the rows of a list."""

    def __init__(
        self, function: Callable[..., Sequence[Any]], reads: Iterable[Read], listing: Listing, node: ModelNode
    ) -> None:
        self._function = function
        self._listing = listing
        self._node = node
        entries = [listing.texts.entry(listing.language, name, node) for name in listing.spoken]
        self.reads = (*reads, *{read for entry in entries for read in entry.long.reads})

    def offer(self, block: Block) -> Offer:
        state = block.state
        rows = self._function(state.values, state.numbers, block.base, block)
        made = self._listing.made.get(id(rows))
        if made is not None and made[0] is rows:
            return made[1]
        choices, plain = self._choices(rows, block)
        offer = Offer(choices, frozenset([choice.value for choice in choices]))
        if plain and self._listing.stable:
            self._listing.made[id(rows)] = (rows, offer)
        return offer

    def _choices(self, rows: Sequence[Any], block: Block) -> tuple[tuple[Choice, ...], bool]:
        """The choices of rows, and whether their labels have no outputs."""
        listing, node = self._listing, self._node
        value, label, language, texts = listing.value, listing.label, listing.language, listing.texts
        pairs = [
            (cell_text(row.get(value, "")), cell_text(row.get(label, "")))
            if isinstance(row, dict)
            else (cell_text(row), cell_text(row))
            for row in rows
        ]
        if not listing.itext:
            return tuple([Choice(*pair) for pair in pairs]), True
        plain = texts.plain(language)
        if all(identifier in plain for _, identifier in pairs):
            return tuple([Choice(name, plain[identifier]) for name, identifier in pairs]), True
        entries = [texts.entry(language, identifier, node) for _, identifier in pairs]
        choices = [
            Choice(name, entry.long.show(block), entry.media) for (name, _), entry in zip(pairs, entries, strict=True)
        ]
        return tuple(choices), all(entry.long.plain is not None for entry in entries)


class RepeatChoices(ChoiceSource):
    """Choices from the instances of a repeat of the form: `select_one ${place_name}`."""

    def __init__(
        self, function: Callable[..., Sequence[int]], value: Callable[..., Value], label: Callable[..., Value]
    ) -> None:
        self._function, self._value, self._label = function, value, label

    def offer(self, block: Block) -> Offer:
        state = block.state
        values, numbers = state.values, state.numbers
        choices = []
        for index, slot in enumerate(self._function(values, numbers, block.base, block)):
            inner = state.block_of(slot)
            arguments = (values, numbers, inner.base, inner, block, None, index + 1)
            choices.append(Choice(text(self._value(*arguments)), text(self._label(*arguments))))
        return Offer(tuple(choices), frozenset(choice.value for choice in choices))


def choice_source(form: Form, node: ModelNode, language: str) -> ChoiceSource | None:
    """The choices of a question; None for a question without any. KnownError where the itemset cannot be used."""
    control = node.control
    if control is None:
        return None
    itemset = itemset_in(form, control, language)
    if itemset is None:
        if control.search:
            return searched_choices(form, node, control.search, language)
        return WrittenChoices(control.items, form.texts, language, node) if control.items else None
    key = (itemset.nodeset, itemset.value, itemset.label, language)
    shared = form.shared_choices.get(key)
    if shared is not None:
        return shared
    whole = _WHOLE.fullmatch(itemset.nodeset)
    rows = form.tables(whole[1], tuple(whole[2][1:].split("/"))) if whole is not None else None
    if rows is not None:
        listing = Listing(itemset, form.texts, language, [rows], stable=True)
        source = ListedChoices(lambda *_: rows.rows(), (), listing, node)
        if not source.reads:
            source.at_hand = rows.at_hand
            form.shared_choices[key] = source  # nothing in it depends on the question
        return source
    return _filtered(form, node, itemset, language)


def _filtered(form: Form, node: ModelNode, itemset: Itemset, language: str) -> ChoiceSource:
    """The choices an expression picks: those of one shape of a list share what was generated, and their labels."""
    spelling = spell(itemset.nodeset, node, form.by_path)
    shape = (spelling.key, itemset.value, itemset.label, language)
    listing = form.listings.get(shape)
    if listing is not None and listing.pattern is not None:
        made = listing.pattern.of(spelling.nodes)
        return ListedChoices(cast("Callable[..., Sequence[Any]]", made.function), made.reads, listing, node)
    tree = form.tree(itemset.nodeset, node, "choice_filter")
    generator = Generator(Scope(node, node), form.tables)
    try:
        code = generator.value(tree)
        if code.kind != "rows":
            return _repeat_choices(form, tree, node, generator, code)
        tables = [argument for argument in generator.args if isinstance(argument, RowSource)]
        listing = Listing(itemset, form.texts, language, tables, stable=code.source.startswith("p"))
        listing.pattern = pattern(generator, code.source, spelling)
        form.listings[shape] = listing
        return ListedChoices(generator.make(code.source), generator.reads, listing, node)
    except CompileError as error:
        raise form.mistake(error, node, "choice_filter", itemset.nodeset) from None


def _repeat_choices(form: Form, tree: Node, node: ModelNode, generator: Generator, code: Code) -> RepeatChoices:
    assert node.control is not None
    itemset = node.control.itemset
    assert itemset is not None
    function = generator.make(generator.slots(code)) if code.source != "''" else generator.make("[]")
    value, label = (_relative(form, tree, node, reference) for reference in (itemset.value, itemset.label))
    source = RepeatChoices(function, value[0], label[0])
    inner = [
        Read(read.node, min(read.depth, node.layout.common_depth(read.node.layout)), True)
        for read in (*value[1], *label[1])
    ]
    source.reads = (*generator.reads, *inner)
    return source


def _relative(form: Form, tree: Node, node: ModelNode, reference: str) -> tuple[Callable[..., Value], list[Read]]:
    """A reference from a candidate instance of the repeat."""
    while isinstance(tree, Call) and tree.args:
        tree = tree.args[0]
    target = node
    generator = Generator(Scope(node, node), form.tables)
    if isinstance(tree, Path):
        resolver = Resolver(generator)
        steps = [Step(step.axis, step.name) for step in tree.steps]
        stage = [node]
        if tree.start == "/":
            stage = [form.nodes[0]]
            steps.pop(0)
        found = resolver.follow(stage, steps, tree.at)
        target = found[0] if found else node
    part = Generator(Scope(target, node, nested=True), form.tables)
    code = part.value(form.tree(reference, node, "choice_filter"))
    return part.make(part.plain(code)), part.reads
