"""Where the preparation stops: a supervisor has to decide before consent is asked, or has decided that it is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import Authorisation
from interviewtool.gui.design import Role, set_role
from interviewtool.gui.widgets import button, button_row, code, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.model import InterviewId


class WaitingPage(QWidget):
    """take: the file with the decision was brought. decide: the supervisor sits here. again: look whether the decision
    is here by another way. back: to the preparation. end: no interview.
    """

    take = Signal()
    decide = Signal()
    again = Signal()
    back = Signal()
    end = Signal()

    def __init__(self, interview_id: InterviewId) -> None:
        super().__init__()
        self._denied = False
        column = page(self)
        self._title = title("")
        column.addWidget(self._title)
        self._why = lead("")
        column.addWidget(self._why)
        self._steps = paragraph("")
        column.addWidget(self._steps)
        self.code = code(interview_id)
        column.addWidget(self.code)
        self.file = button(_("&Take in the decision…"), self.take.emit, Role.PRIMARY)
        self.own = button(_("&Decide here, as supervisor…"), self.decide.emit)
        self.look = button(_("&Check again"), self.again.emit)
        self.turn_back = button(_("B&ack to the preparation"), self.back.emit)
        self.stop = button(_("No interview…"), self.end.emit, Role.DANGER)
        column.addLayout(button_row(self.file, self.own, self.look))
        column.addLayout(button_row(self.turn_back, self.stop))
        column.addStretch(1)

    def first_focus(self) -> None:
        """To what is waited for; after a no to the way back, so that a Return too many ends nothing."""
        (self.turn_back if self._denied else self.file).setFocus()

    def show_decision(self, authorisation: Authorisation, *, supervisor: bool) -> None:
        """authorisation: AWAITED or DENIED. supervisor: this vault supervises the team."""
        denied = self._denied = authorisation is Authorisation.DENIED
        self._title.setText(
            _("A supervisor has decided against it") if denied else _("A supervisor has to decide first")
        )
        self._why.setText(
            _("This interview is not to be held. Consent is not asked for.")
            if denied
            else _(
                "The preparation says that reprisals are nearly certain, or that the person may not be able to decide."
            )
        )
        self._steps.setText(
            _("End it here; only the day stays. If the circumstances have changed, tell the supervisor this code.")
            if denied
            else _(
                "Tell the supervisor this code; it says nothing about the person. The decision comes as a file, "
                "which you take in here, or with the next team file, under “Team”. Until then consent is not asked "
                "for, and nothing the person says is written down."
            )
        )
        self.file.setText(_("&Take in another decision…") if denied else _("&Take in the decision…"))
        self.file.setAccessibleName(self.file.text().replace("&", ""))
        set_role(self.file, None if denied else Role.PRIMARY)
        self.own.setVisible(supervisor)
        self.setAccessibleName(self._title.text())
