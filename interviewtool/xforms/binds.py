"""The binds of a form: what they say goes to their nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from interviewtool.xforms.body import JR, absolute
from interviewtool.xforms.casting import PLACES
from interviewtool.xforms.model import ModelNode

_NUMBERS = frozenset({"int", "integer", "decimal", "double", "float", "long", "short"})
_DATES = frozenset({"date", "dateTime", "time"})


def nodeset(bind: Mapping[str, str], root: str) -> str:
    """The absolute path of the node a bind is about."""
    return absolute(bind.get("nodeset") or bind.get("ref") or "", root)


def read_binds(
    binds: Iterable[tuple[dict[str, str], int]], by_path: Mapping[str, ModelNode], root: str
) -> list[tuple[str, int]]:
    """Give the nodes their binds, each with its line; a bind of no node does nothing in JavaRosa, and is only told."""
    lost = []
    for attributes, line in binds:
        path = nodeset(attributes, root)
        node = by_path.get(path)
        if node is None:
            lost.append((path, line))
            continue
        foreign = [name for name in attributes if name[0] == "{"]
        if foreign:
            attributes = _named(node, attributes, foreign)  # noqa: PLW2901 - the same under the names used here
        node.bind = {**node.bind, **attributes} if node.bind else attributes
        node.line = line or node.line
        node.datatype = (node.bind.get("type") or "string").rpartition(":")[2]
        if node.datatype in _NUMBERS:
            node.kind = "num?"
        elif node.datatype in _DATES:
            node.kind = "date?"
        elif node.datatype == "boolean" or node.datatype in PLACES:
            node.kind = "any"
    return lost


def _named(node: ModelNode, attributes: Mapping[str, str], foreign: Iterable[str]) -> dict[str, str]:
    """Attributes of a bind with the prefix jr: where they are JavaRosa's; those of our namespace go to the node."""
    named = dict(attributes)
    extras = {}
    for name in foreign:
        value = named.pop(name)
        uri, _, short = name[1:].partition("}")
        if "interviewtool" in uri:
            extras[short] = value
        else:
            named["jr:" + short if uri in JR else name] = value
    if extras:
        node.extras = {**node.extras, **extras}
    return named
