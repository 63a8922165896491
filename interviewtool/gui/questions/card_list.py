"""The cards of a page, in order: built when they are needed, taken again for the next page, reached by Tab in order.

Those that fit the window are built at once, the rest in slices between events, or all of them as soon as anybody asks
for one of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from interviewtool.gui.design import Space
from interviewtool.gui.questions.card import QuestionCard
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.table import field_for
from interviewtool.gui.widgets import TabPlace
from interviewtool.interview import SessionQuestion
from interviewtool.model import Reference

SLICE = 0.025
"""Seconds of building between two events: a key waits no longer than the hand notices."""
LEAST_HEIGHT = 90
"""Pixels at 100 % that no card is below: how many fit the window at most."""


class CardList(QVBoxLayout):
    """make: a card for a kind of field, with whatever listens to it. put_away: called before a card is unbound.

    before: where the cards stand in the order of Tab.
    """

    def __init__(
        self,
        make: Callable[[type[Field]], QuestionCard],
        put_away: Callable[[QuestionCard], object],
        *,
        before: TabPlace,
        reading: bool,
    ) -> None:
        super().__init__()
        self.setSpacing(Space.MEDIUM)
        self._make = make
        self._before_putting_away = put_away
        self._reading = reading
        self._built: dict[Reference, QuestionCard] = {}
        self._rest: deque[Reference] = deque()
        self._ask: Callable[[Reference], SessionQuestion] | None = None
        self._hidden: list[QuestionCard] = []
        self._silent = False
        self._spare: dict[type[Field], list[QuestionCard]] = {}
        self._before = before
        self._stops: list[QWidget] = [before]
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._build_some)

    @property
    def built(self) -> Mapping[Reference, QuestionCard]:
        """The cards that are there already."""
        return self._built

    @property
    def cards(self) -> Mapping[Reference, QuestionCard]:
        """All cards, in order."""
        while self._rest:
            self._build_some()
        return self._built

    def is_building(self) -> bool:
        """Whether cards are still to come."""
        return bool(self._rest)

    def arrange(
        self,
        questions: Sequence[SessionQuestion],
        ask: Callable[[Reference], SessionQuestion],
        *,
        silent: bool,
        anew: bool,
        at_once: int,
    ) -> None:
        """Bring the cards in line with the questions; cards that stay are left alone unless the page is another.

        ask: a question as it stands when its card is built. silent: nothing of the page is read out. at_once: how many
        to build now.
        """
        wanted = {question.view.reference: question for question in questions}
        self._ask, self._silent = ask, silent
        self._rest.clear()
        self._hidden.clear()
        for reference, card in tuple(self._built.items()):
            question = wanted.get(reference)
            if anew or question is None or type(card.field) is not field_for(question, reading=self._reading):
                self._put_away(self._built.pop(reference))
        present, self._built = self._built, {}
        self._show([self._place(question, present.get(question.view.reference)) for question in questions[:at_once]])
        self._rest.extend(question.view.reference for question in questions[at_once:])
        self._hide_spare()
        self._stops = [self._before]
        self._order_tabs(self._built.values())
        if self._rest:
            self._idle.start()

    def clear(self) -> None:
        """Show nothing."""
        self._rest.clear()
        self._hidden.clear()
        for card in self._built.values():
            self._put_away(card)
        self._built = {}
        self._hide_spare()

    def _place(self, question: SessionQuestion, present: QuestionCard | None = None) -> QuestionCard:
        """Put a question behind those that are there."""
        card = present or self._take(field_for(question, reading=self._reading))
        card.in_silent_page = self._silent
        if present is None:
            card.show_question(question)
        if self.indexOf(card) != len(self._built):
            self.insertWidget(len(self._built), card)
        self._built[question.view.reference] = card
        return card

    def _build_some(self) -> None:
        """Cards stay hidden until the last is built: a page that grew card by card was laid out as often."""
        until = monotonic() + SLICE
        begun = len(self._hidden)
        while self._rest and self._ask is not None and (begun == len(self._hidden) or monotonic() < until):
            card = self._place(self._ask(self._rest.popleft()))
            card.hide()
            if not card.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                for widget in (card, *card.findChildren(QWidget)):
                    widget.ensurePolished()
            self._hidden.append(card)
        self._order_tabs(self._hidden[begun:])
        if not self._rest:
            self._idle.stop()
            self._show(self._hidden)
            self._hidden.clear()

    def _show(self, cards: Iterable[QuestionCard]) -> None:
        """Qt lays the whole page out again for each widget that is shown on it, unless its layout is off meanwhile."""
        host = self.parentWidget()
        whole = host.layout() if host is not None else None
        if whole is not None:
            whole.setEnabled(False)
        for card in cards:
            card.show()
        if whole is not None:
            whole.setEnabled(True)
            whole.invalidate()

    def _take(self, field: type[Field]) -> QuestionCard:
        spare = self._spare.get(field)
        return spare.pop() if spare else self._make(field)

    def _put_away(self, card: QuestionCard) -> None:
        """Keep a card for another question. It is not hidden yet: most are shown again at once, on the next page."""
        self._before_putting_away(card)
        card.show_current(False)
        card.unbind()
        self.removeWidget(card)
        self._spare.setdefault(type(card.field), []).append(card)

    def _hide_spare(self) -> None:
        for cards in self._spare.values():
            for card in cards:
                # Hiding takes the focus away, which would make an answer of a text that is still being typed.
                card.field.blockSignals(True)
                card.hide()
                card.field.blockSignals(False)

    def stands_last(self, widget: QWidget) -> None:
        """Tab reaches this control behind the cards, also behind those that are still to come."""
        QWidget.setTabOrder(self._last_stop(), widget)

    def _last_stop(self) -> QWidget:
        """The last in the order of Tab that is still there: a choice may be gone that a card offered a moment ago."""
        while not shiboken6.isValid(self._stops[-1]):
            self._stops.pop()
        return self._stops[-1]

    def _order_tabs(self, cards: Iterable[QuestionCard]) -> None:
        """Cards are taken from a store, so their order of creation says nothing. cards: in order, behind the others.

        What is hidden has its place, too, for when it is shown.
        """
        for card in cards:
            for widget in card.findChildren(QWidget):
                # Qt takes Tab away from the radio buttons beside the chosen one; another may be chosen later.
                stops = isinstance(widget, QRadioButton) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
                # A calendar lives in a menu of its own.
                if stops and widget.window() is card.window():
                    QWidget.setTabOrder(self._last_stop(), widget)
                    self._stops.append(widget)
