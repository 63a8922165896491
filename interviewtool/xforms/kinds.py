"""What reading a calculated node gives, found before anything is compiled.

JavaRosa keeps the type of the result, whatever the bind says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewtool.xforms import library
from interviewtool.xforms.casting import PLACES
from interviewtool.xforms.shapes import spell
from interviewtool.xforms.xpath.tree import Call, Chain, Literal, Negate, Node, Number

if TYPE_CHECKING:
    from interviewtool.xforms.form import Form

_NUMERIC = frozenset({"+", "-", "*", "div", "mod"})
_RESULTS = {
    "string": "str",
    "concat": "str",
    "normalize-space": "str",
    "jr:choice-name": "str",
    "number": "num",
    "string-length": "num",
    "count": "num",
    "count-non-empty": "num",
    "sum": "num",
    "position": "num",
}


def infer_kinds(form: Form) -> None:
    """Set the kind of each node that a calculation fills."""
    kinds: dict[object, str] = {}
    for node in form.nodes:
        text = node.bind.get("calculate")
        if text is not None and node.kind != "date?":
            shape = spell(text, node, form.by_path).shape
            kind = kinds.get(shape)
            if kind is None:
                kind = kinds[shape] = _static(form.tree(text, node, "calculate"))
            if node.kind == "num?":
                node.kind = "num?" if kind == "num" else "any"
            else:
                settled = node.several or node.datatype in PLACES  # whose texts are written in one way
                numeric = "num?" if node.control is None else "any"  # a person may write any text over it
                node.kind = "any" if settled else {"num": numeric, "str": "str"}.get(kind, "any")


def _static(node: Node) -> str:
    """What an expression gives, as far as its own shape tells: num, bool, str or any."""
    if isinstance(node, Chain):
        return "num" if node.rest[0][0] in _NUMERIC else "any" if node.rest[0][0] == "|" else "bool"
    if isinstance(node, Negate):
        return "num"
    if isinstance(node, Call):
        if node.name == "if" and len(node.args) == 3:
            one, other = _static(node.args[1]), _static(node.args[2])
            return one if one == other else "any"
        plain = library.PLAIN.get(node.name)
        if plain is not None:
            return plain.result if plain.result in {"num", "bool", "str"} else "any"
        return _RESULTS.get(node.name, "any")
    return "str" if isinstance(node, Literal) else "num" if isinstance(node, Number) else "any"
