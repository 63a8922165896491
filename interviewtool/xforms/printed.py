"""A form as it stands on paper: its texts, choices and conditions in document order, without an instance.

Nothing is filtered or hidden, since paper does neither. Where a text would show an answer, it shows `GAP`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviewtool.xforms.appearances import titles_table
from interviewtool.xforms.body import Itemset
from interviewtool.xforms.definition import FormDefinition, NodeDefinition
from interviewtool.xforms.external import itemset_in
from interviewtool.xforms.form import Form
from interviewtool.xforms.marks import without_marks
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.references import bare
from interviewtool.xforms.searches import SearchedChoices
from interviewtool.xforms.tables import Row, row_cell
from interviewtool.xforms.texts import Template
from interviewtool.xforms.views import Choice
from interviewtool.xforms.xpath.named import list_name, path_of
from interviewtool.xforms.xpath.parser import parse
from interviewtool.xforms.xpath.tree import Call, Node, Path, Step

GAP = "…"


@dataclass(frozen=True, slots=True)
class PrintedNode:
    """One group, repeat or question.

    depth: 0 directly in the form. relevant: its own condition, None where it is always asked. calculation: of what is
    calculated. readonly: always filled in by the program. choices: all of them; choices_from: path of the question in a
    repeat whose answers are the choices, "" otherwise. shows_answers: whether its label has a gap.
    """

    definition: NodeDefinition
    depth: int
    label: str
    hint: str
    guidance: str
    relevant: Node | None
    calculation: Node | None
    readonly: bool
    choices: tuple[Choice, ...]
    choices_from: str
    shows_answers: bool


def printed(form: FormDefinition, language: str) -> tuple[PrintedNode, ...]:
    """Every node but the root. language: full name or code of one of the form's; "" for a form without translations."""
    full = form.language(language) or form.form.source.default_language
    nodes = [_printed(form, node, full) for node in form.form.nodes[1:] if node.name[0] != "@"]
    titles = {
        node.definition.path.rpartition("/")[0]: node.label for node in nodes if titles_table(node.definition.path)
    }
    return tuple(
        replace(node, label=titles[node.definition.path]) if node.definition.path in titles else node
        for node in nodes
        if not titles_table(node.definition.path)
    )


def _printed(form: FormDefinition, node: ModelNode, language: str) -> PrintedNode:
    prompt = form.form.prompt(node, language)
    choices, choices_from = _choices(form.form, node, language)
    hint, label = prompt.hint, prompt.label
    return PrintedNode(
        definition=form.node(node.path),
        depth=node.path.count("/") - 2,
        label=_shown(label.long),
        hint=_shown(hint.long),
        guidance=_shown(hint.guidance if hint.guidance.parts else label.guidance),
        relevant=_tree(node, "relevant"),
        calculation=_tree(node, "calculate"),
        readonly=node.bind.get("readonly", "").strip() in {"true()", "true"},
        choices=choices,
        choices_from=choices_from,
        shows_answers=label.long.plain is None,
    )


def _shown(template: Template) -> str:
    return without_marks("".join(part if isinstance(part, str) else GAP for part in template.parts).strip())


def _tree(node: ModelNode, attribute: str) -> Node | None:
    text = node.bind.get(attribute, "").strip()
    return parse(text) if text and text not in {"true()", "true"} else None


def _choices(form: Form, node: ModelNode, language: str) -> tuple[tuple[Choice, ...], str]:
    control = node.control
    if control is None:
        return (), ""
    texts = form.texts
    if control.search:
        source = form.prompt(node, language).choices
        return source.all_rows() if isinstance(source, SearchedChoices) else (), ""
    itemset = itemset_in(form, control, language)
    if itemset is None:
        written = ((item.value, texts.resolve(item.label, language, node, None)) for item in control.items)
        return tuple(Choice(value, _shown(entry.long), entry.media) for value, entry in written), ""
    return _listed(form, node, itemset, language)


def _listed(form: Form, node: ModelNode, itemset: Itemset, language: str) -> tuple[tuple[Choice, ...], str]:
    """All rows of a list, whatever the filter; the path of the answers where it is a repeat of the form."""
    tree = parse(itemset.nodeset)
    if isinstance(tree, Call) and tree.name == "randomize":
        tree = tree.args[0]
    if not isinstance(tree, Path):
        return (), ""
    name = list_name(tree.start)
    if not name:
        repeat = bare("/" + "/".join(step.name for step in tree.steps)) if tree.start == "/" else None
        plain = tuple(Step(step.axis, step.name) for step in tree.steps)
        own = repeat or path_of(Path(tree.start, plain, tree.at), node.path)
        return (), f"{own}/{itemset.value}" if own else ""
    source = form.tables(name, tuple(step.name for step in tree.steps))
    return tuple(_rows(form, node, itemset, language, source.rows() if source is not None else [])), ""


def _rows(form: Form, node: ModelNode, itemset: Itemset, language: str, rows: list[Row]) -> Iterator[Choice]:
    itext = itemset.label.startswith("jr:itext(")
    column = itemset.label[len("jr:itext(") :].rstrip(") ").strip() if itext else itemset.label
    for row in rows:
        value, label = row_cell(row, itemset.value), row_cell(row, column)
        if itext:
            label = _shown(form.texts.entry(language, label, node).long)
        yield Choice(value, without_marks(label), {})
