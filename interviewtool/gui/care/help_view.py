"""The supervisor opens a vault that was entrusted to them, and gives it a new passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.widgets import Banner, Card, PathLabel, button, button_row, lead, page, title
from interviewtool.i18n import _


class HelpView(QWidget):
    """agreed(folder, new passphrase). turned_away."""

    agreed = Signal(object, str)
    turned_away = Signal()

    def __init__(self, operations: Operations, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        column = page(self)
        column.addWidget(title(_("Open an entrusted vault")))
        column.addWidget(
            lead(_("Your key opens it. Choose a new passphrase together with the interviewer, who types it here."))
        )
        self.banner = Banner()
        column.addWidget(self.banner)
        where = Card(_("Their vault"))
        where.column.addWidget(PathLabel(folder))
        column.addWidget(where)
        self.new = NewPassphrase(operations, _("New passphrase"))
        column.addWidget(self.new)
        self.act = button(_("Give it this passphrase"), self._agree, Role.PRIMARY)
        self.act.setEnabled(False)
        column.addLayout(button_row(self.act, button(_("Back"), self._turn_away)))
        column.addStretch(1)
        self.new.ready.connect(self.act.setEnabled)
        self.new.entered.connect(self.act.click)
        self.setFocusProxy(self.new)

    def _agree(self) -> None:
        self.agreed.emit(self._folder, self.new.passphrase)

    def _turn_away(self) -> None:
        self.new.clear()
        self.turned_away.emit()
