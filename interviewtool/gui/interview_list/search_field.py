"""Where one types what to look for. It may be the words of an answer or a name, so nothing keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from interviewtool.i18n import _


class SearchField(QLineEdit):
    """A line without undo and without an input method's memory."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find by pseudonym, code, state, or the words of an answer"))
        self.setAccessibleName(self.placeholderText())
        self.setToolTip(_("Return looks for the words in all answers"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textEdited.connect(lambda _text: self._forget_edits())

    def begin(self) -> None:
        """Take the focus, so that what is typed replaces what stands here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def forget(self) -> None:
        """Empty it; `clear` could be undone."""
        self.setText("")

    def _forget_edits(self) -> None:
        place = self.cursorPosition()
        self.setText(self.text())  # which forgets what could be undone
        self.setCursorPosition(place)
