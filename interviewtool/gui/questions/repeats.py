"""The repeats of a session on the screen: an instance is added, opened, deleted, and told from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.answering import Answering
from interviewtool.gui.questions.fixed import readable
from interviewtool.gui.questions.offer import offered_place
from interviewtool.gui.questions.outline_list import OutlineList, entry_title
from interviewtool.gui.questions.page import QuestionPage
from interviewtool.gui.widgets import button
from interviewtool.i18n import _, ngettext
from interviewtool.interview import EntryKind, OutlineEntry, Session, SessionQuestion
from interviewtool.model import Reference
from interviewtool.xforms import QuestionType

_LONGEST_NAME = 80
"""Characters of an answer by which an instance is known."""


class Repeats(QObject):
    """opened(reference): a page to show. changed: the outline has other rows now. deleted(series): one of it is gone.

    owner: the screen, over which is asked.
    """

    opened = Signal(str)
    changed = Signal()
    deleted = Signal(str)

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        operations: Operations,
        *,
        answering: Answering,
        page: QuestionPage,
        outline: OutlineList,
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._session = session
        self._operations = operations
        self._answering = answering
        self._page = page
        self._outline = outline

    def add(self, series: Reference) -> None:
        """Add an instance to a repeat and open its first page."""
        self._page.commit()
        added = self._answering.add_repeat(series)
        if added is not None:
            self.changed.emit()
            self.open(added)

    def take_offer(self, note: Reference, repeat: str) -> None:
        """Open an instance of the repeat that a note offers: an empty one, or one more."""
        place = offered_place(self._outline.entries(), note, repeat)
        if place is not None:
            self.open(place) if place.endswith("]") else self.add(place)

    def open(self, instance: Reference) -> None:
        """Open the first page of an instance."""
        page = next((each for each in self._within(instance) if each.kind is EntryKind.PAGE), None)
        if page is not None:
            self.opened.emit(page.reference)

    def delete(self, instance: Reference) -> None:
        """Delete an instance after the person has confirmed; nothing brings it back."""
        entry = self._entry(instance)
        if entry is None or not self._operations.dialogs.confirm(self._owner, self._sure(entry)):
            return
        self._page.commit()
        if self._answering.delete_repeat(instance):
            self.changed.emit()
            self.deleted.emit(_series(instance))

    def instances(self, series: OutlineEntry) -> tuple[tuple[OutlineEntry, str], ...]:
        """What a repeat holds, in order, each with the words that tell it from the others."""
        return tuple(
            (entry, self._words(entry.reference) or self._about(entry.reference))
            for entry in self._outline.entries()
            if entry.reference.endswith("]") and _series(entry.reference) == series.reference
        )

    def path(self, page: Reference) -> str:
        """Of which instances a page is, outermost first, such as “Place 2: Olenivka”; "" where there is but one."""
        steps = page.split("/")
        above = (
            Reference("/".join(steps[:length])) for length in range(2, len(steps)) if steps[length - 1][-1:] == "]"
        )
        names = (self._name(instance) for instance in above)
        return " · ".join(name for name in names if name)

    def foot(self, entry: OutlineEntry) -> tuple[QWidget, ...]:
        """What stands below the questions of an instance: a way to delete it."""
        if not entry.may_delete or self._session.read_only or not entry.reference.endswith("]"):
            return ()
        label = _("Delete “{title}”…").format(title=entry_title(entry))
        return (button(label, lambda: self.delete(entry.reference), Role.DANGER),)

    def _sure(self, entry: OutlineEntry) -> Question:
        answers = sum(each.answered + each.missing for each in self._within(entry.reference))
        text = (
            ngettext(
                "{count} answer in it is deleted, too. This cannot be undone.",
                "{count} answers in it are deleted, too. This cannot be undone.",
                answers,
            )
            if answers
            else _("It holds no answer.")
        )
        return Question(
            _("Delete “{title}”?").format(title=entry_title(entry)),
            text.format(count=answers),
            agree=_("Delete"),
            decline=_("Keep"),
            danger=True,
        )

    def _name(self, instance: Reference) -> str:
        entry = self._entry(instance)
        if entry is None:
            return ""
        words = self._words(instance)
        if words:
            return _("{instance}: {words}").format(instance=entry_title(entry), words=words)
        others = (each.reference for each in self._outline.entries() if each.reference != instance)
        if not any(each.endswith("]") and _series(each) == _series(instance) for each in others):
            return ""
        about = self._about(instance)
        return (
            _("{instance}: {words}").format(instance=entry_title(entry), words=about) if about else entry_title(entry)
        )

    def _words(self, instance: Reference) -> str:
        """What was answered first in an instance, such as the name of a place."""
        return _first(self._session.page(instance).questions)

    def _about(self, instance: Reference) -> str:
        """Whom or what an instance is about that has only sections of its own: who was named in them, or what was
        answered first."""
        asked: list[SessionQuestion] = []
        for page in self._within(instance):
            if page.kind is EntryKind.PAGE and "]" not in page.reference.removeprefix(instance):
                asked += self._session.page(page.reference).questions
        return _first(each for each in asked if each.identity is not None) or _first(asked)

    def _entry(self, reference: Reference) -> OutlineEntry | None:
        return next((entry for entry in self._outline.entries() if entry.reference == reference), None)

    def _within(self, instance: Reference) -> Iterator[OutlineEntry]:
        inside = f"{instance}/"
        return (
            each for each in self._outline.entries() if each.reference == instance or each.reference.startswith(inside)
        )


def _first(questions: Iterable[SessionQuestion]) -> str:
    told = (each for each in questions if each.view.type is not QuestionType.NOTE and each.view.missing is None)
    texts = map(readable, told)
    return next((text.split("\n")[0][:_LONGEST_NAME] for text in texts if text), "")


def _series(instance: Reference) -> Reference:
    return Reference(instance.rsplit("[", 1)[0])
