"""Before the vault has keys: interview in a team, or supervise one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Banner, Card, FormRows, button, button_row, lead, page, title
from interviewtool.i18n import _


class Joining(QWidget):
    """interviewer_chosen(code); supervisor_chosen(team name, code)."""

    interviewer_chosen = Signal(str)
    supervisor_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Team")))
        column.addWidget(lead(_("Keys of your own sign what you hand on, and let only your supervisor read it.")))
        self.banner = Banner()
        column.addWidget(self.banner)

        interview = Card(
            _("I conduct interviews"),
            _("You make a card, give it to your supervisor, and get the team file from them."),
        )
        hint = _("Letters, digits and hyphens; not your name. It stands in every document you sign.")
        rows = FormRows()
        self.interviewer_code = _code_field()
        rows.add(_("Your &code"), self.interviewer_code, hint)
        interview.column.addLayout(rows)
        self.interviewer_button = button(_("&Make my card"), self._join, Role.PRIMARY)
        interview.column.addLayout(button_row(self.interviewer_button))
        column.addWidget(interview)

        supervise = Card(
            _("I supervise a team"), _("You take in the interviewers’ cards, and open what they send you.")
        )
        team = FormRows()
        self.team_name = QLineEdit()
        team.add(_("&Name of the team"), self.team_name)
        self.supervisor_code = _code_field()
        team.add(_("Y&our code"), self.supervisor_code, hint)
        supervise.column.addLayout(team)
        self.supervisor_button = button(_("Create the &team"), self._supervise)
        supervise.column.addLayout(button_row(self.supervisor_button))
        column.addWidget(supervise)
        column.addStretch(1)
        for field in (self.interviewer_code, self.supervisor_code, self.team_name):
            field.textChanged.connect(lambda _text: self._allow())
        self.interviewer_code.returnPressed.connect(self.interviewer_button.click)
        self.supervisor_code.returnPressed.connect(self.supervisor_button.click)
        self._allow()
        self.setFocusProxy(self.interviewer_code)

    def _allow(self) -> None:
        self.interviewer_button.setEnabled(bool(self.interviewer_code.text().strip()))
        self.supervisor_button.setEnabled(
            bool(self.supervisor_code.text().strip()) and bool(self.team_name.text().strip())
        )

    def _join(self) -> None:
        self.interviewer_chosen.emit(self.interviewer_code.text().strip())

    def _supervise(self) -> None:
        self.supervisor_chosen.emit(self.team_name.text().strip(), self.supervisor_code.text().strip())


def _code_field() -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(32)
    return field
