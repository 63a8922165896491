"""What tells the instances of a repeat from each other on the screen: “Case 2: Hnat Prykladnyi”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from interviewtool.gui.questions.fixed import readable
from interviewtool.gui.questions.outline_list import entry_title
from interviewtool.i18n import _
from interviewtool.interview import EntryKind, OutlineEntry, PageView, SessionQuestion
from interviewtool.model import Reference
from interviewtool.pseudonym import PEOPLE
from interviewtool.xforms import QuestionType

_LONGEST = 80
"""Characters of an answer by which an instance is known."""


class _Pages(Protocol):
    def page(self, reference: Reference) -> PageView: ...


class InstanceNames:
    """pages: a session, or a received interview. entries: its outline, as it is shown."""

    def __init__(self, pages: _Pages, entries: Sequence[OutlineEntry]) -> None:
        self._pages = pages
        self._entries = entries

    def words(self, instance: Reference) -> str:
        """What was answered first in an instance, such as the name of a place. Of one that has only sections of its
        own: who was named in the first of them, or what was answered first there.
        """
        return self._own_words(instance) or self._words_below(instance)

    def name(self, instance: Reference) -> str:
        """Title, number and words; "" where there is but one and nothing of its own was answered."""
        entry = next((each for each in self._entries if each.reference == instance), None)
        if entry is None:
            return ""
        words = self._own_words(instance)
        if not words and not self._has_siblings(instance):
            return ""
        words = words or self._words_below(instance)
        title = entry_title(entry)
        return _("{instance}: {words}").format(instance=title, words=words) if words else title

    def path(self, page: Reference) -> str:
        """Of which instances a page is, outermost first, such as “Place 2: Olenivka”; "" where there is but one."""
        steps = page.split("/")
        above = (
            Reference("/".join(steps[:length])) for length in range(2, len(steps)) if steps[length - 1][-1:] == "]"
        )
        return " · ".join(filter(None, map(self.name, above)))

    def of_headings(self) -> Mapping[Reference, str]:
        """The names of instances that only head sections, such as cases."""
        heads = (each.reference for each in self._entries if each.kind is EntryKind.HEADING)
        return {each: name for each in heads if each.endswith("]") and (name := self.name(each))}

    def _own_words(self, instance: Reference) -> str:
        return _first(self._pages.page(instance).questions)

    def _words_below(self, instance: Reference) -> str:
        # The first section alone: the list of sections asks for every case after every answer.
        pages = (each.reference for each in self._entries if each.kind is EntryKind.PAGE)
        page = next((each for each in pages if each.startswith(f"{instance}/")), None)
        if page is None or "]" in page.removeprefix(instance):
            return ""
        asked = self._pages.page(page).questions
        return _first(each for each in asked if each.identity in PEOPLE) or _first(asked)

    def _has_siblings(self, instance: Reference) -> bool:
        return any(
            each.reference != instance and each.reference.endswith("]") and series(each.reference) == series(instance)
            for each in self._entries
        )


def series(instance: Reference) -> Reference:
    """The repeat an instance belongs to."""
    return Reference(instance.rsplit("[", 1)[0])


def _first(questions: Iterable[SessionQuestion]) -> str:
    told = (each for each in questions if each.view.type is not QuestionType.NOTE and each.view.missing is None)
    texts = map(readable, told)
    return next((text.split("\n")[0][:_LONGEST] for text in texts if text), "")
