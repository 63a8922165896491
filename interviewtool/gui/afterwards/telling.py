"""What the team is told: decisions of a supervisor, and the file of events that is saved and taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from interviewtool.consent import Done
from interviewtool.consent.words import TIERS
from interviewtool.gui.afterwards.decision_card import DecisionCard
from interviewtool.gui.afterwards.team_card import TeamCard
from interviewtool.gui.afterwards.withdrawing import left_to_do
from interviewtool.gui.design import Role
from interviewtool.gui.files import read_chosen, write_chosen
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import _
from interviewtool.model import EventKind, InterviewId, KeptEvent, Tier
from interviewtool.team import Role as TeamRole
from interviewtool.team import event_sentence
from interviewtool.team.log import Received

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

EVENTS_NAME = "events.jsonl"


class Telling(QObject):
    """The cards `decision` and `team`. heard: something was taken in."""

    heard = Signal()

    def __init__(self, screen: Screen, workspace: Workspace, banner: Banner) -> None:
        super().__init__(screen)
        self._screen = screen
        self._operations = screen.operations
        self._workspace = workspace
        self._banner = banner
        self.decision, self.team = DecisionCard(), TeamCard()
        self.decision.decided.connect(self._decide)
        self.team.save.connect(self.save)
        self.team.take.connect(self.take)

    def _decide(self, number: str, decision: str) -> None:
        decisions = self._workspace.decisions

        def done(_event: object) -> None:
            self.decision.field.clear()
            self._banner.show_text(
                Role.SUCCESS,
                _("Decided. Save the file and give it to the interviewer, or hand out the team file."),
                (_("Save the file…"), self.save),
            )

        self._operations.run(
            lambda _progress: decisions.authorise(InterviewId(number), decision),
            owner=self._screen,
            title=_("Recording the decision"),
            done=done,
        )

    def save(self) -> None:
        """Write what was said here into a file for the team."""
        path = self._operations.dialogs.save_file(
            self._screen, _("Save what the team is told"), EVENTS_NAME, _("Withdrawals and decisions (*.jsonl)")
        )
        if path is None:
            return
        team = self._workspace.team
        self._operations.run(
            lambda _progress: write_chosen(path, team.events()),
            owner=self._screen,
            title=_("Saving"),
            done=lambda _nothing: self._banner.show_text(
                Role.SUCCESS, _("Saved. The file holds codes and decisions, no names and nothing that was said.")
            ),
        )

    def take(self) -> None:
        """Take in what a member says, and carry it out."""
        path = self._operations.dialogs.open_file(
            self._screen, _("Take in what a member says"), _("Withdrawals and decisions (*.jsonl);;All files (*)")
        )
        if path is None:
            return
        team, withdrawals = self._workspace.team, self._workspace.withdrawals

        def act() -> tuple[Received, list[Done], bool]:
            before = withdrawals.done()
            received = team.take_events(read_chosen(path))
            here = [each for each in withdrawals.done() if each not in before]
            return received, here, team.role() is TeamRole.SUPERVISOR

        def done(taken: tuple[Received, list[Done], bool]) -> None:
            received, withdrawn, supervisor = taken
            lines = [_("Taken in, and carried out where it concerns this vault.")]
            lines += filter(None, map(event_sentence, received.new))
            for each in withdrawn:
                number, tier = each.preview.interviews[-1], _(TIERS[each.preview.tier][0])
                lines += [_("{code} was withdrawn: “{tier}”").format(code=number, tier=tier), *left_to_do(each)]
            if supervisor:
                here = {number for each in withdrawn for number in each.preview.interviews}
                lines += _of_bundles(each for each in received.new if each.payload.get("interview") not in here)
            self._banner.show_text(Role.SUCCESS, "\n".join(lines))
            self.heard.emit()

        self._operations.run(lambda _progress: act(), owner=self._screen, title=_("Reading"), done=done)


def _of_bundles(events: Iterable[KeptEvent]) -> list[str]:
    """What was withdrawn of interviews that a supervisor has in bundles alone, which the program cannot reach."""
    tiers = {tier.code: _(TIERS[tier][0]) for tier in Tier}
    said = [
        _("{code} was withdrawn: “{tier}”").format(code=event.payload["interview"], tier=tiers[event.payload["tier"]])
        for event in events
        if event.kind == EventKind.TOMBSTONE and "interview" in event.payload and event.payload.get("tier") in tiers
    ]
    last = _("Bundles that hold it are no longer shown here, as far as the tier says. Delete their files.")
    return [*said, last] if said else []
