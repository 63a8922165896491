"""A passphrase of the person's own: typed twice, with its strength shown; ready only when it is hard to guess."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from interviewtool.crypto.strength import Strength, strength
from interviewtool.gui.design import Role, scaled, set_role
from interviewtool.gui.operations import Operations
from interviewtool.gui.widgets import FormRows, SecretField, caption, column_of, paragraph
from interviewtool.i18n import _

TYPING_PAUSE = 250
"""Milliseconds after the last letter before the passphrase is judged."""


class OwnPassphrase(QWidget):
    """ready(bool): both fields agree and the passphrase is strong enough. entered: Return in the second field."""

    ready = Signal(bool)
    entered = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._judged: tuple[str, Strength] | None = None
        column = column_of(self, margin=0)
        first = FormRows()
        self.first = SecretField(_("Passphrase"))
        hint = _("Six random words or more are easy to keep in mind and hard to guess.")
        first.add(_("&Passphrase"), self.first, hint, field=self.first.edit)
        column.addLayout(first)
        self._bar = QProgressBar()
        self._bar.setRange(0, 4)
        self._bar.setValue(0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Strength of the passphrase"))
        self._bar.setFixedHeight(scaled(10))
        self._verdict = caption(_("Strength is shown while you type."))
        column.addWidget(self._bar)
        column.addWidget(self._verdict)
        second = FormRows()
        self.second = SecretField(_("Passphrase again"))
        second.add(_("Passphrase &again"), self.second, field=self.second.edit)
        column.addLayout(second)
        self._differs = paragraph("", Role.ERROR)
        self._differs.hide()
        column.addWidget(self._differs)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._judge)
        self.first.edit.textChanged.connect(self._typed)
        self.second.edit.textChanged.connect(self._compare)
        self.first.edit.returnPressed.connect(self.second.setFocus)
        self.second.edit.returnPressed.connect(self.entered)
        self.setFocusProxy(self.first)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.edit.text()

    def clear(self) -> None:
        """Forget both fields."""
        self.first.edit.clear()
        self.second.edit.clear()

    def _typed(self) -> None:
        self._compare()
        self._typing.start()

    def _judge(self) -> None:
        text = self.passphrase
        self._operations.quietly(lambda: strength(text), owner=self, done=lambda found: self._show(text, found))

    def _show(self, text: str, found: Strength) -> None:
        if text != self.passphrase:
            return
        self._judged = (text, found)
        self._bar.setValue(found.score if text else 0)
        self._verdict.setText(_(found.sentence) if text else _("Strength is shown while you type."))
        set_role(self._verdict, (Role.SUCCESS if found.enough else Role.WARNING) if text else Role.CAPTION)
        self._bar.setAccessibleDescription(self._verdict.text())
        self._compare()

    def _compare(self) -> None:
        first, second = self.passphrase, self.second.edit.text()
        begun_wrong = bool(second) and not first.startswith(second)
        self._differs.setText(_("The two passphrases differ.") if begun_wrong else "")
        self._differs.setVisible(begun_wrong)
        enough = self._judged is not None and self._judged[0] == first and self._judged[1].enough
        self.ready.emit(enough and first == second)
