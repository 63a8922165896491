"""What the instances of a repeat begin with.

A form's XML may write several instances of a repeat, each with values of its own: a new form begins with them. One that
is added later begins as the template says; where the form has none, empty, as in JavaRosa: the first instance is then
only the pattern of the nodes. Repeats inside an added instance begin with what the template holds of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from interviewtool.xforms.body import JR, local
from interviewtool.xforms.model import Layout, ModelNode


@dataclass(frozen=True, slots=True)
class Seed:
    """One instance of a layout. values: offset → text, where it is not the node's default. inside: per child layout the
    seeds of its instances.
    """

    values: Mapping[int, str]
    inside: tuple[tuple[Seed, ...], ...]


def is_template(element: etree._Element) -> bool:
    """Whether an element says what an added instance begins with, and is no instance itself."""
    return element.get(JR + "template") is not None


def _content(element: etree._Element) -> str:
    """The text of a leaf, "" of an element with children."""
    return "" if any(isinstance(child.tag, str) for child in element) else (element.text or "").strip()


def sow(top: etree._Element, layouts: Iterable[Layout], patterns: Mapping[int, etree._Element]) -> None:
    """Give each layout the seed of an added instance, the root its own. patterns: index of a repeat → what it is made
    after.
    """
    for layout in layouts:
        if layout.parent is None:
            layout.seed = Seed({}, _inside(top, layout))
        elif layout.templated:
            layout.seed = Seed({}, _inside(patterns[layout.repeat.index], layout))
        else:
            layout.seed = Seed({}, ((),) * len(layout.children))


def _seed(element: etree._Element, layout: Layout) -> Seed:
    values = {node.offset: "" for node in layout.nodes if node.default and node.name[0] != "@"}
    waiting: list[tuple[etree._Element, ModelNode]] = [(element, layout.repeat)]
    while waiting:
        found, node = waiting.pop()
        text = _content(found)
        if text != node.default:
            values[node.offset] = text
        else:
            values.pop(node.offset, None)
        for child in found:
            if isinstance(child.tag, str):
                waiting.extend((child, below) for below in node.named.get(local(child), ()) if not below.is_repeat)
        for below in node.children:
            if below.name[0] == "@" and (written := str(found.get(below.tag) or "")) != below.default:
                values[below.offset] = written
    return Seed(values, _inside(element, layout))


def _inside(element: etree._Element, layout: Layout) -> tuple[tuple[Seed, ...], ...]:
    return tuple(
        tuple(_seed(found, child) for found in _instances(element, layout, child)) for child in layout.children
    )


def _instances(element: etree._Element, layout: Layout, child: Layout) -> Iterator[etree._Element]:
    """The instances of a repeat written inside an instance of the layout around it."""
    found = [element]
    for name in child.repeat.path[len(layout.repeat.path) + 1 :].split("/"):
        found = [below for above in found for below in above if isinstance(below.tag, str) and local(below) == name]
    return (each for each in found if not is_template(each))
