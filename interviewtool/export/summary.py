"""Makes the data of a PDF summary from an interview: only what is relevant, in words, persons as consent allows.

A repeat without groups below it becomes a table with one column per instance, because it has more questions than
instances; a long text goes beneath it in full. What the form keeps out (`interviewtool:summary` no) and the consent
fields, which the consent summary repeats from the records, stay out.
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.documents import Answer, Item, Narrative, Section, Table
from interviewtool.export.value_words import value_in_words
from interviewtool.interview import Display, is_asked, questions, replace_codes
from interviewtool.model import Reference
from interviewtool.xforms import FormInstance, NodeKind, QuestionType, QuestionView

_LONG = 120
_COLUMNS = 3


class Summary:
    """The sections of one interview.

    instance: in the document's language, mentions already overlaid. display: what is shown for a person code.
    """

    def __init__(self, instance: FormInstance, *, language: str, display: Display) -> None:
        self._instance = instance
        self._language = language
        self._display = display

    def sections(self) -> tuple[Section, ...]:
        """Every section that has something to say, in document order; questions outside every group come first."""
        own = tuple(self._items(self._instance.root))
        below = tuple(self._below(self._instance.root, 0))
        return (Section("", 0, own), *below) if own else below

    def _below(self, reference: Reference, depth: int) -> Iterator[Section]:
        told: set[Reference] = set()
        for child in self._instance.children(reference):
            if self._instance.kind(child) is NodeKind.QUESTION:
                continue
            group = self._instance.group(child)
            if not group.relevant or group.kind is NodeKind.REPEAT:
                continue
            if group.kind is NodeKind.REPEAT_INSTANCE and self._is_plain(child):
                series = Reference(child.rsplit("[", 1)[0])
                if series not in told:
                    told.add(series)
                    items = tuple(self._series(series, self._text(group.label)))
                    if items:
                        yield Section(self._text(group.label), depth, items)
                continue
            title = self._text(group.label)
            if group.kind is NodeKind.REPEAT_INSTANCE:
                title = f"{title} {group.position}"
            own = tuple(self._items(child))
            inner = tuple(self._below(child, depth + 1))
            if own or inner:
                yield Section(title, depth, own)
                yield from inner

    def _items(self, reference: Reference) -> Iterator[Item]:
        for view in self._told(reference):
            value = self._value(view)
            if self._is_narrative(view, value):
                yield Narrative(self._text(view.label), value)
            else:
                yield Answer(self._text(view.label), value, missing=view.missing is not None)

    def _series(self, series: Reference, title: str) -> Iterator[Item]:
        """A plain repeat: tables of up to three instances side by side, then its long texts."""
        instances = [child for child in self._instance.children(series) if self._instance.is_relevant(child)]
        long: list[Item] = []
        for start in range(0, len(instances), _COLUMNS):
            chunk = instances[start : start + _COLUMNS]
            labels: dict[str, str] = {}
            rows: dict[str, dict[int, str]] = {}
            for column, reference in enumerate(chunk):
                for view in self._leaves(reference):
                    value, label = self._value(view), self._text(view.label)
                    if self._is_narrative(view, value):
                        long.append(Narrative(f"{title} {start + column + 1}. {label}", value))
                    else:
                        node = self._instance.definition.node(view.reference).path
                        labels.setdefault(node, label)
                        rows.setdefault(node, {})[column] = value
            if rows:
                headings = ("", *(str(start + column + 1) for column in range(len(chunk))))
                cells = tuple(
                    (labels[node], *(values.get(column, "") for column in range(len(chunk))))
                    for node, values in rows.items()
                )
                yield Table(title, headings, cells)
        yield from long

    def _is_plain(self, instance: Reference) -> bool:
        """Whether a repeat instance holds questions, at most in groups, and no repeat of its own."""
        for child in self._instance.children(instance):
            kind = self._instance.kind(child)
            if kind is NodeKind.REPEAT or (kind is NodeKind.GROUP and not self._is_plain(child)):
                return False
        return True

    def _leaves(self, reference: Reference) -> Iterator[QuestionView]:
        yield from self._told(reference)
        for child in self._instance.children(reference):
            if self._instance.kind(child) is NodeKind.GROUP and self._instance.group(child).relevant:
                yield from self._leaves(child)

    def _told(self, reference: Reference) -> Iterator[QuestionView]:
        for view in questions(self._instance, reference):
            hidden = "consent" in view.extras or view.extras.get("summary") == "no"
            if not hidden and is_asked(view) and (view.value or view.missing is not None):
                yield view

    def _is_narrative(self, view: QuestionView, value: str) -> bool:
        return view.missing is None and view.type is QuestionType.TEXT and (len(value) > _LONG or "\n" in value)

    def _value(self, view: QuestionView) -> str:
        return value_in_words(view, self._language, self._text)

    def _text(self, text: str) -> str:
        return replace_codes(text, self._display)
