"""Which interview is meant: by the code on the card, or by its number."""

from __future__ import annotations

from PySide6.QtCore import Signal

from interviewtool.gui.design import Role, scaled
from interviewtool.gui.widgets import Card, FleetingField, FormRows, button, button_row
from interviewtool.i18n import _


class FindCard(Card):
    """sought(text): what was typed."""

    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Something is to be withdrawn"),
            _("A person may take back what was said, at any time and without a reason. Thank them for telling."),
        )
        rows = FormRows()
        self.field = FleetingField()
        self.field.setMinimumHeight(scaled(36))
        self.field.setMaxLength(60)
        self.field.returnPressed.connect(self._seek)
        rows.add(
            _("&Code on the withdrawal card, or number of the interview"),
            self.field,
            _("The number stands in the list of interviews and on every summary."),
        )
        self.column.addLayout(rows)
        self.search = button(_("&Find"), self._seek, Role.PRIMARY)
        self.column.addLayout(button_row(self.search))

    def _seek(self) -> None:
        if self.field.text().strip():
            self.sought.emit(self.field.text())
