"""Choose one of our languages, each named in itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal

from interviewtool.gui.widgets.quiet import QuietCombo
from interviewtool.i18n import _, interface_language

_NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""How each language calls itself; never translated."""


def language_name(code: str, otherwise: str = "") -> str:
    """How a language calls itself. One that is none of ours: `otherwise`, or its code."""
    return _NAMES.get(code, otherwise or code)


class LanguageChoice(QuietCombo):
    """chosen(code): uk, ru or en. current: the one to begin with; the interface's where it is empty."""

    chosen = Signal(str)

    def __init__(self, current: str = "", *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name or _("Language of the interface"))
        self.offer(tuple(_NAMES), current or interface_language())
        self.activated.connect(lambda _index: self.chosen.emit(self.code))

    def offer(self, codes: Iterable[str], current: str) -> None:
        """Offer these languages alone; the first where current is none of them."""
        self.clear()
        for code in codes:
            self.addItem(language_name(code), code)
        self.setCurrentIndex(max(self.findData(current), 0))

    @property
    def code(self) -> str:
        """The language shown."""
        return str(self.currentData())
