"""Names that appear under a line while somebody types a part of one, in whatever spelling.

Qt's own filter knows nothing of ё and е or of the kinds of apostrophes; here a letter is looked for as search looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from interviewtool.model import folded


class FoundNames(QCompleter):
    """Offers what has the typed text in it, under the line it is made for."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._names: list[str] = []
        self._folded: list[str] = []
        self._offered = QStringListModel(self)
        self.setModel(self._offered)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(10)
        edit.setCompleter(self)
        edit.textEdited.connect(self._narrow)  # told before Qt looks what there is to show

    def offer(self, names: Sequence[str]) -> None:
        """The names among which one is looked for."""
        self._names = list(names)
        self._folded = [folded(name) for name in names]
        self._offered.setStringList(self._names)

    def _narrow(self, typed: str) -> None:
        wanted = folded(typed).strip()
        self._offered.setStringList(
            [name for name, plain in zip(self._names, self._folded, strict=True) if wanted in plain]
        )
