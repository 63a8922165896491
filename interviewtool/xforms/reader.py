"""Reads an XForm's XML into plain parts: model nodes, binds, controls, texts, tables, actions. No expression is
compiled.

No entities, no DTD, no network: a document with a DOCTYPE is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from interviewtool.xforms.binds import nodeset, read_binds
from interviewtool.xforms.body import ACTIONS, XF, Control, attributes_of, line_of, local, read_body
from interviewtool.xforms.mistakes import form_error
from interviewtool.xforms.model import Layout, ModelNode
from interviewtool.xforms.primary import declared_in, read_nodes

H = "{http://www.w3.org/1999/xhtml}"
_OURS = (H[1:-1], XF[1:-1])
_HTML = frozenset({"html", "head", "title", "body"})


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
    named = {bind["id"]: nodeset(bind, root) for bind, _ in binds if bind.get("id")}
    controls = list(read_body(body, root, named))
    repeats = {control.path: control for control in controls if control.tag == "repeat"}
    declared = declared_in(top)
    nodes, layouts = read_nodes(top, repeats, declared)
    by_path: dict[str, ModelNode] = {node.path: node for node in nodes}
    lost = read_binds(binds, by_path, root)
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
