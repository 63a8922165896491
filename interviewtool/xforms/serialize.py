"""The instance as XML, as an ODK server takes it: namespaces as the form declares them, repeats in order, meta last as
written. Nodes that are not relevant are left out. A missing reason is the attribute `interviewtool:missing`.

Nodes stand in the form's order everywhere. JavaRosa puts the first instance of a repeat inside an added instance of
another at the end of that one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from interviewtool.xforms.blocks import Block
from interviewtool.xforms.casting import raw_text
from interviewtool.xforms.model import ModelNode

if TYPE_CHECKING:
    from interviewtool.xforms.reader import Source
    from interviewtool.xforms.state import State

NAMESPACE = "https://interviewtool.org/xforms"


def escape(text: str) -> str:
    """Text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoteattr(text: str) -> str:
    """Text as the value of an attribute, in quotes."""
    plain = escape(text).replace('"', "&quot;")
    return '"' + plain.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'


def _valid(text: str) -> str:
    """Without the characters XML 1.0 cannot hold."""
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
    )


def opening(source: Source) -> str:
    """The root's tag as far as it is the same for all instances: without its end."""
    attributes = [("id", source.form_id)]
    if source.version:
        attributes.append(("version", source.version))
    if source.root_namespace:
        attributes.append(("xmlns", source.root_namespace))
    attributes += [(f"xmlns:{prefix}", uri) for prefix, uri in source.namespaces.items()]
    attributes += [(_prefixed(name, source.namespaces), text) for name, text in source.root_attributes.items()]
    return " ".join([f"<{source.nodes[0].tag}", *(f"{name}={quoteattr(value)}" for name, value in attributes)])


def _prefixed(name: str, namespaces: Mapping[str, str]) -> str:
    """The name of an attribute as it is written: `{uri}name` with the prefix of its namespace."""
    uri, end, short = name[1:].partition("}")
    if name[0] != "{" or not end:
        return name
    prefix = next((prefix for prefix, known in namespaces.items() if known == uri), "")
    return f"{prefix}:{short}" if prefix else short


class Writer:
    """Writes one instance."""

    def __init__(self, state: State, pruned: bool, deprecated_id: str = "") -> None:
        self.state = state
        self.deprecated_id = deprecated_id
        self.pruned = pruned
        self.parts: list[str] = []

    def write(self) -> str:
        """The document, without an XML declaration."""
        form = self.state.form
        root, namespaces = form.nodes[0], form.source.namespaces
        self.parts.append(form.opening)
        if self.state.missing and NAMESPACE not in namespaces.values() and "interviewtool" not in namespaces:
            self.parts.append(f" xmlns:interviewtool={quoteattr(NAMESPACE)}")
        self.parts.append(">")
        self._children(root, self.state.root)
        self.parts.append(f"</{root.tag}>")
        return "".join(self.parts)

    def _children(self, node: ModelNode, block: Block) -> None:
        state, parts, base = self.state, self.parts, block.base
        raws, relevant, missing, pruned = state.raw, state.relevant, state.missing, self.pruned
        for child in node.children:
            if child.is_repeat:
                for inner in block.children[child.layout.branch]:
                    self._element(child, inner)
                continue
            slot = base + child.offset
            if child.children or slot in missing:
                self._element(child, block)
            elif (pruned and not relevant[slot]) or child.name[0] == "@":
                continue
            elif (raw := raws[slot]) == "":
                parts.append(f"<{child.tag}/>")
            else:
                text = raw if raw.__class__ is str else raw_text(child, raw, state.zone)
                if not text.isalnum():
                    text = escape(_valid(text))
                parts.append(f"<{child.tag}>{text}</{child.tag}>")
                if self.deprecated_id and child.name == "instanceID":
                    other = child.tag.replace("instanceID", "deprecatedID")
                    parts.append(f"<{other}>{escape(self.deprecated_id)}</{other}>")

    def _element(self, node: ModelNode, block: Block) -> None:
        """A node with nodes inside, with attributes, or without a value for a reason."""
        state = self.state
        slot = block.base + node.offset
        if self.pruned and not state.relevant[slot]:
            return
        tag = opening = node.tag
        children = node.children
        if children and children[0].name[0] == "@":
            opening += self._attributes(children, block)
        if slot in state.missing:
            opening += f' interviewtool:missing="{state.missing[slot].value}"'
        if children and any(child.name[0] != "@" for child in children):
            self.parts.append(f"<{opening}>")
            self._children(node, block)
            self.parts.append(f"</{tag}>")
            return
        raw = state.raw[slot]
        text = raw if raw.__class__ is str else raw_text(node, raw, state.zone)
        if text:
            self.parts.append(f"<{opening}>{escape(_valid(text))}</{tag}>")
        else:
            self.parts.append(f"<{opening}/>")

    def _attributes(self, children: list[ModelNode], block: Block) -> str:
        state = self.state
        written = ""
        for child in children:
            if child.name[0] != "@":
                continue
            slot = block.base + child.offset
            if self.pruned and not state.relevant[slot]:
                continue
            name = _prefixed(child.tag, state.form.source.namespaces)
            written += f" {name}={quoteattr(_valid(raw_text(child, state.raw[slot], state.zone)))}"
        return written
