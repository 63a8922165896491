"""The recovery code: shown once, then asked back, so that it was really written down."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from interviewtool.crypto.recovery import parse_recovery_code
from interviewtool.gui.design import Role, set_role
from interviewtool.gui.widgets import (
    Banner,
    Card,
    FormRows,
    button,
    button_row,
    column_of,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.gui.widgets import code as code_label
from interviewtool.i18n import _


class RecoveryCodeView(QWidget):
    """confirmed: the code was typed back. code: as `str` of a RecoveryCode. go_on: what the last button says.

    said: what is told above it, about what was made.
    """

    confirmed = Signal()

    def __init__(self, code: str, go_on: str, said: str = "") -> None:
        super().__init__()
        self._code = code
        self._go_on = go_on
        column = page(self)
        column.addWidget(title(_("Your recovery code")))
        column.addWidget(lead(_("It opens the vault when the passphrase is forgotten. It is shown only this once.")))
        if said:
            known = Card(text=said, role=Role.NOTICE)
            column.addWidget(known)
        self._steps = QStackedWidget()
        column.addWidget(self._steps)
        column.addStretch(1)
        self._steps.addWidget(self._shown())
        self._steps.addWidget(self._asked())

    def _shown(self) -> QWidget:
        step = QWidget()
        column = column_of(step, margin=0)
        card = Card()
        self.code = code_label(in_two_rows(self._code))
        set_role(self.code, Role.PAPER)
        self.code.setAccessibleName(self._code)
        card.column.addWidget(self.code)
        card.column.addWidget(
            paragraph(
                _(
                    "Write it on paper by hand, and keep the paper away from this computer. "
                    "Do not photograph it and do not save it in a file."
                )
            )
        )
        column.addWidget(card)
        self.written = button(_("I have &written it down"), self._ask, Role.PRIMARY)
        column.addLayout(button_row(self.written))
        column.addStretch(1)
        self.setFocusProxy(self.written)
        return step

    def _asked(self) -> QWidget:
        step = QWidget()
        column = column_of(step, margin=0)
        card = Card(_("Type it from your paper"))
        self._banner = Banner()
        card.column.addWidget(self._banner)
        rows = FormRows()
        self.typed = QLineEdit()
        hint = _("Capital or small letters make no difference; spaces and hyphens may be left out.")
        rows.add(_("Recovery &code"), self.typed, hint)
        card.column.addLayout(rows)
        column.addWidget(card)
        self.confirm = button(self._go_on, self._check, Role.PRIMARY)
        column.addLayout(button_row(self.confirm, button(_("&Show the code again"), self._show_again)))
        column.addStretch(1)
        self.typed.returnPressed.connect(self.confirm.click)
        return step

    def _ask(self) -> None:
        self._steps.setCurrentIndex(1)
        self.typed.setFocus()

    def _show_again(self) -> None:
        self._banner.clear()
        self.typed.clear()
        self._steps.setCurrentIndex(0)
        self.written.setFocus()

    def _check(self) -> None:
        typed = parse_recovery_code(self.typed.text())
        if typed is None or str(typed) != self._code:
            self._banner.show_text(
                Role.ERROR, _("This is not the code that was shown. Compare it letter by letter with your paper.")
            )
            self.typed.setFocus()
            return
        self._code = ""
        self.code.clear()
        self.code.setAccessibleName("")
        self.typed.clear()
        self.confirmed.emit()


def in_two_rows(code: str) -> str:
    """A code of eight groups, four in a row: so it is read off and compared without losing the place."""
    groups = code.split("-")
    half = len(groups) // 2
    return "\n".join("  ".join(row) for row in (groups[:half], groups[half:]))
