"""What was written, and how to check it without this program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Card, CommandText, PathLabel, bring_into_view, button, button_row, paragraph
from interviewtool.i18n import _


@dataclass(frozen=True, slots=True)
class Exported:
    """path: the file. check: shell commands that check it."""

    path: Path
    check: str


class ResultCard(Card):
    """Hidden until something was exported."""

    def __init__(self) -> None:
        super().__init__(_("Saved"), role=Role.SUCCESS)
        self.path = PathLabel(Path())
        self.column.addWidget(self.path)
        self.column.addWidget(paragraph(_("Anyone can check this file without this program, with these commands:")))
        self.check = CommandText()
        self.column.addWidget(self.check)
        self._copy = button(_("&Copy the commands"), self._copy_check)
        self.column.addLayout(button_row(self._copy))
        self.hide()

    def show_result(self, exported: Exported) -> None:
        """Show the last file."""
        self.path.show_path(exported.path)
        self.check.show_commands(exported.check)
        self.show()
        bring_into_view(self)
        self._copy.setFocus()

    def _copy_check(self) -> None:
        QGuiApplication.clipboard().setText(self.check.toPlainText())
