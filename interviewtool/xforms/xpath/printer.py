"""From tree to text: what `parse` reads back as the same tree."""

from __future__ import annotations

from interviewtool.xforms.xpath.tree import (
    LEVEL,
    NEGATE_LEVEL,
    Call,
    Chain,
    Filter,
    Literal,
    Negate,
    Node,
    Number,
    Path,
    Step,
)


def print_xpath(node: Node) -> str:
    """The expression in its shortest usual spelling.

    A literal that holds both kinds of quotes has none in XPath: ValueError.
    """
    if isinstance(node, Literal):
        if '"' not in node.value:
            return f'"{node.value}"'
        if "'" not in node.value:
            return f"'{node.value}'"
        raise ValueError("XPath 1.0 cannot quote both kinds of quotes")
    if isinstance(node, Number):
        return str(int(node.value)) if node.value == int(node.value) else f"{node.value:.17f}".rstrip("0")
    if isinstance(node, Call):
        return f"{node.name}({', '.join(print_xpath(arg) for arg in node.args)})"
    if isinstance(node, Negate):
        return "-" + _inside(node.operand, NEGATE_LEVEL)
    if isinstance(node, Filter):
        return _primary(node.primary) + "".join(f"[{print_xpath(p)}]" for p in node.predicates)
    if isinstance(node, Chain):
        level = LEVEL[node.rest[0][0]]
        return _inside(node.first, level + 1) + "".join(
            f" {operator} {_inside(operand, level + 1)}" for operator, operand in node.rest
        )
    return _path(node)


def _inside(node: Node, level: int) -> str:
    own = 9
    if isinstance(node, Chain):
        own = LEVEL[node.rest[0][0]]
    elif isinstance(node, Negate):
        own = NEGATE_LEVEL
    text = print_xpath(node)
    return f"({text})" if own < level else text


def _primary(node: Node) -> str:
    text = print_xpath(node)
    return text if isinstance(node, Call | Literal | Number | Filter) else f"({text})"


def _path(path: Path) -> str:
    steps = "/".join(_step(step) for step in path.steps)
    if path.start == "":
        return steps
    if path.start == "/":
        return "/" + steps
    assert not isinstance(path.start, str)
    return f"{_primary(path.start)}/{steps}"


def _step(step: Step) -> str:
    if step.name == "" and step.axis in {"self", "parent"}:
        text = "." if step.axis == "self" else ".."
    else:
        name = step.name or "node()"
        text = {"child": "", "attribute": "@"}.get(step.axis, step.axis + "::") + name
    return text + "".join(f"[{print_xpath(p)}]" for p in step.predicates)
