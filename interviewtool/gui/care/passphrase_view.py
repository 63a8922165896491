"""The present passphrase and a new one: for changing it, and for giving the vault new keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.widgets import (
    Banner,
    Card,
    FormRows,
    SecretField,
    button,
    button_row,
    lead,
    page,
    title,
)
from interviewtool.i18n import _


class PassphraseView(QWidget):
    """agreed(present, new): both were given. turned_away.

    heading_text, why: what it is for. notes: what the person must know before. act: what the button says.
    """

    agreed = Signal(str, str)
    turned_away = Signal()

    def __init__(
        self,
        operations: Operations,
        *,
        heading_text: str,
        why: str,
        notes: tuple[str, ...],
        act: str,
    ) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(heading_text))
        column.addWidget(lead(why))
        self.banner = Banner()
        column.addWidget(self.banner)
        for note in notes:
            column.addWidget(Card(text=note))
        now = Card()
        rows = FormRows()
        self.present = SecretField(_("Present passphrase"))
        rows.add(_("Present passphrase"), self.present, field=self.present.edit)
        now.column.addLayout(rows)
        column.addWidget(now)
        self.new = NewPassphrase(operations, _("New passphrase"))
        column.addWidget(self.new)
        self.act = button(act, self._agree, Role.PRIMARY)
        column.addLayout(button_row(self.act, button(_("Back"), self._turn_away)))
        column.addStretch(1)
        self.new.ready.connect(self._allow)
        self.new.entered.connect(self.act.click)
        self.present.edit.textChanged.connect(self._allow)
        self._allow()
        self.setFocusProxy(self.present)

    def clear(self) -> None:
        """Forget what was typed."""
        self.present.edit.clear()
        self.new.clear()

    def _allow(self) -> None:
        self.act.setEnabled(self.new.is_ready and bool(self.present.edit.text()))

    def _agree(self) -> None:
        self.agreed.emit(self.present.edit.text(), self.new.passphrase)

    def _turn_away(self) -> None:
        self.clear()
        self.turned_away.emit()
