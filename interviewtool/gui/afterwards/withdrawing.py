"""Withdrawal on the screen: find the interview, show what each tier would take, ask, and carry it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from interviewtool.consent import Done
from interviewtool.consent.words import TIERS, closing_sentences, left_over, told
from interviewtool.errors import KnownError
from interviewtool.gui.afterwards.find_card import FindCard
from interviewtool.gui.afterwards.tier_card import TierCard
from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.labels import date_text, state_name
from interviewtool.gui.register_opening import open_register
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import _
from interviewtool.interview import KnownBefore
from interviewtool.model import Interview, InterviewId, Tier
from interviewtool.model.identifiers import parse_interview_id
from interviewtool.pseudonym import Sought
from interviewtool.team import Role as TeamRole

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class Withdrawing(QObject):
    """The cards `search` and `tiers`. withdrawn(tier, Done): carried out here; None for Done: to be carried out by the
    vault that holds the interview.
    """

    withdrawn = Signal(object, object)

    def __init__(self, screen: Screen, workspace: Workspace, banner: Banner) -> None:
        super().__init__(screen)
        self._screen = screen
        self._operations = screen.operations
        self._workspace = workspace
        self._banner = banner
        self._found: InterviewId | None = None
        self._typed = ""
        self.search, self.tiers = FindCard(), TierCard()
        self.tiers.hide()
        self.search.sought.connect(self._find)
        self.search.named.connect(self._find_by_name)
        self.tiers.chosen.connect(self._preview)
        self.tiers.withdraw.connect(self._withdraw)
        self.tiers.cancel.connect(self._close)

    def focus(self) -> None:
        """Where one begins."""
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, interview: Interview | None) -> None:
        """Which tier; None for an interview that another vault holds."""
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

        self._banner.clear()
        self._operations.run(
            lambda _progress: look(), owner=self._screen, title=_("Looking for the interview"), done=self.ask
        )

    def _find_by_name(self, name: str) -> None:
        workspace = self._workspace
        why = _("The passphrase opens the register of who is who, for this search.")
        opening = open_register(self._screen, workspace, self._operations, why=why)
        if opening is None:
            return

        def done(found: tuple[KnownBefore, ...]) -> None:
            self.search.show_found(found)
            if not found:
                self._banner.show_text(Role.NOTICE, _("Nobody like this was interviewed in this vault."))

        self._banner.clear()
        self._operations.run(
            lambda _progress: workspace.interviews.spoken_by(Sought(name), passphrase=opening),
            owner=self._screen,
            title=_("Looking in the register"),
            done=done,
        )

    def _preview(self, tier: Tier) -> None:
        found = self._found
        if found is None:
            self.tiers.show_elsewhere()
            return
        withdrawals = self._workspace.withdrawals
        self._operations.quietly(
            lambda: withdrawals.preview(found, tier), owner=self._screen, done=self.tiers.show_preview
        )

    def _withdraw(self, tier: Tier) -> None:
        name, meaning = TIERS[tier]
        question = Question(
            title=_("Withdraw: “{tier}”?").format(tier=_(name)),
            text=_("{meaning} This cannot be taken back.").format(meaning=_(meaning)),
            agree=_("&Withdraw"),
            decline=_("&Keep as it is"),
            danger=True,
        )
        if not self._operations.dialogs.confirm(self._screen, question):
            return
        workspace, found, typed = self._workspace, self._found, self._typed

        def act() -> Done | None:
            if found is not None:
                return workspace.withdrawals.withdraw(found, tier)
            workspace.decisions.withdraw(typed, tier)
            return None

        self._operations.run(
            lambda _progress: act(),
            owner=self._screen,
            title=_("Withdrawing"),
            done=lambda done: self._done(tier, done),
        )

    def _done(self, tier: Tier, done: Done | None) -> None:
        self._close()
        self.withdrawn.emit(tier, done)

    def _close(self) -> None:
        self.tiers.hide()
        self.search.forget()
        self.search.field.clear()
        self.focus()


def left_to_do(done: Done) -> list[str]:
    """What a withdrawal leaves to people, a line each."""
    return [*left_over(done), *(f"•  {line}" for line in told(done.preview)), *closing_sentences(done.preview)]
