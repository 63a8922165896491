"""A fingerprint in words, numbered, so that two people can read it to each other."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from interviewtool.gui.design import LARGE_PRINT, Role, Space, scaled, set_role
from interviewtool.gui.widgets import LanguageChoice, caption, paragraph
from interviewtool.i18n import _, interface_language
from interviewtool.team import Card as TeamCard

COLUMNS = 4
"""One less in large print."""


class Fingerprint(QFrame):
    """The words of a card, in any of our languages: two people need the same one, whatever their interfaces speak."""

    def __init__(self, card: TeamCard) -> None:
        super().__init__()
        self._card = card
        set_role(self, Role.NOTICE)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        self.words = card.fingerprint_words(interface_language())
        self._labels: list[QLabel] = []
        columns = COLUMNS - 1 if scaled(100) >= LARGE_PRINT else COLUMNS
        for place in range(len(self.words)):
            label = paragraph("")
            label.setWordWrap(False)
            label.setMinimumWidth(scaled(110))
            self._labels.append(label)
            grid.addWidget(label, *divmod(place, columns))
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.addWidget(caption(_("Both read the words in the same language:")), 1)
        language = LanguageChoice(name=_("Language of the words"))
        language.chosen.connect(self.show_language)
        foot.addWidget(language)
        column.addLayout(foot)
        self.show_language(interface_language())

    def show_language(self, language: str) -> None:
        """Show the words in one language: uk, ru or en."""
        self.words = self._card.fingerprint_words(language)
        for number, (label, word) in enumerate(zip(self._labels, self.words, strict=True), 1):
            label.setText(_("{number}. {word}").format(number=number, word=word))
        self.setAccessibleName(_("Fingerprint: {words}").format(words=", ".join(self.words)))
