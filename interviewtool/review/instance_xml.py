"""Reads a received instance back into rows, so that the same form instance shows it as in the interviewer's window."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from interviewtool.errors import KnownError
from interviewtool.model import MissingReason, Reference, StoredAnswer
from interviewtool.xforms import FormDefinition, NodeKind


def rows(xml: bytes, form: FormDefinition) -> tuple[StoredAnswer, ...]:
    """The rows of an instance. KnownError review.instance_damaged when it is no instance of this form."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise KnownError("review.instance_damaged") from None
    return tuple(_rows(root, f"/{_name(root)}", form))


def _rows(element: etree._Element, reference: str, form: FormDefinition) -> Iterator[StoredAnswer]:
    positions: dict[str, int] = {}
    for child in element:
        name = _name(child)
        below = f"{reference}/{name}"
        kind = form.node(Reference(below)).kind
        if kind is NodeKind.REPEAT:
            positions[name] = positions.get(name, 0) + 1
            below = f"{below}[{positions[name]}]"
            yield StoredAnswer(Reference(below))
        if kind is NodeKind.QUESTION:
            missing = next((str(value) for key, value in child.attrib.items() if str(key).endswith("}missing")), None)
            yield StoredAnswer(Reference(below), child.text or "", MissingReason(missing) if missing else None)
        else:
            yield from _rows(child, below, form)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
