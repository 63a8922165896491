"""What works, but not as its author meant it: looked for by the form check.

A date compared with text by `<` is silently false in JavaRosa (and here): only numbers are compared so, and text that
looks like a date is no number. `date('2022-02-24')` is meant. A pattern that `regex` does not understand matches
nothing; a path to no question is empty; a choice_filter by a column that the list lacks offers nothing;
`indexed-repeat` of what is no repeat is empty; of the answers to a question in a repeat, read as one from outside it,
the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.errors import KnownError
from interviewtool.xforms.actions import KNOWN_EVENTS
from interviewtool.xforms.body import absolute
from interviewtool.xforms.codegen import Generator, Scope
from interviewtool.xforms.expressions import CompileError
from interviewtool.xforms.functions.patterns import valid_pattern
from interviewtool.xforms.languages import UNNAMED
from interviewtool.xforms.lists import Lists
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.texts import MISSING
from interviewtool.xforms.values import number_of_text
from interviewtool.xforms.xpath.named import path_of
from interviewtool.xforms.xpath.tree import Call, Chain, Filter, Literal, Node, Number, Path, every, parts

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_ORDER = frozenset({"<", "<=", ">", ">="})
_DATE = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?")
_FEW = 10  # remarks of one kind that a person still reads
_EXPRESSIONS = ("relevant", "required", "readonly", "constraint", "calculate")


def warnings(form: Form) -> Iterator[KnownError]:
    """xforms.date_against_text, xforms.missing_translation and the like, each with its question."""
    yield from _in_vain(form)
    for node, default in form.unfit:
        yield form_error("default_unfit", line=node.line, node=node.path, attribute="default", value=default[:60])
    if not any(node.control is not None and node.control.tag not in ("group", "repeat") for node in form.nodes):
        yield form_error("no_question")
    lists = Lists(form)
    for node in form.nodes:
        for attribute in _EXPRESSIONS:
            text = node.bind.get(attribute, "").strip()
            if not text:
                continue
            tree = form.tree(text, node, attribute)
            for code, said in (*_in_expression(form, node, tree), *lists.asked_of(tree)):
                yield form_error(code, line=node.line, node=node.path, attribute=attribute, **said)
        for name in _shown_firsts(form, node):
            yield form_error("one_of_several", line=node.line, node=node.path, attribute="label", name=name)
        yield from lists.chosen_from(node)
    yield from _untranslated(form)


def _in_vain(form: Form) -> Iterator[KnownError]:
    """What an XForm says that leads to nothing."""
    for path, line in form.source.lost:
        yield form_error("bind_without_node", line=line, node=path)
    for control in form.source.controls:
        if not control.path and control.tag not in ("group", "trigger"):
            yield form_error("control_without_reference", line=control.line)
        if control.tag == "group" and control.actions:
            yield form_error("action_in_group", line=control.line, node=control.path)
    for action in form.actions:
        for event in sorted(action.events - KNOWN_EVENTS):
            yield form_error("event_unknown", line=action.line, node=action.target.path, event=event[:60])


def _in_expression(form: Form, node: ModelNode, tree: Node) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes, each with what it says."""
    if (text := _compared_text(tree)) is not None:
        yield ("date_against_text", {}) if _DATE.match(text) else ("text_ordered", {"text": text[:60]})
    yield from (("date_unquoted", {"date": date}) for date in _unquoted_dates(tree))
    yield from (("bad_pattern", {"pattern": pattern}) for pattern in _bad_patterns(tree))
    yield from (("no_repeat", {"name": name}) for name in _no_repeats(form, node, tree))
    yield from (("one_of_several", {"name": name}) for name in _firsts(form, node, tree))
    yield from (("leads_nowhere", {"name": name}) for name in _nowhere(form, node, tree))


def _firsts(form: Form, node: ModelNode, tree: Node) -> dict[str, None]:
    """Questions of a repeat, read from outside it, of which the first is taken where one value is wanted."""
    if len(form.layouts) == 1:
        return {}
    generator = Generator(Scope(node, node), form.tables)
    try:
        generator.plain(generator.value(tree))
    except CompileError:  # said as a mistake
        return {}
    return dict.fromkeys(found.name for found in generator.firsts)


def _nowhere(form: Form, node: ModelNode, tree: Node) -> dict[str, None]:
    """Names of paths that lead to no node: mostly a word without its quotation marks."""
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Path | Filter):  # what stands in predicates is said of other nodes
            path = path_of(part, node.path)
            if path is not None and isinstance(part, Path) and part.steps and absolute(path, "") not in form.by_path:
                found[part.steps[-1].name] = None
            continue
        waiting.extend(parts(part))
    return found


def _shown_firsts(form: Form, node: ModelNode) -> dict[str, None]:
    """The same in the outputs of a label or hint."""
    control = node.control
    found: dict[str, None] = {}
    for text in (control.label, control.hint) if control is not None else ():
        for expression in form.texts.outputs(text):
            found |= _firsts(form, node, form.tree(expression, node, "label"))
    return found


def _compared_text(tree: Node) -> str | None:
    """A text that is no number, compared by < or the like: only numbers have an order."""
    for node in every(tree):
        if isinstance(node, Chain) and any(operator in _ORDER for operator, _ in node.rest):
            for operand in (node.first, *(operand for _, operand in node.rest)):
                if isinstance(operand, Literal) and number_of_text(operand.value) != number_of_text(operand.value):
                    return operand.value
    return None


def _unquoted_dates(tree: Node) -> Iterator[str]:
    """Such as 2022-02-24, which is 1996."""
    for node in every(tree):
        if isinstance(node, Chain) and [operator for operator, _ in node.rest] == ["-", "-"]:
            parts_of = [node.first, *(operand for _, operand in node.rest)]
            numbers = [int(part.value) for part in parts_of if isinstance(part, Number) and part.value.is_integer()]
            if len(numbers) == 3 and 1900 <= numbers[0] <= 2100 and numbers[1] <= 12 and numbers[2] <= 31:
                yield f"{numbers[0]}-{numbers[1]:02}-{numbers[2]:02}"


def _bad_patterns(tree: Node) -> Iterator[str]:
    for node in every(tree):
        if isinstance(node, Call) and node.name == "regex" and len(node.args) == 2:
            pattern = node.args[1]
            if isinstance(pattern, Literal) and not valid_pattern(pattern.value):
                yield pattern.value


def _no_repeats(form: Form, node: ModelNode, tree: Node) -> Iterator[str]:
    """What `indexed-repeat` takes for a repeat, and is none."""
    for call in every(tree):
        if isinstance(call, Call) and call.name == "indexed-repeat":
            for repeat in call.args[1::2]:
                found = form.by_path.get(path_of(repeat, node.path) or "")
                if found is not None and not found.is_repeat:
                    yield found.name


def _untranslated(form: Form) -> Iterator[KnownError]:
    """Labels that languages of the form lack: each by itself, or once for all where there are many."""
    lacking: dict[tuple[str, ...], list[ModelNode]] = {}
    for node in form.nodes if form.texts.languages != (UNNAMED,) else ():
        label = node.control.label if node.control is not None else None
        if label is not None and label.itext:
            without = tuple(name for name in form.texts.languages if form.texts.is_missing(name, label.itext))
            if without:
                lacking.setdefault(without, []).append(node)
    for languages, nodes in lacking.items():
        many = len(nodes) > _FEW
        for node in nodes[:1] if many else nodes:
            yield form_error(
                "missing_translations" if many else "missing_translation",
                line=node.line,
                node=node.path,
                attribute="label",
                languages=", ".join(languages),
                mark=MISSING,
                count=len(nodes),
            )
