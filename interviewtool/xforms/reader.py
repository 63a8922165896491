"""Reads an XForm's XML into plain parts: model nodes, binds, controls, texts, tables, actions. No expression is
compiled.

No entities, no DTD, no network: a document with a DOCTYPE is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from interviewtool.xforms.body import ACTIONS, JR, XF, Control, line_of, local, read_body
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import Layout, ModelNode

H = "{http://www.w3.org/1999/xhtml}"
_NUMBERS = frozenset({"int", "integer", "decimal", "double", "float", "long", "short"})
_DATES = frozenset({"date", "dateTime", "time"})


@dataclass(slots=True)
class Source:
    """What the XML holds."""

    title: str
    form_id: str
    version: str
    root_namespace: str
    namespaces: dict[str, str]
    nodes: list[ModelNode]
    by_path: dict[str, ModelNode]
    layouts: list[Layout]
    controls: list[Control]
    languages: dict[str, etree._Element]
    default_language: str
    secondary: dict[str, etree._Element]
    actions: list[etree._Element]
    submission: dict[str, str]
    notes: list[str] = field(default_factory=list)


def parse_xml(content: bytes, file: str = "") -> etree._Element:
    """The root element. KnownError xforms.not_xml with the line, xforms.doctype."""
    parser = etree.XMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise form_error("not_xml", line=line) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise form_error("doctype")
    return root


def read_source(content: bytes) -> Source:
    """KnownError xforms.not_xml, xforms.not_xform, xforms.bind_without_node and the like."""
    html = parse_xml(content)
    model = html.find(f"{H}head/{XF}model")
    body = html.find(f"{H}body")
    if model is None or body is None:
        raise form_error("not_xform")
    instances = model.findall(f"{XF}instance")
    top = next((child for child in instances[0] if isinstance(child.tag, str)), None) if instances else None
    if top is None:
        raise form_error("not_xform")
    title = html.find(f"{H}head/{H}title")
    controls = list(read_body(body))
    repeats = {control.path: control for control in controls if control.tag == "repeat"}
    nodes, layouts = _read_nodes(top, repeats)
    by_path = {node.path: node for node in nodes}
    _read_binds(model, by_path)
    for control in controls:
        node = by_path.get(control.path)
        if node is None:
            if control.path:
                raise form_error("control_without_node", line=control.line, node=control.path)
            continue
        if node.control is None or control.tag == "repeat":
            node.control = control
    languages: dict[str, etree._Element] = {}
    default = ""
    itext = model.find(f"{XF}itext")
    if itext is not None:
        for translation in itext.iterchildren(f"{XF}translation"):
            name = translation.get("lang") or ""
            languages[name] = translation
            if translation.get("default") is not None and not default:
                default = name
    submission = model.find(f"{XF}submission")
    return Source(
        title=(title.text or "").strip() if title is not None else "",
        form_id=top.get("id") or top.get("xmlns") or local(top),
        version=top.get("version") or "",
        # The namespace of XForms is only inherited from the form around it: JavaRosa leaves it out of a submission.
        root_namespace="" if top.tag.startswith(XF) else top.tag[1:].partition("}")[0] if top.tag[0] == "{" else "",
        namespaces={prefix: uri for prefix, uri in top.nsmap.items() if prefix},
        nodes=nodes,
        by_path=by_path,
        layouts=layouts,
        controls=controls,
        languages=languages,
        default_language=default or next(iter(languages), ""),
        secondary={i.get("id") or "": i for i in instances[1:]},
        actions=[child for child in model if local(child) in ACTIONS],
        submission=dict(submission.items()) if submission is not None else {},  # type: ignore[arg-type]
    )


def _read_nodes(top: etree._Element, repeats: dict[str, Control]) -> tuple[list[ModelNode], list[Layout]]:
    """Nodes in document order, each in its layout.

    Of a repeat's instances the template, or the first, is the pattern.
    """
    nodes: list[ModelNode] = []
    layouts: list[Layout] = []
    waiting: list[tuple[etree._Element, ModelNode | None, Layout | None]] = [(top, None, None)]
    while waiting:
        element, parent, layout = waiting.pop()
        elements = [child for child in element if isinstance(child.tag, str)]
        node = ModelNode(len(nodes), local(element), parent, "" if elements else (element.text or "").strip())
        node.line = line_of(element)
        node.tag = f"{element.prefix}:{node.name}" if element.prefix else node.name
        nodes.append(node)
        if parent is not None:
            parent.adopt(node)
        if layout is None:
            layout = _new_layout(layouts, node, None)
        elif node.path in repeats:
            node.is_repeat = True
            layout = _new_layout(layouts, node, layout)
            layout.fixed = repeats[node.path].fixed
        node.layout = layout
        node.offset = len(layout.nodes)
        layout.nodes.append(node)
        if parent is not None:
            _read_attributes(element, node, nodes, layout)
        waiting.extend((child, node, layout) for child in reversed(_patterns(elements, node, repeats)))
    for layout in layouts[1:]:
        layout.initial = _initial(top, layout)
    return nodes, layouts


def _new_layout(layouts: list[Layout], node: ModelNode, parent: Layout | None) -> Layout:
    layout = Layout(node, parent, len(parent.children) if parent else 0, parent.depth + 1 if parent else 0)
    if parent is not None:
        parent.children.append(layout)
    layouts.append(layout)
    return layout


def _read_attributes(element: etree._Element, node: ModelNode, nodes: list[ModelNode], layout: Layout) -> None:
    for key, value in element.items():
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
        if name not in chosen or (f"{parent.path}/{name}" in repeats and element.get(JR + "template") is not None):
            chosen[name] = element
    return list(chosen.values())


def _initial(top: etree._Element, layout: Layout) -> int:
    """How many instances a new form begins with: those in the XML that are no template."""
    found = [top]
    for name in layout.repeat.path.split("/")[2:]:
        found = [child for element in found for child in element if local(child) == name]
    return sum(1 for element in found if element.get(JR + "template") is None)


def _read_binds(model: etree._Element, by_path: dict[str, ModelNode]) -> None:
    for bind in model.iterchildren(f"{XF}bind"):
        path = (bind.get("nodeset") or bind.get("ref") or "").strip()
        node = by_path.get(path)
        if node is None:
            raise form_error("bind_without_node", line=line_of(bind), node=path)
        attributes: dict[str, str] = {}
        extras: dict[str, str] = {}
        for key, value in bind.items():
            name = str(key)
            if name[0] == "{":
                uri, _, short = name[1:].partition("}")
                if "interviewtool" in uri:
                    extras[short] = str(value)
                    continue
                attributes["jr:" + short if uri in JR else name] = str(value)
            else:
                attributes[name] = str(value)
        node.bind = {**node.bind, **attributes}
        node.extras = {**node.extras, **extras}
        node.line = line_of(bind) or node.line
        node.datatype = (node.bind.get("type") or "string").rpartition(":")[2]
        if node.datatype in _NUMBERS:
            node.kind = "num?"
        elif node.datatype in _DATES:
            node.kind = "date?"
        elif node.datatype in {"boolean", "geopoint"}:
            node.kind = "any"
