"""Where a new vault is made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from interviewtool.gui.design import Space
from interviewtool.gui.operations import Operations
from interviewtool.gui.widgets import Card, PathLabel, button
from interviewtool.i18n import _


class NewPlace(Card):
    """target: the folder, as it was offered or chosen."""

    def __init__(self, operations: Operations, target: Path, heading: str = "") -> None:
        super().__init__(heading or _("The new vault"))
        self._operations = operations
        self.target = target
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._shown = PathLabel(target)
        row.addWidget(self._shown, 1)
        row.addWidget(button(_("Chan&ge…"), self._choose))
        self.column.addLayout(row)

    def _choose(self) -> None:
        chosen = self._operations.dialogs.folder(self, _("Folder for the new vault"), self.target.parent)
        if chosen is not None:
            # A folder with something in it gets a folder of its own inside.
            self.target = chosen / "vault" if any(chosen.iterdir()) else chosen
            self._shown.show_path(self.target)
