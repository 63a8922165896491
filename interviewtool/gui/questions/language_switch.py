"""The questionnaire's language, changed at any moment. The buttons take no focus, so that one goes on where one was."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets import QuietCombo, language_name
from interviewtool.i18n import _
from interviewtool.xforms import language_code

_SHORT = 3
"""Letters of a short name: Укр, Рус, Eng."""
_IN_A_ROW = 6
"""More languages than these are a list that opens."""


class LanguageSwitch(QWidget):
    """chosen(code). Ctrl+1, Ctrl+2 … choose by key. languages: codes, or names as questionnaires have them."""

    chosen = Signal(str)

    def __init__(self, languages: Iterable[str], current: str) -> None:
        super().__init__()
        self._names = {language_code(each): _name(each) for each in languages}
        self._buttons: dict[str, QPushButton] = {}
        self._list = QuietCombo(self)
        self._list.setVisible(len(self._names) > _IN_A_ROW)
        self._list.setAccessibleName(_("Language of the questionnaire"))
        self._list.activated.connect(lambda _index: self.chosen.emit(self._list.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._list)
        group = QButtonGroup(self)
        for number, (code, name) in enumerate(self._names.items(), 1):
            self._list.addItem(name, code)
            keys = f"Ctrl+{number}"
            if number <= 9:
                QShortcut(QKeySequence(keys), self).activated.connect(lambda code=code: self._pressed(code))
            if len(self._names) <= _IN_A_ROW:
                self._buttons[code] = self._button(code, keys)
                group.addButton(self._buttons[code])
                row.addWidget(self._buttons[code])
        self.show_language(current)

    def shorten(self, short: bool) -> None:
        """Only the beginning of each name, where the bar has no room for more."""
        for code, button in self._buttons.items():
            button.setText(self._names[code][:_SHORT] if short else self._names[code])

    def left_out(self) -> int:
        """How many pixels more the whole names would take than what is shown now."""
        return sum(
            button.fontMetrics().horizontalAdvance(self._names[code])
            - button.fontMetrics().horizontalAdvance(button.text())
            for code, button in self._buttons.items()
        )

    def show_language(self, code: str) -> None:
        """Show which language it is now."""
        self._list.setCurrentIndex(self._list.findData(code))
        if code in self._buttons:
            self._buttons[code].setChecked(True)

    def buttons(self) -> dict[str, QPushButton]:
        """The button of each language; none where they are a list."""
        return self._buttons

    def _button(self, code: str, keys: str) -> QPushButton:
        button = QPushButton(self._names[code])
        set_role(button, Role.NAVIGATION)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(_("Questionnaire in {language}").format(language=button.text()))
        button.setToolTip(f"{button.accessibleName()} ({keys})")
        button.clicked.connect(lambda: self.chosen.emit(code))
        return button

    def _pressed(self, code: str) -> None:
        self.show_language(code)
        self.chosen.emit(code)


def _name(language: str) -> str:
    """How a language calls itself; of another than ours what stands before its code."""
    return language_name(language_code(language), language.rpartition("(")[0].strip() or language)
