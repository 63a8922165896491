"""The last backup, and the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from interviewtool.gui.care.state import CareState
from interviewtool.gui.design import Role
from interviewtool.gui.labels import time_text
from interviewtool.gui.widgets import Card, PathLabel, button, button_row, paragraph
from interviewtool.i18n import _


class BackupCard(Card):
    """wanted(folder): make a backup there; None: ask where."""

    wanted = Signal(object)

    def __init__(self, state: CareState) -> None:
        super().__init__(_("Backup"))
        time, folder = state.backup.time, state.backup.folder
        if time is None:
            last = _(
                "There is no backup yet. If this computer breaks or is taken away, everything in the vault is lost."
            )
            self.column.addWidget(paragraph(last, Role.WARNING))
        else:
            last = _("The last backup was made on {time}.").format(time=time_text(time.astimezone()))
            self.column.addWidget(paragraph(last, Role.WARNING if state.due else None))
            if folder is not None:
                self.column.addWidget(PathLabel(folder))
            now = (
                _("Since then something has changed.") if state.backup.changed else _("Nothing has changed since then.")
            )
            self.column.addWidget(paragraph(now))
        self.column.addWidget(
            paragraph(
                _(
                    "A backup is encrypted as the vault is, and opens with the same passphrase and recovery code. "
                    "Keep it on a memory stick, away from this computer."
                ),
                Role.MUTED,
            )
        )
        known = time is not None and folder is not None
        self.make = button(_("Back up now") if known else _("Make a backup…"), self._again, Role.PRIMARY)
        self._folder = folder if known else None
        self.elsewhere = button(_("To another folder…"), lambda: self.wanted.emit(None))
        self.elsewhere.setVisible(known)
        self.column.addLayout(button_row(self.make, self.elsewhere))

    def _again(self) -> None:
        self.wanted.emit(self._folder)
