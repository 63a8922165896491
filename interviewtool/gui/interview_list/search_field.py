"""Where one types what to look for in the list, and in all answers."""

from __future__ import annotations

from PySide6.QtCore import Qt

from interviewtool.gui.widgets import FleetingField
from interviewtool.i18n import _


class SearchField(FleetingField):
    """The line above the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find: pseudonym, code, words of an answer"))
        self.setAccessibleName(self.placeholderText())
        self.setToolTip(_("Return looks for the words in all answers"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)

    def begin(self) -> None:
        """Take the focus, so that what is typed replaces what stands here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def forget(self) -> None:
        """The vault is locked."""
        self.clear()
