"""What works, but not as its author meant it: looked for by the form check.

A date compared with text by `<` is silently false in JavaRosa (and here): only numbers are compared so, and text that
looks like a date is no number. `date('2022-02-24')` is meant. A pattern that `regex` does not understand matches
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.errors import KnownError
from interviewtool.xforms.functions.texts import valid_pattern
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.texts import MISSING
from interviewtool.xforms.xpath.tree import Call, Chain, Literal, Node, parts

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_ORDER = frozenset({"<", "<=", ">", ">="})
_DATE = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?")
_EXPRESSIONS = ("relevant", "required", "readonly", "constraint", "calculate")


def warnings(form: Form) -> Iterator[KnownError]:
    """xforms.date_against_text, xforms.missing_translation and the like, each with its question."""
    for path, line in form.source.lost:
        yield form_error("bind_without_node", line=line, node=path)
    for control in form.source.controls:
        if control.tag == "group" and control.actions:
            yield form_error("action_in_group", line=control.line, node=control.path)
    for node in form.nodes:
        for attribute in _EXPRESSIONS:
            text = node.bind.get(attribute, "").strip()
            if not text:
                continue
            tree = form.tree(text, node, attribute)
            if _compares_text(tree):
                yield form_error("date_against_text", line=node.line, node=node.path, attribute=attribute)
            for pattern in _bad_patterns(tree):
                yield form_error("bad_pattern", line=node.line, node=node.path, attribute=attribute, pattern=pattern)
        yield from _untranslated(form, node)


def _every(tree: Node) -> Iterator[Node]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(parts(node))


def _compares_text(tree: Node) -> bool:
    for node in _every(tree):
        if isinstance(node, Chain) and any(operator in _ORDER for operator, _ in node.rest):
            operands = (node.first, *(operand for _, operand in node.rest))
            if any(isinstance(operand, Literal) and _DATE.match(operand.value) for operand in operands):
                return True
    return False


def _bad_patterns(tree: Node) -> Iterator[str]:
    for node in _every(tree):
        if isinstance(node, Call) and node.name == "regex" and len(node.args) == 2:
            pattern = node.args[1]
            if isinstance(pattern, Literal) and not valid_pattern(pattern.value):
                yield pattern.value


def _untranslated(form: Form, node: ModelNode) -> Iterator[KnownError]:
    """A label that one of the form's languages lacks, told once for each question."""
    control = node.control
    if control is None or control.label is None or not control.label.itext:
        return
    lacking = [name for name in form.texts.languages if form.texts.is_missing(name, control.label.itext)]
    if lacking:
        yield form_error(
            "missing_translation",
            line=node.line,
            node=node.path,
            attribute="label",
            languages=", ".join(lacking),
            mark=MISSING,
        )
