"""A page of questions. One view for the interview, the preparation, and the supervisor who only reads.

- Cards are built when they are needed and taken again for the next page (`card_list`).
- After an answer only the cards that `Changes` names are shown anew; the one in which one types keeps focus and cursor.
- The page writes nothing: it says what was answered, and a session (by `Answering`) takes it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interviewtool.gui.attachments import PageFiles
from interviewtool.gui.design import Space, scaled
from interviewtool.gui.keys import sequences
from interviewtool.gui.labels import numbered
from interviewtool.gui.questions.attachment import AttachmentField
from interviewtool.gui.questions.card import QuestionCard, is_spoken
from interviewtool.gui.questions.card_list import LEAST_HEIGHT, CardList
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.identity import IdentityField
from interviewtool.gui.questions.offer import OfferField
from interviewtool.gui.questions.saved import SaveLedger
from interviewtool.gui.widgets import TabPlace, caption, empty, lead, scroll, title
from interviewtool.i18n import _
from interviewtool.interview import KnownPerson, PageView, SessionQuestion
from interviewtool.model import Reference
from interviewtool.xforms import Changes, QuestionType


class PageSource(Protocol):
    """What a page is read from: a session, or an interview that was received."""

    def page(self, reference: Reference) -> PageView: ...

    def question(self, reference: Reference) -> SessionQuestion: ...


class QuestionPage(QWidget):
    """answered(reference, value), drafted(reference, text), missing_chosen(reference, reason or None),
    picked(reference, person code).

    edited(reference): what a card shows is kept nowhere yet; `drafted` or `answered` follows.

    reading: answers stand as text and nothing can be changed. alone: one question of a section stands for itself, and
    nothing is said of the section. files: where pictures and attached files come from.
    persons: who was named so far.
    current_changed(reference): where the person works now.
    past_end: Return was pressed in the last question. offer_taken(reference of a note, name of the repeat it offers).
    """

    answered = Signal(str, str)
    picked = Signal(str, str)
    drafted = Signal(str, str)
    edited = Signal(str)
    missing_chosen = Signal(str, object)
    current_changed = Signal(str)
    past_end = Signal()
    offer_taken = Signal(str, str)

    def __init__(
        self,
        *,
        reading: bool = False,
        alone: bool = False,
        files: PageFiles | None = None,
        persons: Callable[[], tuple[KnownPerson, ...]] = tuple,
    ) -> None:
        super().__init__()
        self._reading = reading
        self._alone = alone
        self._files = files
        self._persons = persons
        self._source: PageSource | None = None
        self.reference = Reference("")
        body = QWidget()
        self._list = CardList(self._make, self._keep_half_typed, before=TabPlace(body), reading=reading)
        self._ledger: SaveLedger | None = None
        self._title = title("")
        self._foot = QVBoxLayout()
        body.setMaximumWidth(scaled(820))
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.HUGE)
        column.setSpacing(Space.MEDIUM)
        self._path = caption("")
        self._path.hide()
        column.addWidget(self._path)
        column.addWidget(self._title)
        self._unspoken = lead(_("This section is for you; nothing in it is read out."))
        column.addWidget(self._unspoken)
        column.addLayout(self._list)
        column.addLayout(self._foot)
        column.addStretch(1)
        self._holder = QWidget()
        self._row = QHBoxLayout(self._holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(body, 100)
        self._row.addStretch(1)
        self.area: QScrollArea = scroll(self._holder, follow=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self._missing_key = QShortcut(self)
        self._missing_key.setKeys(sequences("Ctrl+M"))
        self._missing_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._missing_key.activated.connect(self.open_missing_menu)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # -- what is shown

    def show_page(self, source: PageSource, reference: Reference, *, foot: Iterable[QWidget] = ()) -> None:
        """Show a page from its beginning. foot: controls below the questions, such as deleting a repeat instance."""
        self.commit()
        self._source, self.reference = source, reference
        page = source.page(reference)
        self._show_title(page)
        self._arrange(page.questions, anew=True)
        self._set_foot(foot)
        self.area.verticalScrollBar().setValue(0)

    def show_path(self, path: str) -> None:
        """Say above the title of which instances the page is; "" where that needs no saying."""
        self._path.setText(path)
        self._path.setVisible(bool(path))
        self.setAccessibleName(", ".join(filter(None, (self._title.text(), path))))

    def refresh(self, changes: Changes) -> None:
        """Show what an act changed on this page, and nothing else."""
        if self._source is None:
            return
        if changes.relevance or changes.added or changes.removed or changes.readonly:
            self._arrange(self._source.page(self.reference).questions, anew=False)
        cards = self._list.cards
        touched = {*changes.values, *changes.required, *changes.shown} & cards.keys()
        for reference in touched:
            cards[reference].show_question(self._source.question(reference))
        if any(isinstance(cards[reference].field, IdentityField) for reference in touched):
            for card in cards.values():
                card.offer_persons()

    def refresh_all(self) -> None:
        """Show every text again (another language), with place and focus kept."""
        if self._source is None:
            return
        card = self.current_card()
        anchor = card or next(iter(self._list.cards.values()), None)
        before = self._height_of(anchor)
        page = self._source.page(self.reference)
        self._show_title(page)
        self._arrange(page.questions, anew=False)
        for question in page.questions:
            self._list.cards[question.view.reference].show_question(question)
        if anchor is not None:
            # Longer words in the other language must not push the question one works on out of sight.
            self._settle()
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(anchor) - before)

    def is_building(self) -> bool:
        """Whether cards below the window's edge are still to come."""
        return self._list.is_building()

    def forget(self) -> None:
        """Show nothing: the references of this page may not hold any more."""
        self._source = None
        self._list.clear()

    def follow(self, ledger: SaveLedger) -> None:
        """Show on each card whether its answer is durable."""
        self._ledger = ledger
        ledger.changed.connect(self._show_saved)

    # -- where the person works

    def card(self, reference: Reference) -> QuestionCard | None:
        """The card of a question, if it is on this page."""
        return self._list.cards.get(reference)

    def cards(self) -> tuple[QuestionCard, ...]:
        """All cards in order."""
        return tuple(self._list.cards.values())

    def current_card(self) -> QuestionCard | None:
        """The card that has the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, QuestionCard):
                return widget if widget in self._list.built.values() else None
            widget = widget.parentWidget()
        return None

    def focus_question(self, reference: Reference | None = None) -> None:
        """Put the focus on a question, or on the first that can be answered, and bring it into view."""
        card = self._list.cards.get(reference) if reference is not None else None
        card = card or next((each for each in self._list.built.values() if each.is_answerable()), None)
        card = card or next((each for each in self._list.cards.values() if each.is_answerable()), None)
        if card is None:
            self.area.setFocus()
            return
        card.take_focus()
        self._stand_at(card)  # a field taken again may have had the focus already: Qt tells of no change then
        self._bring_into_view(card)

    def open_missing_menu(self) -> None:
        """Ctrl+M: the reasons for the question one works on."""
        card = self.current_card()
        if card is not None and card.is_answerable():
            card.missing.open_menu()

    def commit(self) -> None:
        """What is half typed becomes the answer: the page is left on purpose."""
        for card in tuple(self._list.built.values()):
            card.field.commit()

    def half_typed(self) -> dict[Reference, str]:
        """Text that is not an answer yet, to be kept as drafts before a lock."""
        texts = ((reference, card.field.half_typed()) for reference, card in self._list.built.items())
        return {reference: text for reference, text in texts if text is not None}

    def holds_file(self, references: Collection[Reference]) -> bool:
        """Whether one of these questions is shown here and asks for a file."""
        shown = (self._list.built.get(reference) for reference in references)
        return any(card is not None and isinstance(card.field, AttachmentField) for card in shown)

    def rest(self) -> None:
        """Begin nothing more by oneself; typing goes on as before."""
        for card in self._list.built.values():
            card.field.rest()

    # -- how

    def _show_title(self, page: PageView) -> None:
        title = numbered(page.title, page.reference)
        self._title.setText(title)
        self._title.setHidden(not title)
        self.setAccessibleName(title)

    def _arrange(self, questions: tuple[SessionQuestion, ...], *, anew: bool) -> None:
        """Bring the cards in line with the questions; cards that stay are left alone unless the page is another."""
        # A passage to be read out is a note: a section that holds one is not the interviewer's alone. Of notes alone
        # that is known only where the form says that they are not read out.
        told = any(each.view.type is not QuestionType.NOTE or "readout" in each.view.extras for each in questions)
        silent = told and not any(is_spoken(question) for question in questions)
        self._unspoken.setVisible(silent and not self._reading and not self._alone)
        if self._source is not None:
            at_once = max(self.area.height() // scaled(LEAST_HEIGHT), 4) if anew else len(questions)
            self._list.arrange(questions, self._source.question, silent=silent, anew=anew, at_once=at_once)

    def _make(self, field: type[Field]) -> QuestionCard:
        card = QuestionCard(field(), reading=self._reading, files=self._files, persons=self._persons)
        card.answered.connect(self.answered)
        card.picked.connect(self.picked)
        card.drafted.connect(self.drafted)
        card.edited.connect(self.edited)
        card.missing_chosen.connect(self.missing_chosen)
        card.moved_on.connect(self._move_on)
        if isinstance(card.field, OfferField):
            card.field.taken.connect(self.offer_taken)
        return card

    def _keep_half_typed(self, card: QuestionCard) -> None:
        text = card.field.half_typed()
        if text is not None:
            self.drafted.emit(card.reference, text)

    def _set_foot(self, foot: Iterable[QWidget]) -> None:
        empty(self._foot)
        for widget in foot:
            self._foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            self._list.stands_last(widget)

    def _move_on(self, reference: str) -> None:
        cards = list(self._list.cards.values())
        place = next((index for index, card in enumerate(cards) if card.reference == reference), None)
        after = cards[place + 1 :] if place is not None else []
        following = next((card for card in after if card.is_answerable()), None)
        if following is None:
            self.past_end.emit()
        else:
            self.focus_question(following.reference)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        current = self.current_card()
        self._stand_at(current)
        # A click is where one looks already; under it nothing may move.
        if current is not None and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._bring_into_view(current)

    def _stand_at(self, current: QuestionCard | None) -> None:
        for card in self._list.built.values():
            card.show_current(card is current)
        if current is not None:
            self.current_changed.emit(current.reference)

    def _show_saved(self) -> None:
        if self._ledger is not None:
            for reference, card in self._list.built.items():
                card.show_saved(self._ledger.state(reference))

    def _height_of(self, card: QuestionCard | None) -> int:
        return card.mapTo(self._holder, QPoint(0, 0)).y() if card is not None else 0

    def _bring_into_view(self, card: QuestionCard) -> None:
        """Show the whole card; of one that is higher than the window the part in which one works."""
        self._settle()
        margin, spare = scaled(24), self.area.viewport().height() - card.height()
        if spare >= 0:
            self.area.ensureWidgetVisible(card, 0, min(margin, spare // 2))
        else:
            bar, top = self.area.verticalScrollBar(), self._height_of(card)
            bar.setValue(max(min(bar.value(), top), top + card.height() - self.area.viewport().height()))
            focused = QApplication.focusWidget()
            if focused is not None and card.isAncestorOf(focused):
                self.area.ensureWidgetVisible(focused, 0, margin)

    def _settle(self) -> None:
        """Lay out now what was shown now, so that places can be asked for.

        All that wait: what a card holds grows when it is shown first, and a page that was behind another has no size.
        """
        for layout in (self._column, self._row):  # a card taken again still lies where it lay on the page before
            layout.activate()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
