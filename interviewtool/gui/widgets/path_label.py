"""A path, shortened in the middle to what fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from interviewtool.gui.design import Role, set_role


class PathLabel(QLabel):
    """Shows where something lies; the whole path as its tool tip and for screen readers."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self, Role.MUTED)
        self.show_path(path)

    def show_path(self, path: Path) -> None:
        """Show another one."""
        self._path = path
        self.setToolTip(str(path))
        self.setAccessibleName(str(path))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(str(self._path), Qt.TextElideMode.ElideMiddle, max(self.width(), 80))
        if shown != self.text():
            self.setText(shown)
