"""What respondents need, to whom they were referred, and what is due: one card per need, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import (
    Card,
    EmptyState,
    ScreenBar,
    button,
    button_row,
    caption,
    column_of,
    empty,
    lead,
    page,
    paragraph,
)
from interviewtool.i18n import _, ngettext
from interviewtool.interview import Referral

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class ReferralCard(Card):
    """One need. noted(bool): it was seen to, or was not after all."""

    noted = Signal(bool)
    opened = Signal()

    def __init__(self, referral: Referral, *, today: date) -> None:
        need = referral.need or _("A need")
        super().__init__(need)
        self.referral = referral
        overdue = referral.due is not None and referral.due < today and not referral.done
        due = _due(referral.due)
        self.due = paragraph(_("Follow up on {day}").format(day=due) if due else _("No day to follow up"), Role.MUTED)
        if not referral.contact:
            self.due.setText(_("No contact was agreed to (C15), or it was withdrawn: do not follow this up."))
        elif overdue:
            self.due.setText(_("Overdue: {due}").format(due=due))
            set_role(self.due, Role.WARNING)
        self.column.addWidget(self.due)
        if referral.what:
            self.column.addWidget(paragraph(referral.what))
        facts = (
            (_("Offered"), referral.offered),
            (_("Referred to"), referral.to),
            (_("Accepted"), referral.accepted),
        )
        said = "  ·  ".join(f"{name}: {value}" for name, value in facts if value)
        if said:
            self.column.addWidget(paragraph(said))
        who = str(referral.shown) if referral.shown is not None else _("not named yet")
        self.column.addWidget(caption(f"{who}  ·  {referral.interview_id}"))
        self.done = QCheckBox(_("Seen to"))
        self.done.setChecked(referral.done)
        self.done.setAccessibleName(_("Seen to: {need}, {who}").format(need=need, who=who))
        self.done.clicked.connect(self.noted)
        open_button = button(_("Open the interview"), self.opened.emit, Role.QUIET)
        open_button.setAccessibleName(_("Open the interview: {need}, {who}").format(need=need, who=who))
        self.column.addLayout(button_row(self.done, open_button))


class ReferralsScreen(Screen):
    """closed. interview_chosen(id)."""

    closed = Signal()
    interview_chosen = Signal(str)

    def __init__(self, workspace: Workspace, operations: Operations, *, clock: Callable[[], datetime]) -> None:
        super().__init__(operations)
        self._workspace = workspace
        self._clock = clock
        self.setAccessibleName(_("Needs and referrals"))
        whole = column_of(self, margin=0, spacing=0)
        bar = ScreenBar(_("Needs and referrals"), _("← Interviews"), self.closed.emit)
        self.back = bar.back
        whole.addWidget(bar)
        shown = QWidget()
        whole.addWidget(shown, 1)
        column = page(shown)
        column.addWidget(lead(_("From all interviews except those for practice: open needs first, by day.")))
        self._counted = caption("")
        column.addWidget(self._counted)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.MEDIUM)
        column.addLayout(self._list)
        self._none = EmptyState(
            _("No needs yet"), _("What respondents need is listed here once it is noted in an interview.")
        )
        column.addWidget(self._none)
        self._none.hide()
        column.addStretch(1)
        self.cards: list[ReferralCard] = []
        self.refresh()

    def refresh(self) -> None:
        self.operations.quietly(self._workspace.interviews.referrals, owner=self, done=self._show)

    def first_focus(self) -> None:
        self.back.setFocus()

    def _show(self, referrals: tuple[Referral, ...]) -> None:
        focused = next((card.referral.reference for card in self.cards if card.done.hasFocus()), None)
        empty(self._list)
        self.cards = [ReferralCard(each, today=self._clock().date()) for each in referrals]
        for card in self.cards:
            card.noted.connect(lambda done, referral=card.referral: self._note(referral, done))
            card.opened.connect(lambda referral=card.referral: self.interview_chosen.emit(referral.interview_id))
            self._list.addWidget(card)
            if card.referral.reference == focused:
                card.done.setFocus()
        self._none.setVisible(not referrals)
        waiting = sum(not each.done and each.contact for each in referrals)
        text = ngettext("{number} need is open", "{number} needs are open", waiting).format(number=waiting)
        self._counted.setText(text if referrals else "")
        for before, after in pairwise(self.cards):
            QWidget.setTabOrder(before.done, after.done)

    def _note(self, referral: Referral, done: bool) -> None:
        self.operations.run(
            lambda _progress: self._workspace.interviews.note_referral(referral, done=done),
            owner=self,
            title=_("Saving"),
            done=lambda _nothing: self.refresh(),
        )


def _due(day: date | None) -> str:
    """A day in words; "" for none."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy") if day is not None else ""
