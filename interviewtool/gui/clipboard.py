"""What was copied here is cleared when the vault locks, unless somebody copied something else meanwhile.

Whether it is ours is told by the window that had the focus when the clipboard changed: a clipboard manager takes the
ownership away at once, so Qt's `ownsClipboard` alone would let testimony stay.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication


class OwnClipboard(QObject):
    """Watches the clipboard from its creation on."""

    def __init__(self) -> None:
        super().__init__()
        self._ours = False
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._changed)

    def clear(self) -> None:
        """Clear it if what it holds was copied here."""
        if self._ours:
            self._clipboard.clear()

    def _changed(self) -> None:
        self._ours = QGuiApplication.focusWindow() is not None or self._clipboard.ownsClipboard()
