"""An instance XML back into rows, which `FormInstance` resumes from: what another tool, or this one, submitted.

Elements the form does not have are passed over (another version may have had them); namespaces are not looked at, since
tools write `meta` with and without one. What is not relevant is not in a submission and comes back empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason, Reference, StoredAnswer
from interviewtool.xforms.body import JR, local
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.reader import parse_xml


def read_instance(definition: FormDefinition, xml: bytes) -> tuple[StoredAnswer, ...]:
    """The rows of an instance, repeat instances among them.

    KnownError xforms.not_xml, xforms.doctype; xforms.not_an_instance for the XML of another form.
    """
    root = parse_xml(xml)
    top = definition.form.nodes[0]
    if local(root) != top.name or root.get("id", definition.form_id) != definition.form_id:
        raise KnownError("xforms.not_an_instance", None, form=definition.form_id)
    return tuple(_rows(root, top, top.path))


def _rows(element: etree._Element, node: ModelNode, reference: str) -> Iterator[StoredAnswer]:
    counts: dict[str, int] = {}
    for name, value in element.items() if node.parent is not None else ():
        for attribute in node.named.get("@" + str(name).rpartition("}")[2], ()):
            yield StoredAnswer(Reference(f"{reference}/{attribute.name}"), str(value))
    for child in element:
        found = node.named.get(local(child)) if isinstance(child.tag, str) else None
        if not found or child.get(JR + "template") is not None:
            continue
        below = found[0]
        place = f"{reference}/{below.name}"
        if below.is_repeat:
            counts[below.name] = counts.get(below.name, 0) + 1
            place += f"[{counts[below.name]}]"
            yield StoredAnswer(Reference(place))
        if not any(inner.name[0] != "@" for inner in below.children):
            yield StoredAnswer(Reference(place), child.text or "", _missing(child))
        yield from _rows(child, below, place)


def _missing(element: etree._Element) -> MissingReason | None:
    for name, value in element.items():
        if str(name).endswith("}missing") and "interviewtool" in str(name):
            with suppress(ValueError):
                return MissingReason(str(value))
    return None
