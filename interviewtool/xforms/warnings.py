"""What works, but not as its author meant it: looked for by the form check.

A date compared with text by `<` is silently false in JavaRosa (and here): only numbers are compared so, and text that
looks like a date is no number. `date('2022-02-24')` is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewtool.errors import KnownError
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.texts import MISSING
from interviewtool.xforms.xpath.tree import Chain, Literal, Node, parts

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_ORDER = frozenset({"<", "<=", ">", ">="})
_DATE = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?")
_EXPRESSIONS = ("relevant", "required", "readonly", "constraint", "calculate")


def warnings(form: Form) -> Iterator[KnownError]:
    """xforms.date_against_text and xforms.missing_translation, each with its question."""
    for node in form.nodes:
        for attribute in _EXPRESSIONS:
            text = node.bind.get(attribute, "").strip()
            if text and _compares_text(form.tree(text, node, attribute)):
                yield form_error("date_against_text", line=node.line, node=node.path, attribute=attribute)
        yield from _untranslated(form, node)


def _compares_text(tree: Node) -> bool:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Chain) and any(operator in _ORDER for operator, _ in node.rest):
            operands = (node.first, *(operand for _, operand in node.rest))
            if any(isinstance(operand, Literal) and _DATE.match(operand.value) for operand in operands):
                return True
        waiting.extend(parts(node))
    return False


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
