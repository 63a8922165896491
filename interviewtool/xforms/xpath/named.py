"""What an expression names: the one question of a path, the list a path starts in."""

from __future__ import annotations

from interviewtool.xforms.xpath.tree import Call, Filter, Literal, Node, Path


def path_of(node: Node, context: str) -> str | None:
    """The path of the one question an expression names from where it stands; None for any other expression.

    context: path of the question or group the expression belongs to.
    """
    if not isinstance(node, Path):
        return None
    inside = isinstance(node.start, Call) and node.start.name == "current"
    if not (node.start in ("", "/") or inside) or any(step.predicates for step in node.steps):
        return None
    steps = [] if node.start == "/" else context.strip("/").split("/")
    for step in node.steps:
        if step.axis == "parent" and not step.name and steps:
            steps.pop()
        elif step.axis == "child" and step.name not in ("", "*"):
            steps.append(step.name)
        elif not (step.axis == "self" and not step.name):
            return None
    return "/" + "/".join(steps)


def list_name(start: Node | str) -> str:
    """The name in `instance('name')`, where a path starts there; else ""."""
    if isinstance(start, Filter):
        start = start.primary
    if isinstance(start, Call) and start.name == "instance" and isinstance(start.args[0], Literal):
        return start.args[0].value
    return ""
