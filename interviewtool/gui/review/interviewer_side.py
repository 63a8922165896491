"""The interviewer's side of a team: the own card to hand over, and the team file to take in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.labels import date_text
from interviewtool.gui.review.fingerprint import Fingerprint
from interviewtool.gui.review.team_state import TeamState
from interviewtool.gui.widgets import Banner, Card, button, button_row, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.team import TeamFile


class InterviewerSide(QWidget):
    """save_card: write the own card to a file. import_team: take a team file in."""

    save_card = Signal()
    import_team = Signal()

    def __init__(self, state: TeamState) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Team")))
        self.banner = Banner()
        column.addWidget(self.banner)
        joined = state.team is not None
        if state.team is not None:
            text = _("You are {code} in the team “{team}”.")
            column.addWidget(lead(text.format(code=_own(state), team=state.team.team_name)))
            column.addWidget(_team_card(state, state.team))
        else:
            text = _("You are {code}. Two steps are left: hand over your card, and take in the team file.")
            column.addWidget(lead(text.format(code=_own(state))))

        card = Card(
            _("Your card") if joined else _("1. Hand your card to the supervisor"),
            _("The card is not secret. Send it any way you like, then read these words to your supervisor."),
        )
        if state.own is not None:
            card.column.addWidget(Fingerprint(state.own))
        self.save_button = button(_("&Save my card…"), self.save_card.emit, None if joined else Role.PRIMARY)
        card.column.addLayout(button_row(self.save_button))
        column.addWidget(card)

        take = Card(
            _("A newer team file") if joined else _("2. Take in the team file"),
            _("It comes from your supervisor, with the questionnaires and consent texts of the team."),
        )
        self.import_button = button(_("&Open the team file…"), self.import_team.emit)
        take.column.addLayout(button_row(self.import_button))
        column.addWidget(take)
        column.addStretch(1)
        self.setFocusProxy(self.save_button)


def _own(state: TeamState) -> str:
    return state.own.interviewer_code if state.own is not None else ""


def _team_card(state: TeamState, team: TeamFile) -> Card:
    facts = _("Version {version} of {date}. Supervisor: {code}.").format(
        version=team.version, date=date_text(team.created), code=team.supervisor.interviewer_code
    )
    card = Card(team.team_name, facts)
    known = {member.card.verification_key for member in team.members}
    if state.own is not None and state.own.verification_key not in known:
        missing = _("Your own card is not in it yet: what you sign is not accepted before the supervisor adds it.")
        card.column.addWidget(paragraph(missing, Role.WARNING))
    return card
