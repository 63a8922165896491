"""Labels, hints and messages: itext with its forms, outputs, and what stands in for a missing translation.

A language is read from the XML when one of its texts is first asked for. pyxform writes `-` where a translation is
missing: then the default language stands in, then any other that has the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lxml import etree

from interviewtool.xforms.body import XF, Text, local, text_of_reference
from interviewtool.xforms.expressions import Read
from interviewtool.xforms.model import ModelNode
from interviewtool.xforms.values import text as text_of
from interviewtool.xforms.views import NO_MEDIA

if TYPE_CHECKING:
    from interviewtool.xforms.blocks import Block
    from interviewtool.xforms.form import Form

MISSING = "-"
_NOTHING = frozenset({"", MISSING})
MEDIA = frozenset({"image", "audio", "video", "big-image"})
NO_READS: frozenset[Read] = frozenset()


class Template:
    """A text with outputs: words and functions by turns. plain: the text, where it has no output."""

    __slots__ = ("parts", "plain", "reads")

    def __init__(self, parts: list[Any], reads: frozenset[Read], plain: str | None = None) -> None:
        self.parts = parts
        self.reads = reads
        self.plain = plain

    def show(self, block: Block) -> str:
        """The text in a block."""
        if self.plain is not None:
            return self.plain
        state = block.state
        values, numbers, base = state.values, state.numbers, block.base
        return "".join(
            [part if part.__class__ is str else text_of(part(values, numbers, base, block)) for part in self.parts]
        )


class Entry(NamedTuple):
    """One text in one language. media: form → file name, without `jr://images/` and the like."""

    long: Template
    guidance: Template
    short: Template
    media: Mapping[str, str]


def _fixed(words: str) -> Template:
    return Template([words] if words else [], NO_READS, words)


EMPTY_TEMPLATE = _fixed("")
EMPTY = Entry(EMPTY_TEMPLATE, EMPTY_TEMPLATE, EMPTY_TEMPLATE, NO_MEDIA)


_FORMED = etree.XPath("x:text[x:value/@form]", namespaces={"x": XF[1:-1]})
_WITH_OUTPUTS = etree.XPath(".//x:output/ancestor::x:text/@id", namespaces={"x": XF[1:-1]}, smart_strings=False)


class Translation:
    """The texts of one language. words: by id, those that are one text with nothing in it; most are. elements: by id,
    the others. lacking: some text is neither, since its translation is missing.
    """

    def __init__(self, element: Iterable[etree._Element]) -> None:
        self.words: dict[str, str] = {}
        self.elements: dict[str, etree._Element] = {}
        self.lacking = False
        for text in element:
            if len(text) == 1:
                value = text[0]
                if not len(value) and not value.keys():
                    content = value.text
                    if content and content.strip() not in _NOTHING:
                        self.words[text.get("id") or ""] = content
                    else:
                        self.lacking = True
                    continue
            self.elements[text.get("id") or ""] = text


class Texts:
    """The texts of a form in all its languages."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._translations: dict[str, Translation] = {}
        self._plain: dict[str, Mapping[str, str]] = {}
        self._with_forms: dict[str, Mapping[str, etree._Element]] = {}
        self._entries: dict[tuple[str, str, int], Entry] = {}
        self._templates: dict[tuple[str, int], Template] = {}
        self.languages = tuple(form.source.languages)

    def _translation(self, language: str) -> Translation:
        found = self._translations.get(language)
        if found is None:
            element = self._form.source.languages.get(language)
            found = self._translations[language] = Translation(element if element is not None else ())
        return found

    def _order(self, language: str) -> Iterable[str]:
        """Where a text is looked for: each language once."""
        return dict.fromkeys([language, self._form.source.default_language, *self.languages])

    def plain(self, language: str) -> Mapping[str, str]:
        """The texts of a language, by id, that are one text with nothing in it, wherever it is found."""
        found = self._plain.get(language)
        if found is None:
            own = self._translation(language)
            found = own.words
            if own.lacking:
                searched = [self._translation(name) for name in self._order(language)]
                found = {}
                for each in reversed(searched):
                    found.update(each.words)
                for each in searched:
                    for identifier in each.elements.keys() - own.words.keys():
                        found.pop(identifier, None)
            self._plain[language] = found
        return found

    def _formed(self, language: str) -> Mapping[str, etree._Element]:
        """The texts of a language that have more than words, by id; found without reading the others."""
        found = self._with_forms.get(language)
        if found is None:
            element = self._form.source.languages.get(language)
            texts = cast("list[etree._Element]", _FORMED(element)) if element is not None else []
            found = self._with_forms[language] = {text.get("id") or "": text for text in texts}
        return found

    @cached_property
    def with_outputs(self) -> frozenset[str]:
        """The ids of texts with outputs that are no label of a question: those a choice may bear."""
        found: set[str] = set()
        for translation in self._form.source.languages.values():
            found.update(cast("list[str]", _WITH_OUTPUTS(translation)))
        labels = {control.label.itext for control in self._form.source.controls if control.label is not None}
        return frozenset(found - labels)

    def entry(self, language: str, identifier: str, node: ModelNode) -> Entry:
        """A text by its itext id; outputs are relative to the node."""
        words = self.plain(language).get(identifier)
        if words is not None:
            template = _fixed(words)
            return Entry(template, EMPTY_TEMPLATE, template, NO_MEDIA)
        key = (language, identifier, node.index)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self._read(language, identifier, node)
        return found

    def is_missing(self, language: str, identifier: str) -> bool:
        """Whether a language lacks a text."""
        translation = self._translation(language)
        values = translation.elements.get(identifier, ())
        return identifier not in translation.words and all(
            _is_missing(value) for value in values if value.get("form") in {None, "long"}
        )

    def _read(self, language: str, identifier: str, node: ModelNode) -> Entry:
        forms: dict[str, etree._Element | str] = {}
        for name in self._order(language):
            if "long" in forms:
                values = self._formed(name).get(identifier, ())
            else:
                translation = self._translation(name)
                values = translation.elements.get(identifier, ())
                if identifier in translation.words:
                    forms["long"] = translation.words[identifier]
            for value in values:
                form = str(value.get("form") or "long")
                if form not in forms and not _is_missing(value):
                    forms[form] = value
        media = {
            form: value.text.rpartition("/")[2]
            for form, value in forms.items()
            if form in MEDIA and not isinstance(value, str) and value.text
        }
        long = self.template(forms.get("long", ""), node)
        guidance = self.template(forms.get("guidance", ""), node)
        return Entry(long, guidance, self.template(forms["short"], node) if "short" in forms else long, media)

    def template(self, element: etree._Element | str, node: ModelNode) -> Template:
        """The content of an element, outputs compiled. KnownError xforms.syntax_* and the like."""
        if isinstance(element, str):
            return _fixed(element)
        if not len(element):
            return _fixed(element.text or "")
        parts: list[Any] = [element.text or ""]
        reads: set[Read] = set()
        for child in element:
            if local(child) == "output":
                made = self._form.compile(_shown_in(child), node, "label")
                reads.update(made.reads)
                parts.append(made.function)
            else:
                parts.append("".join(str(piece) for piece in child.itertext()))
            parts.append(child.tail or "")
        # pyxform sets a space before and after a text with outputs.
        if isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        plain = "".join(parts) if all(isinstance(part, str) for part in parts) else None
        return Template([part for part in parts if part != ""], frozenset(reads), plain)

    def outputs(self, text: Text | None) -> Iterator[str]:
        """The expressions shown inside a label or hint, in the default language."""
        if text is None:
            return
        default = self._translation(self._form.source.default_language)
        values = default.elements.get(text.itext, ()) if text.itext else ()
        for element in values if text.element is None else (text.element,):
            for child in element:
                if local(child) == "output":
                    yield _shown_in(child)

    def resolve(self, text: Text | None, language: str, node: ModelNode, block: Block | None) -> Entry:
        """The entry a label, hint or message refers to."""
        if text is None:
            return EMPTY
        if text.itext:
            return self.entry(language, text.itext, node)
        if text.element is not None:
            return Entry(self._cached(id(text.element), text, node), EMPTY_TEMPLATE, EMPTY_TEMPLATE, NO_MEDIA)
        return Entry(self._cached(0, text, node), EMPTY_TEMPLATE, EMPTY_TEMPLATE, NO_MEDIA)

    def _cached(self, identity: int, text: Text, node: ModelNode) -> Template:
        key = (text.expression or str(identity), node.index)
        found = self._templates.get(key)
        if found is None:
            if text.element is not None:
                found = self.template(text.element, node)
            else:
                made = self._form.compile(text.expression, node, "label")
                found = Template([made.function], frozenset(made.reads))
            self._templates[key] = found
        return found

    def message(self, node: ModelNode, attribute: str, block: Block, language: str) -> str:
        """A constraint or required message; "" where the form has none."""
        raw = node.bind.get(attribute, "")
        if not raw:
            return ""
        text = text_of_reference(raw)
        if text.itext:
            return self.entry(language, text.itext, node).long.show(block)
        return raw


def _shown_in(output: etree._Element) -> str:
    return (output.get("value") or output.get("ref") or "''").strip()


def _is_missing(value: etree._Element) -> bool:
    return not len(value) and (value.text or "").strip() in _NOTHING
