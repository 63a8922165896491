"""A line for words that somebody is looked for by: a name, a telephone, what was said. Nothing keeps them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


class FleetingField(QLineEdit):
    """A line without undo and without an input method's memory."""

    def __init__(self) -> None:
        super().__init__()
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textEdited.connect(lambda _text: self._forget_edits())

    def clear(self) -> None:
        """Empty it; Qt's own `clear` could be undone."""
        self.setText("")

    def _forget_edits(self) -> None:
        place = self.cursorPosition()
        self.setText(self.text())  # which forgets what could be undone
        self.setCursorPosition(place)
