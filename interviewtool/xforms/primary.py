"""The primary instance of a form: its nodes in document order, each in its layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from interviewtool.xforms.body import JR, Control, line_of, local
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.seeds import is_template, sow


def declared_in(top: etree._Element) -> dict[str, str]:
    """Prefixes of the namespaces in an instance: those around its root, and those an element declares for itself; one
    of our own for a namespace without any.
    """
    found = {prefix: uri for prefix, uri in top.nsmap.items() if prefix}
    uri = etree.QName(top).namespace or ""
    for element in top.xpath("descendant::*[namespace-uri() != $uri]", uri=uri):  # type: ignore[union-attr]
        assert isinstance(element, etree._Element)
        own = etree.QName(element).namespace
        if own and own not in found.values():
            found[element.prefix or f"ns{len(found)}"] = own
    return found


def read_nodes(
    top: etree._Element, repeats: dict[str, Control], namespaces: Mapping[str, str]
) -> tuple[list[ModelNode], list[Layout]]:
    """Nodes in document order, each in its layout. namespaces: by prefix.

    Of a repeat's instances the template, or the first, is the pattern.
    """
    nodes: list[ModelNode] = []
    layouts: list[Layout] = []
    patterns: dict[int, etree._Element] = {}
    home = top.tag[: -len(local(top))]
    prefixes = {uri: prefix for prefix, uri in namespaces.items()}
    waiting: list[tuple[etree._Element, ModelNode | None, Layout | None]] = [(top, None, None)]
    while waiting:
        element, parent, layout = waiting.pop()
        elements = list(element)
        tag = element.tag
        node = ModelNode(len(nodes), tag[tag.find("}") + 1 :], parent, "")
        node.line = line_of(element)
        prefix = element.prefix if tag.startswith(home) else prefixes.get(tag[1:].partition("}")[0])
        node.tag = f"{prefix}:{node.name}" if prefix else node.name
        nodes.append(node)
        if parent is not None:
            parent.adopt(node)
        if layout is None:
            layout = _new_layout(layouts, node, None)
        elif node.path in repeats:
            node.is_repeat = True
            within = layout.parent is not None and layout.templated
            layout = _new_layout(layouts, node, layout)
            layout.templated = within or is_template(element)
            layout.fixed = repeats[node.path].fixed
            patterns[node.index] = element
        if layout.templated:
            node.default = "" if elements else (element.text or "").strip()
        node.layout = layout
        node.offset = len(layout.nodes)
        layout.nodes.append(node)
        if parent is not None and (given := element.items()):
            _read_attributes(given, node, nodes, layout)
        if elements:
            waiting.extend((child, node, layout) for child in reversed(_patterns(elements, node, repeats)))
    sow(top, layouts, patterns)
    return nodes, layouts


def _new_layout(layouts: list[Layout], node: ModelNode, parent: Layout | None) -> Layout:
    layout = Layout(node, parent, len(parent.children) if parent else 0, parent.depth + 1 if parent else 0)
    if parent is not None:
        parent.children.append(layout)
    layouts.append(layout)
    return layout


def _read_attributes(
    given: Iterable[tuple[str | bytes, str | bytes]], node: ModelNode, nodes: list[ModelNode], layout: Layout
) -> None:
    for key, value in given:
        name = str(key)
        if name.startswith(JR):
            continue
        attribute = ModelNode(len(nodes), "@" + name.rpartition("}")[2], node, str(value))
        attribute.tag = name
        attribute.layout = layout
        attribute.offset = len(layout.nodes)
        layout.nodes.append(attribute)
        nodes.append(attribute)
        node.adopt(attribute)


def _patterns(elements: list[etree._Element], parent: ModelNode, repeats: dict[str, Control]) -> list[etree._Element]:
    """The children that define nodes: of several of one name, the template or the first."""
    chosen: dict[str, etree._Element] = {}
    for element in elements:
        name = local(element)
        if name not in chosen or (f"{parent.path}/{name}" in repeats and is_template(element)):
            chosen[name] = element
    return list(chosen.values())
