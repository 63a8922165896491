"""A passphrase the program makes up: six random words, shown, then typed again from memory or paper."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from interviewtool.crypto.passphrases import new_passphrase
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets import (
    FormRows,
    LanguageChoice,
    SecretField,
    button,
    button_row,
    code,
    column_of,
    paragraph,
)
from interviewtool.i18n import _
from interviewtool.model.codes import Randomness


class MadePassphrase(QWidget):
    """ready(bool): the words were typed again rightly. entered: Return in the field. draw: picks the words."""

    ready = Signal(bool)
    entered = Signal()

    def __init__(self, draw: Randomness = secrets.randbelow) -> None:
        super().__init__()
        self._draw = draw
        column = column_of(self, margin=0)
        self._words_step, self._typing_step = self._shown(), self._asked()
        for step in (self._words_step, self._typing_step):
            column.addWidget(step)
        self._typing_step.hide()
        self.setFocusProxy(self.another)
        self._make()

    @property
    def passphrase(self) -> str:
        """What was made up."""
        return self.words.text()

    def clear(self) -> None:
        """Forget the words."""
        self.typed.edit.clear()
        self.words.clear()
        self.words.setAccessibleName("")

    def _shown(self) -> QWidget:
        step = QWidget()
        column = column_of(step, margin=0)
        self.words = code("")
        column.addWidget(self.words)
        column.addWidget(
            paragraph(
                _(
                    "Repeat the words to yourself a few times, or make up a little story with them. They are not shown "
                    "again later."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self.another = button(_("A&nother one"), self._make)
        self.language = LanguageChoice(name=_("Language of the words"))
        self.language.chosen.connect(lambda _code: self._make())
        row.addWidget(self.another)
        row.addWidget(self.language)
        row.addStretch(1)
        column.addLayout(row)
        self.kept = button(_("I have &memorised it"), self._ask, Role.PRIMARY)
        column.addLayout(button_row(self.kept))
        return step

    def _asked(self) -> QWidget:
        step = QWidget()
        column = column_of(step, margin=0)
        rows = FormRows()
        self.typed = SecretField(_("The six words"))
        hint = _("Small letters, one space between the words.")
        rows.add(_("&Type the six words"), self.typed, hint, field=self.typed.edit)
        column.addLayout(rows)
        self._verdict = paragraph("")
        column.addWidget(self._verdict)
        column.addLayout(button_row(button(_("&Show the words again"), self._show_again, Role.QUIET)))
        column.addStretch(1)
        self.typed.edit.textChanged.connect(lambda _text: self._compare())
        self.typed.edit.returnPressed.connect(self.entered)
        return step

    def _make(self) -> None:
        made = new_passphrase(self.language.code, draw=self._draw)
        self.words.setText(made)
        self.words.setAccessibleName(made)

    def _ask(self) -> None:
        self._words_step.hide()
        self._typing_step.show()
        self.setFocusProxy(self.typed.edit)
        self.typed.setFocus()

    def _show_again(self) -> None:
        self.typed.edit.clear()
        self._typing_step.hide()
        self._words_step.show()
        self.setFocusProxy(self.another)
        self.kept.setFocus()

    def _compare(self) -> None:
        typed = self.typed.edit.text()
        right = bool(typed) and typed == self.passphrase
        wrong = not self.passphrase.startswith(typed)
        self._verdict.setText(
            _("These are the words.") if right else _("These are other words than those shown.") if wrong else ""
        )
        set_role(self._verdict, Role.SUCCESS if right else Role.ERROR)
        self.ready.emit(right)
