"""The team: joining it, and each side's acts. What is shown follows from the vault's role."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interviewtool.gui.acting_screen import ActingScreen
from interviewtool.gui.dialogs import Question
from interviewtool.gui.files import read_chosen, write_chosen
from interviewtool.gui.operations import Operations
from interviewtool.gui.review.compare import Compare
from interviewtool.gui.review.interviewer_side import InterviewerSide
from interviewtool.gui.review.joining import Joining
from interviewtool.gui.review.revoke_page import RevokePage
from interviewtool.gui.review.supervisor_side import SupervisorSide
from interviewtool.gui.review.team_state import TeamState
from interviewtool.i18n import _
from interviewtool.team import Card, Role, TeamFile

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

CARD = ".interviewtool-card"
TEAM = ".interviewtool-team"
"""What the names of these files end with."""

Side = Joining | InterviewerSide | SupervisorSide


class TeamScreen(ActingScreen):
    """Shows the side that the vault's role has, and leads through the comparison of fingerprints."""

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self._teams = workspace.team
        self._withdrawals = workspace.withdrawals
        self._clock = workspace.clock

    def refresh(self) -> None:
        """Read the role and the team again."""
        self.show_first()

    def show_first(self) -> None:
        teams = self._teams
        self.operations.quietly(lambda: TeamState.read(teams), owner=self, done=self._show_state)

    def _show_state(self, state: TeamState) -> None:
        side: Side
        if state.role is None:
            side = Joining()
            side.interviewer_chosen.connect(self._make_card)
            side.supervisor_chosen.connect(self._create_team)
        elif state.role is Role.INTERVIEWER:
            side = InterviewerSide(state)
            side.save_card.connect(self._save_card)
            side.import_team.connect(self._import_team)
        else:
            side = SupervisorSide(state)
            side.take_card.connect(self._take_card)
            side.hand_out.connect(self._hand_out)
            side.revoke.connect(self._ask_revoke)
        self.show_view(side)
        self.tell_outcome(side.banner)

    # --- keys

    def _make_card(self, code: str) -> None:
        teams = self._teams
        self.perform(lambda: teams.create_interviewer(code), _("Making your keys"), _("Your keys are made."))

    def _create_team(self, team_name: str, code: str) -> None:
        teams = self._teams
        self.perform(lambda: teams.create(team_name, code), _("Making your keys"), _("The team is created."))

    # --- the interviewer's acts

    def _save_card(self) -> None:
        teams = self._teams
        path = self.operations.dialogs.save_file(
            self, _("Save your card"), f"card{CARD}", _("Cards (*{suffix})").format(suffix=CARD)
        )
        if path is not None:
            self.perform(
                lambda: write_chosen(path, teams.own_card().to_bytes()),
                _("Saving the card"),
                _("Your card is saved. Give it to your supervisor, and read the words to them."),
            )

    def _import_team(self) -> None:
        path = self.operations.dialogs.open_file(
            self, _("Open the team file"), _("Team files (*{suffix});;All files (*)").format(suffix=TEAM)
        )
        if path is None:
            return
        teams = self._teams

        def act(_progress: object) -> tuple[bytes, TeamFile, bool]:
            data = read_chosen(path)
            return data, teams.read(data), teams.current() is not None

        self.operations.run(act, owner=self, title=_("Checking the team file"), done=self._ask_team, failed=self.fail)

    def _ask_team(self, checked: tuple[bytes, TeamFile, bool]) -> None:
        data, team, known = checked
        if known:  # signed by the supervisor whose words were compared before
            self._accept(data)
            return
        compare = Compare(
            _("Is this your supervisor’s team file?"),
            _(
                "Call the person you know as your supervisor, and read these words to each other. If one word differs, "
                "somebody exchanged the file on its way, and all interviews would go to them."
            ),
            team.supervisor,
        )
        compare.agreed.connect(lambda: self._accept(data))
        compare.turned_away.connect(self.show_first)
        self.show_view(compare)

    def _accept(self, data: bytes) -> None:
        teams, withdrawals = self._teams, self._withdrawals

        def act() -> list[str]:
            before = withdrawals.done()
            teams.accept(data)
            return [each.preview.interviews[-1] for each in withdrawals.done() if each not in before]

        def done(withdrawn: list[str]) -> None:
            said = [_("The team file is taken in, with its questionnaires and consent texts.")]
            if withdrawn:
                text = _("It says that these were withdrawn: {codes}. “Afterwards” says who has to be told.")
                said.append(text.format(codes=", ".join(withdrawn)))
            self.finish("\n".join(said))

        self.operations.run(
            lambda _progress: act(),
            owner=self,
            title=_("Taking the team file in"),
            done=done,
            failed=self.fail,
            cancellable=False,
        )

    # --- the supervisor's acts

    def _take_card(self) -> None:
        path = self.operations.dialogs.open_file(
            self, _("Take in a card"), _("Cards (*{suffix});;All files (*)").format(suffix=CARD)
        )
        if path is not None:
            self.operations.run(
                lambda _progress: _read_card(path),
                owner=self,
                title=_("Checking the card"),
                done=lambda read: self._ask_card(*read),
                failed=self.fail,
            )

    def _ask_card(self, data: bytes, card: Card) -> None:
        compare = Compare(
            _("Is this your interviewer’s card?"),
            _(
                "Call the interviewer and read these words to each other. Only a card whose words agree belongs in "
                "the team."
            ),
            card,
        )
        teams = self._teams
        compare.agreed.connect(
            lambda: self.perform(
                lambda: teams.take_card(data),
                _("Taking the card in"),
                _("The card is taken in. Hand out a new team file, so that the interviewer is known to all."),
            )
        )
        compare.turned_away.connect(self.show_first)
        self.show_view(compare)

    def _ask_revoke(self, code: str) -> None:
        asking = RevokePage(code, self._clock().date())
        asking.revoke.connect(self._revoke)
        asking.back.connect(self.show_first)
        self.show_view(asking)

    def _revoke(self, code: str, since: datetime, reason: str) -> None:
        question = Question(
            title=_("Revoke the key of {code}?").format(code=code),
            text=_("From then on nothing signed with it counts. This cannot be taken back; a new card is needed."),
            agree=_("&Revoke"),
            decline=_("&Keep as it is"),
            danger=True,
        )
        teams = self._teams
        if self.operations.dialogs.confirm(self, question):
            self.perform(
                lambda: teams.revoke(code, since, reason),
                _("Revoking the key"),
                _("The key of {code} is revoked. Hand out the team file now, so that everybody knows.").format(
                    code=code
                ),
            )

    def _hand_out(self) -> None:
        teams = self._teams
        path = self.operations.dialogs.save_file(
            self, _("Save the team file"), f"team{TEAM}", _("Team files (*{suffix})").format(suffix=TEAM)
        )
        if path is not None:
            self.perform(
                lambda: write_chosen(path, teams.hand_out()),
                _("Writing the team file"),
                _("The team file is saved. Give it to every interviewer."),
            )


def _read_card(path: Path) -> tuple[bytes, Card]:
    data = read_chosen(path)
    return data, Card.from_bytes(data)
