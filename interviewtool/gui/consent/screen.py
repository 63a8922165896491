"""The conversation about consent: opening, the sixteen items, signature, summary; or its end without consent. Where the
respondent may not decide alone, a guardian is asked, too, at whichever moment fits.

Each decision is recorded with the very text it was read from, its language, the way it was given and the time, and is
durable before the next item is shown. One can go back to every item and decide anew; the earlier record stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from interviewtool.consent import Authorisation, Decision, others_said
from interviewtool.consent.words import guardians_part
from interviewtool.gui.consent.asides import Asides
from interviewtool.gui.consent.decisions import Decisions
from interviewtool.gui.consent.item_page import ItemPage
from interviewtool.gui.consent.pages import OpeningPage, RefusalPage, SignaturePage
from interviewtool.gui.consent.summary_page import SummaryPage
from interviewtool.gui.labels import marked
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.questions.language_switch import LanguageSwitch
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import ScreenBar, column_of
from interviewtool.i18n import _
from interviewtool.interview import NOTHING_SAID, Beforehand
from interviewtool.model import (
    GATE_ITEMS,
    ConsentItem,
    ConsentMethod,
    ConsentRecord,
    ConsentRole,
    InterviewId,
    InterviewState,
)

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

_ITEMS = tuple(ConsentItem)


class ConsentScreen(Screen):
    """granted: C1 and C9 stand and the person goes on. refused: it ends here. closed: back to the list.

    preparation: back to it, before anything is decided.
    """

    granted = Signal()
    refused = Signal()
    closed = Signal()
    preparation = Signal()

    def __init__(
        self,
        workspace: Workspace,
        interview_id: InterviewId,
        operations: Operations,
        beforehand: Beforehand = NOTHING_SAID,
    ) -> None:
        """beforehand: what the preparation says already."""
        super().__init__(operations)
        self._consent = workspace.consent
        self._interview_id = interview_id
        interview = workspace.interviews.get(interview_id)
        self._name = marked(_("Consent"), interview)
        self._begun = interview.state is not InterviewState.PREPARATION
        self.decisions = Decisions(
            self._consent.standing(interview_id),
            self._consent.review(interview_id),
            others=others_said(self._consent.history(interview_id)),
            given_away=bool(workspace.withdrawals.sent(interview_id)),
            present=beforehand.present,
        )
        self.text = self._consent.current(interview.language)
        self._item = _ITEMS[0]
        self._method: ConsentMethod | None = None
        # Reached from the summary, an item leads back to it.
        self._single = False
        self.opening, self.item, self.signature = OpeningPage(), ItemPage(beforehand.told), SignaturePage()
        self.summary, self.refusal = SummaryPage(begun=self._begun), RefusalPage()
        self.languages = LanguageSwitch(self._consent.languages(), self.text.language)
        self.stack = QStackedWidget()
        for each in (self.opening, self.item, self.signature, self.summary, self.refusal):
            self.stack.addWidget(each)
        self.asides = Asides(self.stack, workspace, interview_id, operations, beforehand)
        if self._begun:  # what is decided from here on is decided now, unless somebody says otherwise
            for paper in (self.item.how.paper, self.asides.other.paper):
                paper.noted.setChecked(False)
        self._lay_out()
        self._connect()
        self.opening.show_text(self.text)
        self._show_others()
        self.opening.preparation.setHidden(self._begun)
        self._take_up()

    def first_focus(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.item:
            self.item.first_focus()
        elif shown is self.opening:
            self.opening.first_focus()
        elif shown is self.summary:
            self.summary.first_focus()
        elif shown is self.refusal:
            self.refusal.turn_back.setFocus()  # a Return too many must erase nothing

    def _take_up(self) -> None:
        """Where it was left: a conversation that was broken off goes on with the first item that is not decided."""
        decided = {item: given for item in _ITEMS if (given := self.decisions.given(item)) is not None}
        stands = self._begun or self.decisions.doubted or self.decisions.withdrawn is not None
        if stands or len(decided) == len(_ITEMS):
            self._show_summary()
        elif self.decisions.refused():
            self._item = next(item for item in GATE_ITEMS if decided.get(item) is False)
            self._show_refusal()
        elif decided:
            self.show_item(next(item for item in _ITEMS if item not in decided))

    def show_item(self, item: ConsentItem) -> None:
        """Show one item."""
        self._item = item
        self.item.show_item(item, self.text, self.decisions, self._method)
        self._show(self.item)
        self.item.first_focus()

    def switch_language(self, code: str) -> None:
        """Read on in another language; the record keeps the language of the text it was decided on."""
        self.text = self._consent.current(code)
        self.languages.show_language(self.text.language)
        self.opening.show_text(self.text)
        shown = self.stack.currentWidget()
        if shown is self.item:
            self.item.show_item(self._item, self.text, self.decisions, self._method)
        elif shown is self.summary:
            self.summary.show_decisions(self.decisions, self.text)
        elif shown is self.asides.form:
            self.asides.show_again(self.text.language)
        elif shown is self.asides.other:
            self._ask(self.asides.other.role)

    def show_card(self) -> None:
        """The withdrawal card, in the language consent is read in."""
        self.asides.show_card(self.text.language)

    # -- the way through

    def _decided(self, decision: Decision) -> None:
        self._method = decision.method
        if self.decisions.take(decision):
            self._record([decision], None, self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        last = self._item is _ITEMS[-1]
        if self.decisions.refused():
            self._show_refusal()
        elif self._single or last:
            self._finish_items()
        else:
            self.show_item(_ITEMS[_ITEMS.index(self._item) + 1])

    def _finish_items(self) -> None:
        if self.decisions.waiting:
            self.signature.show_count(len(self.decisions.waiting))
            self._show(self.signature)
            self.signature.pad.setFocus()
        else:
            self._show_summary()

    def _back(self) -> None:
        position = _ITEMS.index(self._item)
        if self._single:
            self._show_summary()
        elif position:
            self.show_item(_ITEMS[position - 1])
        else:
            self._show(self.opening)
            self.first_focus()

    def _signed(self, handwriting: bytes) -> None:
        self._record(list(self.decisions.waiting.values()), handwriting, self._show_summary)

    def _otherwise(self) -> None:
        # Who cannot sign here is asked how consent was given instead, beginning with the first that waits.
        self._method = None
        self._single = False
        self.show_item(next(iter(self.decisions.waiting)))

    def _change(self, item: ConsentItem) -> None:
        self._single = True
        self.show_item(item)

    def _show_summary(self) -> None:
        self._single = True
        self.summary.show_decisions(self.decisions, self.text)
        self._show(self.summary)
        self.first_focus()

    def _record(self, decisions: list[Decision], handwriting: bytes | None, then: Callable[[], None]) -> None:
        def act(progress: Progress) -> tuple[list[ConsentRecord], date]:
            records = []
            for number, decision in enumerate(decisions):
                progress(number / len(decisions))
                records.append(self._consent.decide(self._interview_id, decision, handwriting=handwriting))
            return records, self._consent.review(self._interview_id)

        def done(recorded: tuple[list[ConsentRecord], date]) -> None:
            records, self.decisions.review = recorded
            for record in records:
                self.decisions.recorded(record)
            then()

        self.operations.run(act, owner=self, title=_("Recording the decision"), done=done)

    def _other_decided(self, guardian: Authorisation, others: Sequence[ConsentRecord]) -> None:
        self.decisions.guardian, self.decisions.others = guardian, tuple(others)
        self._show_others()
        self.summary.show_decisions(self.decisions, self.text)
        if guardian is Authorisation.DENIED and self.asides.other.role is ConsentRole.GUARDIAN:
            self._show_refusal()
        elif self.stack.currentWidget() is self.refusal:
            self._turn_back()
        else:
            self.first_focus()

    def _show_others(self) -> None:
        """Say on the first page who else is to be asked; the summary says it with the decisions."""
        self.opening.guardian.show_guardian(self.decisions.guardian)
        self.opening.present.show_unasked(self.decisions.unasked())

    def _ask(self, role: ConsentRole) -> None:
        self.asides.ask(role, self.text.language)

    def _show_refusal(self) -> None:
        guardian = "" if self.decisions.refused() else guardians_part(self.decisions.guardian)
        self.refusal.show_state(begun=self._begun, guardian=guardian)
        self._show(self.refusal)
        self.first_focus()

    def _turn_back(self) -> None:
        """To the item that was answered with no, or to where the guardian was asked."""
        if self.decisions.refused():
            self.show_item(self._item)
        elif self.decisions.records:
            self._show_summary()
        else:
            self._show(self.opening)
            self.first_focus()

    def _end(self) -> None:
        (self.closed if self._begun else self.refused).emit()

    def _show(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)

    # -- how

    def _connect(self) -> None:
        self.languages.chosen.connect(self.switch_language)
        self.opening.begin.connect(lambda: self.show_item(_ITEMS[0]))
        self.opening.preparation.clicked.connect(self.preparation)
        self.opening.form.connect(lambda: self.asides.show_form(self.text))
        self.item.decided.connect(self._decided)
        self.item.back.connect(self._back)
        self.signature.signed.connect(self._signed)
        self.signature.otherwise.connect(self._otherwise)
        self.signature.back.connect(lambda: self.show_item(self._item))
        self.summary.change.connect(self._change)
        self.summary.go_on.connect(self.granted)
        self.summary.form.connect(lambda: self.asides.show_form(self.text))
        self.summary.closed.connect(self.closed)
        self.refusal.back.connect(self._turn_back)
        self.refusal.end.connect(self._end)
        self.summary.card.connect(self.show_card)
        self.summary.paper.connect(self.asides.show_paper)
        self.summary.history.connect(self.asides.show_history)
        self.summary.others.connect(self._ask)
        self.asides.left.connect(self.first_focus)
        self.asides.decided.connect(self._other_decided)
        self.stack.currentChanged.connect(lambda _index: self._name_bar())
        for each in (self.opening, self.summary):
            each.guardian.ask.connect(partial(self._ask, ConsentRole.GUARDIAN))
            each.present.ask.connect(self._ask)
            each.guardian.end.connect(self._show_refusal)

    def _lay_out(self) -> None:
        whole = column_of(self, margin=0, spacing=0)
        self.bar = ScreenBar(self._name, _("← Interviews"), self.closed.emit, (self.languages,))
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)

    def _name_bar(self) -> None:
        form = self.asides.form
        self.bar.name.setText(form.name if self.stack.currentWidget() is form else self._name)
