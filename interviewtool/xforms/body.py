"""The body of an XForm: controls, groups, repeats, their texts and choices, as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

XF = "{http://www.w3.org/2002/xforms}"
JR = "{http://openrosa.org/javarosa}"
CONTROLS = ("input", "select1", "select", "rank", "range", "trigger", "upload", "secret")
ACTIONS = frozenset({"setvalue", "setgeopoint", "recordaudio", "setrandomvalue"})
_ITEXT = re.compile(r"""jr:itext\(\s*(['"])([^'"]*)\1\s*\)\s*""")
_SEARCH = re.compile(r"search\(.+\)", re.IGNORECASE | re.DOTALL)
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


def read_body(body: etree._Element, root: str, named: Mapping[str, str]) -> Iterator[Control]:
    """Every control of the body in document order, groups and repeats before what they hold.

    root: the path that relative references outside groups begin at. named: id of a bind → its path.
    """
    waiting: list[tuple[etree._Element, str, Control | None]] = [
        (child, root, None) for child in reversed(body) if isinstance(child.tag, str)
    ]
    while waiting:
        element, context, around = waiting.pop()
        tag = local(element)
        if tag in {"group", "repeat"}:
            control = _container(element, tag, context, named)
            if tag == "repeat" and around is not None and around.path in {control.path, ""}:
                control.label = control.label or around.label
                control.appearance = control.appearance or around.appearance
            inner = control.path or context
            waiting.extend(
                (child, inner, control)
                for child in reversed(element)
                if isinstance(child.tag, str) and local(child) not in _TEXT_TAGS
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
    path = element.get("ref") or element.get("nodeset")
    return named.get(element.get("bind") or "", "") if path is None else absolute(path, context)


def _container(element: etree._Element, tag: str, context: str, named: Mapping[str, str]) -> Control:
    control = Control(tag, reference(element, context, named), line_of(element))
    control.appearance = tuple((element.get("appearance") or "").split())
    control.parameters = _parameters(element)
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
    control = Control(tag, reference(element, context, named), line_of(element))
    appearance = element.get("appearance") or ""
    search = _SEARCH.search(appearance)
    if search is not None:
        control.search = search[0]
        appearance = appearance.replace(search[0], " ")
    control.appearance = tuple(appearance.split())
    control.parameters = _parameters(element)
    actions, items = [], []
    for child in element:
        name = local(child)
        if name == "label":
            control.label = read_text(child)
        elif name == "hint":
            control.hint = read_text(child)
        elif name == "itemset":
            value, label = child.find(XF + "value"), child.find(XF + "label")
            control.itemset = Itemset(
                (child.get("nodeset") or "").strip(),
                (value.get("ref") or "name").strip() if value is not None else "name",
                (label.get("ref") or "label").strip() if label is not None else "label",
                line_of(child),
            )
        elif name == "item":
            value, label = child.find(XF + "value"), child.find(XF + "label")
            items.append(
                Item(
                    ((value.text if value is not None else "") or "").strip(),
                    read_text(label) if label is not None else Text(),
                )
            )
        elif name in ACTIONS:
            actions.append(child)
    control.actions, control.items = tuple(actions), tuple(items)
    return control


def _parameters(element: etree._Element) -> dict[str, str]:
    return {
        str(name).rpartition("}")[2]: str(value)
        for name, value in element.items()
        if name not in {"ref", "nodeset", "appearance", "bind"}
    }


def read_text(element: etree._Element) -> Text:
    """A label, hint or message element."""
    return text_of_reference((element.get("ref") or "").strip()) if element.get("ref") else Text(element=element)


def text_of_reference(reference: str) -> Text:
    """`jr:itext('id')` or another expression."""
    found = _ITEXT.fullmatch(reference)
    return Text(itext=found[2]) if found else Text(expression=reference)
