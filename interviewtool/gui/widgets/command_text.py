"""Commands to be copied, set apart: read-only, reachable by keyboard, as high as its lines are."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QTextEdit

from interviewtool.gui.design import Role, set_role


class CommandText(QTextEdit):
    """A key is one word that is longer than a line: a label would cut it off, here it breaks, and is copied whole."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, Role.COMMAND)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_commands(self, text: str) -> None:
        """Show other ones."""
        self.setPlainText(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self.height() - self.contentsRect().height()
        self.setFixedHeight(ceil(self.document().size().height()) + around)
