"""Makes the data of a PDF summary from an interview: only what is relevant, in words, persons as consent allows.

Several instances of a repeat that holds no repeat become a table, with their long texts in full beneath it; a single
instance reads like a group. What the form keeps out (`interviewtool:summary` no) and the consent
fields, which the consent summary repeats from the records, stay out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewtool.documents import Answer, Item, Narrative, Row, Section, Table
from interviewtool.export.value_words import value_in_words
from interviewtool.i18n import N_, translator
from interviewtool.interview import Display, group_title, is_asked, questions, replace_codes
from interviewtool.model import Reference
from interviewtool.xforms import FormInstance, NodeKind, QuestionType, QuestionView, without_marks

_LONG = 120


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
        for child in self._instance.children(reference):
            if self._instance.kind(child) is NodeKind.QUESTION:
                continue
            group = self._instance.group(child)
            if not group.relevant or group.kind is NodeKind.REPEAT:
                continue
            title = self._text(without_marks(group_title(self._instance, group)))
            if group.kind is NodeKind.REPEAT_INSTANCE:
                series = Reference(child.rsplit("[", 1)[0])
                instances = [each for each in self._instance.children(series) if self._instance.is_relevant(each)]
                if len(instances) > 1 and self._is_plain(child):
                    if child == instances[0]:
                        yield from self._series(instances, title, depth)
                    continue
                if len(instances) > 1:
                    title = f"{title} {group.position}"
            own = tuple(self._items(child))
            inner = tuple(self._below(child, depth + 1))
            if own or inner:
                yield Section(title, depth, own)
                yield from inner

    def _items(self, reference: Reference) -> Iterator[Item]:
        return map(self._item, self._told(reference))

    def _item(self, view: QuestionView) -> Answer | Narrative:
        label, value, missing = self._text(without_marks(view.label)), self._value(view), view.missing is not None
        if not missing and view.type is QuestionType.TEXT and (len(value) > _LONG or "\n" in value):
            return Narrative(label, value)
        return Answer(label, value, missing=missing)

    def _series(self, instances: Sequence[Reference], title: str, depth: int) -> Iterator[Section]:
        """Instances of a plain repeat: a table of them, then its long texts."""
        below = translator(self._language).text(N_("see below"))
        long: list[Narrative] = []
        rows: dict[str, list[Answer | None]] = {}
        for number, reference in enumerate(instances):
            for view in self._leaves(reference):
                item = self._item(view)
                if isinstance(item, Narrative):
                    long.append(Narrative(f"{title} {number + 1}. {item.label}", item.text))
                    item = Answer(item.label, below, missing=True)
                node = self._instance.definition.node(view.reference).path
                rows.setdefault(node, [None] * len(instances))[number] = item
        said = [answers for answers in rows.values() if any(each and each.value != below for each in answers)]
        table = (Table(tuple(map(_row, said))),) if said else ()
        if table or long:
            yield Section(title, depth, (*table, *long))

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

    def _value(self, view: QuestionView) -> str:
        return value_in_words(view, self._language, self._text)

    def _text(self, text: str) -> str:
        return replace_codes(text, self._display)


def _row(answers: Sequence[Answer | None]) -> Row:
    """The answers to one question; its words are those of the first instance that was asked."""
    return Row(next(answer.label for answer in answers if answer), tuple(answers))
