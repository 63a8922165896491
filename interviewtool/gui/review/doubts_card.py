"""What the reader of a bundle has to ask its sender about, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Card, button, button_row, paragraph
from interviewtool.i18n import _


class DoubtsCard(Card):
    """accepted(str): the sender was asked why their vault had forgotten bundles; what they said."""

    accepted = Signal(str)

    def __init__(self, doubts: Sequence[str], *, askable: bool) -> None:
        """askable: whether an answer can be kept; it is about the vault's history alone."""
        super().__init__(_("Ask the sender"), role=Role.WARNING)
        for doubt in doubts:
            self.column.addWidget(paragraph(_("⚠ {sentence}").format(sentence=doubt)))
        self.answer = QLineEdit()
        self.answer.setAccessibleName(_("What they said about their vault"))
        self.answer.setPlaceholderText(self.answer.accessibleName())
        self.accept_button = button(_("It is &explained: do not say it again"), self._accept)
        self.accept_button.setEnabled(False)
        self.answer.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        if askable:
            self.column.addWidget(self.answer)
            self.column.addLayout(button_row(self.accept_button))

    def _accept(self) -> None:
        self.accepted.emit(self.answer.text())
