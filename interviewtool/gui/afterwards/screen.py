"""Afterwards: withdrawal at either side, review dates and holds, and what the team has to be told.

An interviewer finds an interview in the own vault; a supervisor may also withdraw one that an interviewer's vault
holds, by the code on the card. What was done stays on the screen until the person has read it, with what is left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from interviewtool.consent import Done, Kept
from interviewtool.consent.words import TIERS, closing_sentences, left_over, told
from interviewtool.errors import KnownError
from interviewtool.export import withdrawal_sheet
from interviewtool.gui.afterwards.decision_card import DecisionCard
from interviewtool.gui.afterwards.done_card import DoneCard, WithdrawalLine
from interviewtool.gui.afterwards.due_card import DueCard
from interviewtool.gui.afterwards.find_card import FindCard
from interviewtool.gui.afterwards.team_card import TeamCard
from interviewtool.gui.afterwards.terms_card import TermsCard
from interviewtool.gui.afterwards.tier_card import TierCard
from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.files import read_chosen, write_chosen
from interviewtool.gui.labels import date_text, state_name
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_page import PdfPage
from interviewtool.gui.register_opening import open_register
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner, lead, page, title
from interviewtool.i18n import _
from interviewtool.interview import KnownBefore
from interviewtool.model import Interview, InterviewId, KeptEvent, Tier
from interviewtool.model.identifiers import parse_interview_id
from interviewtool.pseudonym import Sought
from interviewtool.team import Role as TeamRole
from interviewtool.team import TeamFile, event_sentence
from interviewtool.team.log import Received

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

EVENTS_FILTER = "*.jsonl"
EVENTS_NAME = "events.jsonl"


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
        self._found: InterviewId | None = None
        self._typed = ""
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
        self.search, self.tiers, self.due, self.decision = FindCard(), TierCard(), DueCard(), DecisionCard()
        self.tiers.hide()
        self.terms, self.done = TermsCard(), DoneCard()
        self.done.sheet.connect(self._show_sheet)
        self.team = TeamCard()
        self.team.save.connect(self._save_events)
        self.team.take.connect(self._take_events)
        for card in (self.search, self.tiers, self.decision, self.done, self.due, self.team, self.terms):
            column.addWidget(card)
        column.addStretch(1)
        self.search.sought.connect(self._find)
        self.search.named.connect(self._find_by_name)
        self.tiers.chosen.connect(self._preview)
        self.tiers.withdraw.connect(self._withdraw)
        self.tiers.cancel.connect(self._close_tiers)
        retention = workspace.retention
        self.due.review.connect(lambda owner, day: self._keep(lambda: retention.review_on(InterviewId(owner), day)))
        self.due.hold.connect(lambda owner, reason: self._keep(lambda: retention.hold(InterviewId(owner), reason)))
        self.due.lift.connect(lambda owner: self._keep(lambda: retention.lift(InterviewId(owner))))
        self.decision.decided.connect(self._decide)
        self.terms.changed.connect(
            lambda contact, months: self._keep(
                lambda: workspace.team.set_terms(withdrawal_contact=contact, review_months=months)
            )
        )

    def refresh(self) -> None:
        workspace = self._workspace
        self.operations.quietly(lambda: _State.read(workspace), owner=self, done=self._show)

    def first_focus(self) -> None:
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: _State) -> None:
        role, team = state.role, state.team
        self.team.show_said(_said(state.events))
        self.done.show_lines(WithdrawalLine.all(state.done, state.events))
        self.due.show_kept(state.kept, state.behind)
        self.due.setVisible(bool(state.kept))
        if team is not None and role is TeamRole.SUPERVISOR:
            self.terms.show_terms(team)
        self.terms.setVisible(role is TeamRole.SUPERVISOR)
        self.decision.setVisible(role is TeamRole.SUPERVISOR)
        self.team.setVisible(role is not None)

    # -- withdrawal

    def _find(self, text: str) -> None:
        workspace = self._workspace
        self._typed = text

        def look() -> Interview | None:
            try:
                return workspace.interviews.get(workspace.receipts.find(text))
            except KnownError:
                if workspace.team.role() is TeamRole.SUPERVISOR:
                    workspace.decisions.check(text)
                    return None
                raise

        self.banner.clear()
        self.operations.run(lambda _progress: look(), owner=self, title=_("Looking for the interview"), done=self._ask)

    def _find_by_name(self, name: str) -> None:
        workspace = self._workspace
        why = _("The passphrase opens the register of who is who, for this search.")
        opening = open_register(self, workspace, self.operations, why=why)
        if opening is None:
            return

        def done(found: tuple[KnownBefore, ...]) -> None:
            self.search.show_found(found)
            if not found:
                self.banner.show_text(Role.NOTICE, _("Nobody like this was interviewed in this vault."))

        self.banner.clear()
        self.operations.run(
            lambda _progress: workspace.interviews.spoken_by(Sought(name), passphrase=opening),
            owner=self,
            title=_("Looking in the register"),
            done=done,
        )

    def _ask(self, interview: Interview | None) -> None:
        self.search.forget()
        self._found = None if interview is None else interview.interview_id
        if interview is None:
            number = parse_interview_id(self._typed) or self._typed.strip().upper()
            self.tiers.show_interview(_("An interview in another vault"), number, None)
        else:
            about = _("Held on {day} · {state}").format(day=date_text(interview.created), state=state_name(interview))
            tier = self._workspace.withdrawals.tier(interview.interview_id)
            if tier is not None:
                about = _("{about} · withdrawn: “{tier}”").format(about=about, tier=_(TIERS[tier][0]))
            self.tiers.show_interview(interview.interview_id, about, tier)
        self.tiers.show()

    def _preview(self, tier: Tier) -> None:
        found = self._found
        if found is None:
            self.tiers.show_elsewhere()
            return
        withdrawals = self._workspace.withdrawals
        self.operations.quietly(lambda: withdrawals.preview(found, tier), owner=self, done=self.tiers.show_preview)

    def _withdraw(self, tier: Tier) -> None:
        name, meaning = TIERS[tier]
        question = Question(
            title=_("Withdraw: “{tier}”?").format(tier=_(name)),
            text=_("{meaning} This cannot be taken back.").format(meaning=_(meaning)),
            agree=_("&Withdraw"),
            decline=_("&Keep as it is"),
            danger=True,
        )
        if not self.operations.dialogs.confirm(self, question):
            return
        workspace, found, typed = self._workspace, self._found, self._typed

        def act() -> Done | None:
            if found is not None:
                return workspace.withdrawals.withdraw(found, tier)
            workspace.decisions.withdraw(typed, tier)
            return None

        self.operations.run(
            lambda _progress: act(), owner=self, title=_("Withdrawing"), done=lambda done: self._done(tier, done)
        )

    def _done(self, tier: Tier, done: Done | None) -> None:
        self._close_tiers()
        lines = [_("Withdrawn: “{tier}”.").format(tier=_(TIERS[tier][0]))]
        if done is not None:
            lines += _left_to_do(done)
            self.banner.show_text(
                Role.SUCCESS, "\n".join(lines), (_("Sheet to print…"), lambda: self._show_sheet(done))
            )
        else:
            lines.append(_("Hand the team file out now, so that it is carried out."))
            self.banner.show_text(Role.SUCCESS, "\n".join(lines))
        self.refresh()

    def _show_sheet(self, done: Done) -> None:
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.show_made(lambda: withdrawal_sheet(done), _("Making the sheet"))

    def _close_sheet(self) -> None:
        self.stack.setCurrentIndex(0)
        self.first_focus()

    def _close_tiers(self) -> None:
        self.tiers.hide()
        self.search.forget()
        self.search.field.clear()
        self.first_focus()

    # -- keeping, deciding, telling

    def _keep(self, act: Callable[[], object]) -> None:
        self.operations.run(
            lambda _progress: act(), owner=self, title=_("Saving"), done=lambda _nothing: self.refresh()
        )

    def _decide(self, number: str, decision: str) -> None:
        decisions = self._workspace.decisions

        def done(_event: object) -> None:
            self.decision.field.clear()
            self.banner.show_text(
                Role.SUCCESS,
                _("Decided. Save the file and give it to the interviewer, or hand the team file out."),
                (_("Save the file…"), self._save_events),
            )

        self.operations.run(
            lambda _progress: decisions.authorise(InterviewId(number), decision),
            owner=self,
            title=_("Recording the decision"),
            done=done,
        )

    def _save_events(self) -> None:
        path = self.operations.dialogs.save_file(self, _("Save what the team is told"), EVENTS_NAME, EVENTS_FILTER)
        if path is None:
            return
        team = self._workspace.team
        self.operations.run(
            lambda _progress: write_chosen(path, team.events()),
            owner=self,
            title=_("Saving"),
            done=lambda _nothing: self.banner.show_text(
                Role.SUCCESS, _("Saved. The file holds numbers and decisions, no names and nothing that was said.")
            ),
        )

    def _take_events(self) -> None:
        path = self.operations.dialogs.open_file(self, _("Take in what a member says"), EVENTS_FILTER)
        if path is None:
            return
        team, withdrawals = self._workspace.team, self._workspace.withdrawals

        def act() -> tuple[Received, list[Done]]:
            before = withdrawals.done()
            received = team.take_events(read_chosen(path))
            return received, [each for each in withdrawals.done() if each not in before]

        def done(taken: tuple[Received, list[Done]]) -> None:
            received, withdrawn = taken
            lines = [_("Taken in, and carried out where it concerns this vault.")]
            lines += filter(None, map(event_sentence, received.new))
            for each in withdrawn:
                number, tier = each.preview.interviews[-1], _(TIERS[each.preview.tier][0])
                lines += [_("{code} was withdrawn: “{tier}”").format(code=number, tier=tier), *_left_to_do(each)]
            self.banner.show_text(Role.SUCCESS, "\n".join(lines))
            self.refresh()

        self.operations.run(lambda _progress: act(), owner=self, title=_("Reading"), done=done)


def _left_to_do(done: Done) -> list[str]:
    return [*left_over(done), *(f"•  {line}" for line in told(done.preview)), *closing_sentences(done.preview)]


def _said(events: Iterable[KeptEvent]) -> tuple[str, ...]:
    """The last decision on each case."""
    last = {(event.payload.get("interview"), event.payload.get("case")): event_sentence(event) for event in events}
    return tuple(filter(None, last.values()))
