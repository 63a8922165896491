"""Consent is not asked yet: the preparation sends the decision to a supervisor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import Authorisation
from interviewtool.gui.design import Role
from interviewtool.gui.widgets import button, button_row, code, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.model import InterviewId


class WaitingPage(QWidget):
    """take: the file with the decision was brought. decide: the supervisor sits here. closed: back to the list."""

    take = Signal()
    decide = Signal()
    closed = Signal()

    def __init__(self, interview_id: InterviewId) -> None:
        super().__init__()
        column = page(self)
        self._title = title("")
        column.addWidget(self._title)
        self._text = lead("")
        column.addWidget(self._text)
        column.addWidget(paragraph(_("The number to give to the supervisor. It says nothing about the person:")))
        column.addWidget(code(interview_id))
        self.file = button(_("&Take the decision in…"), self.take.emit, Role.PRIMARY)
        self.own = button(_("&Decide here, as supervisor…"), self.decide.emit)
        column.addLayout(button_row(self.file, self.own, button(_("Back to the list"), self.closed.emit)))
        column.addStretch(1)

    def show_state(self, authorisation: Authorisation, *, supervisor: bool) -> None:
        """authorisation: awaited or denied. supervisor: this vault supervises the team."""
        denied = authorisation is Authorisation.DENIED
        self._title.setText(
            _("The supervisor decided against this interview") if denied else _("A supervisor decides first")
        )
        self._text.setText(
            _("Do not ask for consent. Talk to your supervisor; the preparation can be ended from its own page.")
            if denied
            else _(
                "Reprisal is nearly certain, or it is in doubt whether the person can decide. Call your supervisor, "
                "and take in the file that says what was decided. Until then consent is not asked."
            )
        )
        self.own.setVisible(supervisor)
