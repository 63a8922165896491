"""An old copy was found in the vault: said until somebody writes down why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from interviewtool.gui.design import Role
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import Card, button, button_row, paragraph
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.vault.put_back import PutBack


class PutBackCard(Card):
    """acknowledged(str): why."""

    acknowledged = Signal(str)

    def __init__(self, found: PutBack) -> None:
        super().__init__(_("An old copy was put back"), role=Role.WARNING)
        text = _(
            "On {date} this vault was older than it remembers: what was written in between is missing. If you did not "
            "put a copy back yourself, somebody had the computer in their hands: tell your supervisor before you go on."
        )
        self.column.addWidget(paragraph(text.format(date=date_text(found.found))))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why an old copy was put back"))
        self.reason.setPlaceholderText(self.reason.accessibleName())
        self.column.addWidget(self.reason)
        self.acknowledge = button(_("I know why: do not report it again"), self._acknowledge)
        self.acknowledge.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.acknowledge.setEnabled(bool(text.strip())))
        self.column.addLayout(button_row(self.acknowledge))

    def _acknowledge(self) -> None:
        self.acknowledged.emit(self.reason.text())
