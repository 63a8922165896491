"""The questionnaire's language, changed at any moment. The buttons take no focus, so that one goes on where one was."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets import language_name
from interviewtool.i18n import _

_SHORT = 3
"""Letters of a short name: Укр, Рус, Eng."""


class LanguageSwitch(QWidget):
    """chosen(code). Ctrl+1, Ctrl+2 … choose by key."""

    chosen = Signal(str)

    def __init__(self, languages: Iterable[str], current: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for number, code in enumerate(languages, 1):
            button = QPushButton(language_name(code))
            set_role(button, Role.NAVIGATION)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key = f"Ctrl+{number}"
            button.setAccessibleName(_("Questionnaire in {language}").format(language=button.text()))
            button.setToolTip(f"{button.accessibleName()} ({key})")
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
            self._group.addButton(button)
            self._buttons[code] = button
            row.addWidget(button)
        self.show_language(current)

    def shorten(self, short: bool) -> None:
        """Only the beginning of each name, where the bar has no room for more."""
        for code, button in self._buttons.items():
            name = language_name(code)
            button.setText(name[:_SHORT] if short else name)

    def left_out(self) -> int:
        """How many pixels more the whole names would take than what is shown now."""
        return sum(
            button.fontMetrics().horizontalAdvance(language_name(code))
            - button.fontMetrics().horizontalAdvance(button.text())
            for code, button in self._buttons.items()
        )

    def show_language(self, code: str) -> None:
        """Show which language it is now."""
        if code in self._buttons:
            self._buttons[code].setChecked(True)

    def buttons(self) -> dict[str, QPushButton]:
        """The button of each language."""
        return self._buttons
