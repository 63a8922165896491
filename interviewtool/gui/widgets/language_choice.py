"""Choose one of our languages, each named in itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from interviewtool.i18n import _, interface_language

NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""How each language calls itself; never translated."""


class LanguageChoice(QComboBox):
    """chosen(code): uk, ru or en. current: the one to begin with; the interface's where it is empty."""

    chosen = Signal(str)

    def __init__(self, current: str = "", *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name or _("Language of the interface"))
        for code, own_name in NAMES.items():
            self.addItem(own_name, code)
        self.setCurrentIndex(self.findData(current or interface_language()))
        self.activated.connect(lambda _index: self.chosen.emit(self.code))

    @property
    def code(self) -> str:
        """The language shown."""
        return str(self.currentData())
