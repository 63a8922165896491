"""Afterwards: withdrawal at either side, review dates and holds, and what the team has to be told.

An interviewer finds an interview in the own vault; a supervisor may also withdraw one that an interviewer's vault
holds, by the code on the card. What was done stays on the screen until the person has read it, with what is left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from interviewtool.consent import Done, Kept
from interviewtool.consent.words import TIERS
from interviewtool.export import withdrawal_sheet
from interviewtool.gui.afterwards.done_card import DoneCard, WithdrawalLine
from interviewtool.gui.afterwards.due_card import DueCard
from interviewtool.gui.afterwards.telling import Telling
from interviewtool.gui.afterwards.terms_card import TermsCard
from interviewtool.gui.afterwards.withdrawing import Withdrawing, left_to_do
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_page import PdfPage
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner, lead, page, title
from interviewtool.i18n import _
from interviewtool.model import InterviewId, KeptEvent, Tier
from interviewtool.team import Role as TeamRole
from interviewtool.team import TeamFile, event_sentence

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _State:
    """What the screen shows, read in one piece. behind: as `Retentions.clock_is_behind`."""

    kept: tuple[Kept, ...]
    behind: date | None
    role: TeamRole | None
    team: TeamFile | None
    events: tuple[KeptEvent, ...]
    done: tuple[Done, ...]

    @classmethod
    def read(cls, workspace: Workspace) -> _State:
        """Read it from the vault."""
        retention, team = workspace.retention, workspace.team
        return cls(
            kept=retention.all(),
            behind=retention.clock_is_behind(),
            role=team.role(),
            team=team.current(),
            events=team.log.all(),
            done=workspace.withdrawals.done(),
        )


class AfterwardsScreen(Screen):
    """Emits nothing: what is done here ends here."""

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self._workspace = workspace
        self.stack, self.sheet = QStackedWidget(), PdfPage(operations)
        acts = QWidget()
        column = page(acts, width=820)
        self.stack.addWidget(acts)
        self.stack.addWidget(self.sheet)
        self.sheet.back.connect(self._close_sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        column.addWidget(title(_("Afterwards")))
        column.addWidget(lead(_("Withdrawal, how long interviews are kept, and what the team is told.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.withdrawing = Withdrawing(self, workspace, self.banner)
        self.withdrawing.withdrawn.connect(self._withdrawn)
        self.telling = Telling(self, workspace, self.banner)
        self.telling.heard.connect(self.refresh)
        self.due, self.terms, self.done = DueCard(), TermsCard(), DoneCard()
        self.done.sheet.connect(self._show_sheet)
        for card in (
            *(self.withdrawing.search, self.withdrawing.tiers, self.telling.decision),
            *(self.done, self.due, self.telling.team, self.terms),
        ):
            column.addWidget(card)
        column.addStretch(1)
        retention = workspace.retention
        self.due.review.connect(lambda owner, day: self._keep(lambda: retention.review_on(InterviewId(owner), day)))
        self.due.hold.connect(lambda owner, reason: self._keep(lambda: retention.hold(InterviewId(owner), reason)))
        self.due.lift.connect(lambda owner: self._keep(lambda: retention.lift(InterviewId(owner))))
        settle = workspace.interviews.settle_practice
        self.due.practice.connect(lambda owner, was: self._keep(lambda: settle(InterviewId(owner), practice=was)))
        self.terms.changed.connect(
            lambda contact, months: self._keep(
                lambda: workspace.team.set_terms(withdrawal_contact=contact, review_months=months)
            )
        )

    def refresh(self) -> None:
        workspace = self._workspace
        self.operations.quietly(lambda: _State.read(workspace), owner=self, done=self._show)

    def first_focus(self) -> None:
        self.withdrawing.focus()

    def _show(self, state: _State) -> None:
        role, team = state.role, state.team
        self.telling.team.show_said(_said(state.events))
        self.done.show_lines(WithdrawalLine.all(state.done, state.events))
        self.due.show_kept(state.kept, state.behind)
        self.due.setVisible(bool(state.kept))
        if team is not None and role is TeamRole.SUPERVISOR:
            self.terms.show_terms(team)
        self.terms.setVisible(role is TeamRole.SUPERVISOR)
        self.telling.decision.setVisible(role is TeamRole.SUPERVISOR)
        self.telling.team.setVisible(role is not None)

    def _withdrawn(self, tier: Tier, done: Done | None) -> None:
        lines = [_("Withdrawn: “{tier}”.").format(tier=_(TIERS[tier][0]))]
        if done is not None:
            lines += left_to_do(done)
            self.banner.show_text(
                Role.SUCCESS, "\n".join(lines), (_("Sheet to print…"), lambda: self._show_sheet(done))
            )
        else:
            lines.append(_("Hand out the team file now, so that it is carried out."))
            self.banner.show_text(Role.SUCCESS, "\n".join(lines))
        self.refresh()

    def _show_sheet(self, done: Done) -> None:
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.show_made(lambda: withdrawal_sheet(done), _("Making the sheet"))

    def _close_sheet(self) -> None:
        self.stack.setCurrentIndex(0)
        self.first_focus()

    def _keep(self, act: Callable[[], object]) -> None:
        self.operations.run(
            lambda _progress: act(), owner=self, title=_("Saving"), done=lambda _nothing: self.refresh()
        )


def _said(events: Iterable[KeptEvent]) -> tuple[str, ...]:
    """The last decision on each case."""
    last = {(event.payload.get("interview"), event.payload.get("case")): event_sentence(event) for event in events}
    return tuple(filter(None, last.values()))
