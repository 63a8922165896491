"""What a supervisor lays down for the team: to whom withdrawals go, and when interviews are looked at again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from interviewtool.gui.design import scaled
from interviewtool.gui.widgets import Card, FormRows, QuietSpin, button, button_row
from interviewtool.i18n import _
from interviewtool.team import TeamFile


class TermsCard(Card):
    """changed(contact, months)."""

    changed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(_("For the whole team"))
        rows = FormRows()
        self.contact = QPlainTextEdit()
        self.contact.setTabChangesFocus(True)
        self.contact.setFixedHeight(scaled(84))
        rows.add(
            _("Whom to turn to in order to take something back"),
            self.contact,
            _("Printed on the withdrawal card. Write what is safe to be found: a telephone number may be enough."),
        )
        self.months = QuietSpin()
        self.months.setRange(1, 1200)
        self.months.setMinimumHeight(scaled(36))
        self.months.setMaximumWidth(scaled(140))
        rows.add(_("Months until an interview is looked at again"), self.months)
        self.column.addLayout(rows)
        self.save = button(
            _("Use from now on"), lambda: self.changed.emit(self.contact.toPlainText().strip(), self.months.value())
        )
        self.column.addLayout(button_row(self.save))

    def show_terms(self, team: TeamFile) -> None:
        """What stands now."""
        self.contact.setPlainText(team.withdrawal_contact)
        self.months.setValue(team.review_months)
