"""Reads an XForm's XML into plain parts: model nodes, binds, controls, texts, tables, actions. No expression is
compiled.

No entities, no DTD, no network: a document with a DOCTYPE is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from interviewtool.xforms.body import ACTIONS, JR, XF, Control, absolute, attributes_of, line_of, local, read_body
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.seeds import is_template, sow

H = "{http://www.w3.org/1999/xhtml}"
_OURS = (H[1:-1], XF[1:-1])
_HTML = frozenset({"html", "head", "title", "body"})
_NUMBERS = frozenset({"int", "integer", "decimal", "double", "float", "long", "short"})
_DATES = frozenset({"date", "dateTime", "time"})


@dataclass(slots=True)
class Source:
    """What the XML holds.

    titles: by language code. root_attributes: of the instance's root, but its id and version, and ours. named: id of a
    bind → its path. lost: path and line of binds of nodes that are not there.
    """

    title: str
    titles: dict[str, str]
    form_id: str
    version: str
    root_namespace: str
    root_attributes: dict[str, str]
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
    named: Mapping[str, str]
    lost: list[tuple[str, int]]
    notes: list[str] = field(default_factory=list)


def parse_xml(xml: bytes) -> etree._Element:
    """The root element. KnownError xforms.not_xml with the line, xforms.doctype."""
    parser = etree.XMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise form_error("not_xml", line=line) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise form_error("doctype")
    return root


def read_source(xml: bytes) -> Source:
    """KnownError xforms.not_xml, xforms.not_xform, xforms.control_without_node and the like."""
    html = parse_xml(xml)
    bare = html.find(f"{H}head/{XF}model") is None or html.find(f"{H}body") is None
    if bare:
        _spell_out(html)
    model = html.find(f"{H}head/{XF}model")
    body = html.find(f"{H}body")
    if model is None or body is None:
        raise form_error("not_xform")
    instances = model.findall(f"{XF}instance")
    top = next((child for child in instances[0] if isinstance(child.tag, str)), None) if instances else None
    if top is None:
        raise form_error("not_xform")
    uri = etree.QName(top).namespace
    title = html.find(f"{H}head/{H}title")
    root = f"/{local(top)}"
    binds = [(attributes_of(bind), line_of(bind)) for bind in model.iterchildren(f"{XF}bind")]
    named = {bind["id"]: _nodeset(bind, root) for bind, _ in binds if bind.get("id")}
    controls = list(read_body(body, root, named))
    repeats = {control.path: control for control in controls if control.tag == "repeat"}
    declared = _declared(top)
    nodes, layouts = _read_nodes(top, repeats, declared)
    by_path: dict[str, ModelNode] = {node.path: node for node in nodes}
    lost = _read_binds(binds, by_path, root)
    _give_controls(controls, by_path)
    languages, default = _read_languages(model)
    submission = model.find(f"{XF}submission")
    return Source(
        title=(title.text or "").strip() if title is not None else "",
        titles=_titles(top),
        form_id=top.get("id") or top.get("xmlns") or local(top),
        version=top.get("version") or "",
        # What is only inherited from the form around it JavaRosa leaves out of a submission.
        root_namespace="" if uri == html.nsmap.get(None) else uri or "",
        root_attributes={
            str(name): str(text)
            for name, text in top.items()
            if name not in {"id", "version"} and "interviewtool" not in str(name).partition("}")[0]
        },
        namespaces={prefix: name for prefix, name in declared.items() if not (bare and name in _OURS)},
        nodes=nodes,
        by_path=by_path,
        layouts=layouts,
        controls=controls,
        languages=languages,
        default_language=default,
        secondary={i.get("id") or "": i for i in instances[1:]},
        actions=[child for child in model if local(child) in ACTIONS],
        submission=dict(submission.items()) if submission is not None else {},  # type: ignore[arg-type]
        named=named,
        lost=lost,
    )


def _declared(top: etree._Element) -> dict[str, str]:
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


def _spell_out(html: etree._Element) -> None:
    """Give the elements of a form the namespaces it leaves out: JavaRosa goes by their names alone. Instances stay as
    they are.
    """
    waiting = [html]
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and element.tag[0] != "{":
            element.tag = (H if element.tag in _HTML else XF) + element.tag
        if local(element) != "instance":
            waiting.extend(element)


def _give_controls(controls: list[Control], by_path: dict[str, ModelNode]) -> None:
    """Each node its control: the first one, but a repeat's own before any."""
    for control in controls:
        node = by_path.get(control.path)
        if node is None:
            if control.path:
                raise form_error("control_without_node", line=control.line, node=control.path)
            continue
        if node.control is None or control.tag == "repeat":
            node.control = control
            node.several = control.tag in {"select", "rank"}


def _read_languages(model: etree._Element) -> tuple[dict[str, etree._Element], str]:
    """The translations by their language, and the default one: the first, where none is marked; "" without any."""
    found = {each.get("lang") or "": each for each in model.iterfind(f"{XF}itext/{XF}translation")}
    marked = (language for language, each in found.items() if each.get("default") is not None)
    return found, next(marked, next(iter(found), ""))


def _titles(top: etree._Element) -> dict[str, str]:
    """XLSForm has one title for all languages; the others are attributes `title-CODE` of our namespace."""
    named = ((etree.QName(name), str(text)) for name, text in top.items())
    return {
        name.localname.removeprefix("title-"): text
        for name, text in named
        if "interviewtool" in (name.namespace or "") and name.localname.startswith("title-")
    }


def _read_nodes(
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


def _nodeset(bind: Mapping[str, str], root: str) -> str:
    return absolute(bind.get("nodeset") or bind.get("ref") or "", root)


def _read_binds(
    binds: Iterable[tuple[dict[str, str], int]], by_path: Mapping[str, ModelNode], root: str
) -> list[tuple[str, int]]:
    """Give the nodes their binds, each with its line; a bind of no node does nothing in JavaRosa, and is only told."""
    lost = []
    for attributes, line in binds:
        path = _nodeset(attributes, root)
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
        elif node.datatype in {"boolean", "geopoint"}:
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
