"""What a supervisor decides about an interview of the team before consent is asked, and the file that says so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from interviewtool.consent import DO_NOT_PROCEED, PROCEED
from interviewtool.gui.design import scaled
from interviewtool.gui.widgets import Card, FormRows, button, button_row
from interviewtool.i18n import _


class DecisionCard(Card):
    """decided(number, decision)."""

    decided = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(
            _("Decide before consent"),
            _(
                "Where reprisal is nearly certain, or it is in doubt whether the person can decide, an interviewer "
                "asks you first. Talk it through, then decide."
            ),
        )
        rows = FormRows()
        self.field = QLineEdit()
        self.field.setMinimumHeight(scaled(36))
        self.field.setMaxLength(40)
        rows.add(_("Interview code, as the interviewer reads it to you"), self.field)
        self.column.addLayout(rows)
        self.proceed = button(_("The interview may be held"), lambda: self._decide(PROCEED))
        self.stop = button(_("It is not to be held"), lambda: self._decide(DO_NOT_PROCEED))
        self.column.addLayout(button_row(self.proceed, self.stop))

    def _decide(self, decision: str) -> None:
        if self.field.text().strip():
            self.decided.emit(self.field.text(), decision)
