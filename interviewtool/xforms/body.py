"""The body of an XForm: controls, groups, repeats, their texts and choices, as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from interviewtool.xforms.appearances import named_today

XF = "{http://www.w3.org/2002/xforms}"
JR = "{http://openrosa.org/javarosa}"
CONTROLS = ("input", "select1", "select", "rank", "range", "trigger", "upload", "secret")
ACTIONS = frozenset({"setvalue", "setgeopoint", "recordaudio", "setrandomvalue"})
_ITEXT = re.compile(r"""\s*jr:itext\(\s*(['"])([^'"]*)\1\s*\)\s*""")
_SEARCH = re.compile(r"search\(.+\)", re.IGNORECASE | re.DOTALL)
_OWN = frozenset({"ref", "nodeset", "appearance", "bind", "query"})
_TEXT_TAGS = frozenset({"label", "hint", "help", "alert"})


@dataclass(slots=True)
class Text:
    """A text of the form: an itext id, or the expression that gives it, or content with outputs (`element`)."""

    itext: str = ""
    expression: str = ""
    element: etree._Element | None = None


@dataclass(slots=True)
class Itemset:
    """Choices from a list: the expression for the rows, and the references of value and label inside a row."""

    nodeset: str
    value: str
    label: str
    line: int


@dataclass(slots=True)
class Item:
    """A choice written out in the body."""

    value: str
    label: Text


@dataclass(slots=True, eq=False)
class Control:
    """A control, group or repeat. tag: the XForms element; path: of its node, "" for a group without one.

    search: the call of ODK Collect's search() that stands in the appearance. count, fixed: of a repeat, its jr:count
    expression and jr:noAddRemove. actions: setvalue and the like inside.
    """

    tag: str
    path: str
    line: int
    appearance: tuple[str, ...] = ()
    search: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    label: Text | None = None
    hint: Text | None = None
    itemset: Itemset | None = None
    items: tuple[Item, ...] = ()
    count: str = ""
    fixed: bool = False
    actions: tuple[etree._Element, ...] = ()


def line_of(element: etree._Element) -> int:
    """The line an element stands in, 0 where unknown."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" of what is none."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attributes_of(element: etree._Element) -> dict[str, str]:
    """All attributes at once: asking an element for each by name takes longer."""
    return dict(element.items())  # type: ignore[arg-type]


def read_body(body: etree._Element, root: str, named: Mapping[str, str]) -> Iterator[Control]:
    """Every control of the body in document order, groups and repeats before what they hold.

    root: the path that relative references outside groups begin at. named: id of a bind → its path.
    """
    waiting: list[tuple[etree._Element, str, Control | None]] = [(child, root, None) for child in reversed(body)]
    while waiting:
        element, context, around = waiting.pop()
        tag = _local(element.tag)
        if tag in {"group", "repeat"}:
            control = _container(element, tag, context, named)
            if tag == "repeat" and around is not None and around.path in {control.path, ""}:
                control.label = control.label or around.label
                control.appearance = control.appearance or around.appearance
            inner = control.path or context
            waiting.extend(
                (child, inner, control) for child in reversed(element) if _local(child.tag) not in _TEXT_TAGS
            )
            yield control
        elif tag in CONTROLS:
            yield _control(element, tag, context, named)


def absolute(path: str, context: str) -> str:
    """A reference as the path of a node: from its context on, without prefixes."""
    path = path.strip()
    if path and not path.startswith("/"):
        steps = context.split("/")
        for step in path.split("/"):
            if step == "..":
                steps.pop()
            elif step != ".":
                steps.append(step)
        path = "/".join(steps)
    return "/".join([step.rpartition(":")[2] for step in path.split("/")]) if ":" in path else path


def reference(element: etree._Element, context: str, named: Mapping[str, str]) -> str:
    """The path a control or action is bound to, by reference or by the id of a bind; "" for none."""
    return _reference(attributes_of(element), context, named)


def _reference(attributes: Mapping[str, str], context: str, named: Mapping[str, str]) -> str:
    path = attributes.get("ref") or attributes.get("nodeset")
    return named.get(attributes.get("bind") or "", "") if path is None else absolute(path, context)


def _container(element: etree._Element, tag: str, context: str, named: Mapping[str, str]) -> Control:
    attributes = attributes_of(element)
    control = Control(tag, _reference(attributes, context, named), line_of(element))
    control.appearance = tuple(attributes.get("appearance", "").split())
    if not attributes.keys() <= _OWN:
        control.parameters = _parameters(attributes)
    actions = []
    for child in element:
        name = local(child)
        if name == "label":
            control.label = read_text(child)
        elif name in ACTIONS:
            actions.append(child)
    control.actions = tuple(actions)
    if tag == "repeat":
        count = (element.get(JR + "count") or "").strip().removeprefix("current()/")
        # JavaRosa reads it from the element around the repeat, mostly a group of the repeat's own path.
        control.count = absolute(count, context) if count.startswith(".") else count
        control.fixed = (element.get(JR + "noAddRemove") or "").strip() in {"true()", "true"}
    return control


def _control(element: etree._Element, tag: str, context: str, named: Mapping[str, str]) -> Control:
    attributes = attributes_of(element)
    control = Control(tag, _reference(attributes, context, named), line_of(element))
    appearance = attributes.get("appearance")
    if appearance:
        search = _SEARCH.search(appearance)
        if search is not None:
            control.search = search[0]
            appearance = appearance.replace(search[0], " ")
        words = appearance.split()
        control.appearance = named_today(words) if tag in {"select1", "select"} else tuple(words)
    if not attributes.keys() <= _OWN:
        control.parameters = _parameters(attributes)
    actions, items = [], []
    for child in element:
        name = _local(child.tag)
        if name == "label":
            control.label = read_text(child)
        elif name == "hint":
            control.hint = read_text(child)
        elif name == "itemset":
            control.itemset = _itemset(child)
        elif name == "item":
            items.append(_item(child))
        elif name in ACTIONS:
            actions.append(child)
    if tag == "input" and "query" in attributes:
        control.itemset = Itemset(attributes["query"].strip(), "name", "label", control.line)
    if actions:
        control.actions = tuple(actions)
    if items:
        control.items = tuple(items)
    return control


def _itemset(element: etree._Element) -> Itemset:
    references = {_local(child.tag): child.get("ref") for child in element}
    return Itemset(
        (element.get("nodeset") or "").strip(),
        (references.get("value") or "name").strip(),
        (references.get("label") or "label").strip(),
        line_of(element),
    )


def _item(element: etree._Element) -> Item:
    value, label = "", Text()
    for child in element:
        name = _local(child.tag)
        if name == "value":
            value = (child.text or "").strip()
        elif name == "label":
            label = read_text(child)
    return Item(value, label)


def _parameters(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in attributes.items() if name not in _OWN}


def read_text(element: etree._Element) -> Text:
    """A label, hint or message element."""
    reference = element.get("ref")
    return text_of_reference(reference) if reference else Text(element=element)


def text_of_reference(reference: str) -> Text:
    """`jr:itext('id')` or another expression."""
    found = _ITEXT.fullmatch(reference)
    return Text(found[2]) if found else Text("", reference.strip())
