"""The repeats of a session on the screen: an instance is added, opened, deleted, and told from the others."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.answering import Answering
from interviewtool.gui.questions.instance_names import InstanceNames, series
from interviewtool.gui.questions.offer import offered_place
from interviewtool.gui.questions.outline_list import OutlineList, entry_title
from interviewtool.gui.questions.page import QuestionPage
from interviewtool.gui.widgets import button
from interviewtool.i18n import _, ngettext
from interviewtool.interview import EntryKind, OutlineEntry, Session
from interviewtool.model import Reference


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

    def add(self, repeat: Reference) -> None:
        """Add an instance to a repeat and open its first page."""
        self._page.commit()
        added = self._answering.add_repeat(repeat)
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
            self.deleted.emit(series(instance))

    @property
    def names(self) -> InstanceNames:
        """What the instances are called, as things stand."""
        return InstanceNames(self._session, self._outline.entries())

    def instances(self, repeat: OutlineEntry) -> tuple[tuple[OutlineEntry, str], ...]:
        """What a repeat holds, in order, each with the words that tell it from the others."""
        names = self.names
        return tuple(
            (entry, names.words(entry.reference))
            for entry in self._outline.entries()
            if entry.reference.endswith("]") and series(entry.reference) == repeat.reference
        )

    def path(self, page: Reference) -> str:
        """Of which instances a page is, as `InstanceNames.path` has it."""
        return self.names.path(page)

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
            _("Delete “{title}”?").format(title=self.names.name(entry.reference) or entry_title(entry)),
            text.format(count=answers),
            agree=_("Delete"),
            decline=_("Keep"),
            danger=True,
        )

    def _entry(self, reference: Reference) -> OutlineEntry | None:
        return next((entry for entry in self._outline.entries() if entry.reference == reference), None)

    def _within(self, instance: Reference) -> Iterator[OutlineEntry]:
        inside = f"{instance}/"
        return (
            each for each in self._outline.entries() if each.reference == instance or each.reference.startswith(inside)
        )
