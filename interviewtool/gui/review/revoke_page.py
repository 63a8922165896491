"""A member's key is to count no more: from which day, and why. The whole team reads the reason."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.gui.design import Role, scaled
from interviewtool.gui.widgets import Card, DayField, FormRows, button, button_row, page, paragraph, title
from interviewtool.i18n import _


class RevokePage(QWidget):
    """revoke(code, since, reason). back: nothing is done."""

    revoke = Signal(str, object, str)
    back = Signal()

    def __init__(self, code: str, today: date) -> None:
        super().__init__()
        self._code = code
        column = page(self)
        column.addWidget(title(_("Revoke the key of {code}").format(code=code)))
        column.addWidget(
            paragraph(
                _(
                    "Do this when a computer was taken, lost or left in other hands, or when somebody leaves the "
                    "team. Whatever is received from that day on no longer counts, whatever day it claims. What you "
                    "received before stays as it is."
                )
            )
        )
        card = Card(_("From when, and why"))
        rows = FormRows()
        self.day = DayField()
        self.day.show_day(today)
        rows.add(_("No longer counts from the beginning of"), self.day)
        self.reason = QLineEdit()
        self.reason.setMinimumHeight(scaled(36))
        self.reason.setMaxLength(300)
        rows.add(
            _("Reason"),
            self.reason,
            _("Signed, in the team file, not encrypted: the whole team reads it. Name no respondent."),
        )
        card.column.addLayout(rows)
        column.addWidget(card)
        self.act = button(_("&Revoke…"), self._revoke, Role.DANGER)
        self.act.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.act.setEnabled(bool(text.strip())))
        column.addLayout(button_row(self.act, button(_("&Back"), self.back.emit)))
        column.addStretch(1)
        self.setFocusProxy(self.reason)

    def _revoke(self) -> None:
        since = datetime.combine(self.day.day(), datetime.min.time()).astimezone()
        self.revoke.emit(self._code, since, self.reason.text().strip())
