"""The supervisor's side of a team: its members, cards to take in, and the team file to hand out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from interviewtool.gui.design import Role, scaled
from interviewtool.gui.labels import date_text
from interviewtool.gui.review.fingerprint import Fingerprint
from interviewtool.gui.review.team_state import TeamState
from interviewtool.gui.widgets import Banner, Card, button, button_row, lead, page, paragraph, title
from interviewtool.i18n import _, ngettext


class SupervisorSide(QWidget):
    """take_card: read a card from a file. hand_out: write the team file. revoke(code): a member's key is to end."""

    take_card = Signal()
    revoke = Signal(str)
    hand_out = Signal()

    def __init__(self, state: TeamState) -> None:
        super().__init__()
        column = page(self, width=820)
        column.addWidget(title(_("Team")))
        team = state.team
        if team is not None and state.own is not None:
            text = _("You are {code}, and supervise the team “{team}”.")
            column.addWidget(lead(text.format(code=state.own.interviewer_code, team=team.team_name)))
        self.banner = Banner()
        column.addWidget(self.banner)
        column.addWidget(self._members(state))
        column.addWidget(self._file(len(state.waiting)))
        words = Card(_("Your words"), _("Interviewers compare these words with you before they trust a team file."))
        if state.own is not None:
            words.column.addWidget(Fingerprint(team.supervisor if team is not None else state.own))
        column.addWidget(words)
        column.addStretch(1)
        self.setFocusProxy(self.take_button)

    def _members(self, state: TeamState) -> Card:
        members = Card(_("Interviewers"))
        self.table = _table(state)
        if self.table.rowCount():
            members.column.addWidget(self.table)
        else:
            self.table.hide()
            members.column.addWidget(paragraph(_("No card was taken in yet. Each interviewer makes one and sends it.")))
        self._codes = _active(state)
        self.take_button = button(_("Take in a &card…"), self.take_card.emit, Role.PRIMARY)
        self.revoke_button = button(_("&Revoke a key…"), self._revoke)
        self.revoke_button.setEnabled(any(self._codes))
        members.column.addLayout(button_row(self.take_button, self.revoke_button))
        return members

    def _file(self, waiting: int) -> Card:
        """waiting: how many cards are not in a team file yet."""
        file = Card(_("Team file"))
        if waiting:
            text = ngettext(
                "{number} card is not in a team file yet. Hand out a new one.",
                "{number} cards are not in a team file yet. Hand out a new one.",
                waiting,
            )
            file.column.addWidget(paragraph(text.format(number=waiting), Role.WARNING))
        file.column.addWidget(
            paragraph(
                _("It holds the cards, questionnaires and consent texts. Every interviewer takes in the newest one.")
            )
        )
        self.hand_out_button = button(_("&Hand out the team file…"), self.hand_out.emit)
        file.column.addLayout(button_row(self.hand_out_button))
        return file

    def _revoke(self) -> None:
        # Read when it is pressed: a slot of the selection would be called once more while the table is torn down.
        marked = self.table.selectionModel().selectedRows()
        code = self._codes[marked[0].row()] if marked else None
        if code is None:
            self.banner.show_text(Role.NOTICE, _("Mark the line of a member whose key still counts, then press again."))
        else:
            self.revoke.emit(code)


def _active(state: TeamState) -> list[str | None]:
    """Row by row the code of a member whose key counts; None for anybody else."""
    members = state.team.members if state.team is not None else ()
    found = [None if each.revoked_since is not None else str(each.card.interviewer_code) for each in members]
    return [*found, *(None for _card in state.waiting)]


def _table(state: TeamState) -> QTableWidget:
    members = state.team.members if state.team is not None else ()
    rows = [
        (
            member.card.interviewer_code,
            date_text(member.valid_from),
            _("in the team file")
            if member.revoked_since is None
            else _revoked(member.revoked_since, state.reasons.get(member.card.verification_key, "")),
        )
        for member in members
    ]
    rows += [(card.interviewer_code, "", _("waits for the next team file")) for card in state.waiting]
    table = QTableWidget(len(rows), 3)
    table.setAccessibleName(_("Interviewers"))
    table.setHorizontalHeaderLabels([_("Code"), _("Valid from"), _("State")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(scaled(38))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for place in range(2):
        table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setMinimumSectionSize(scaled(140))
    for row, texts in enumerate(rows):
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)  # a long reason is cut off in the cell
            table.setItem(row, place, item)
    table.setFixedHeight(scaled(38) * min(len(rows) + 1, 9) + scaled(12))
    return table


def _revoked(since: datetime, reason: str) -> str:
    said = _("revoked on {date}").format(date=date_text(since))
    return _("{revoked}: {reason}").format(revoked=said, reason=reason) if reason else said
