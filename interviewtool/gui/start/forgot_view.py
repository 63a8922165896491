"""The passphrase is forgotten: what opens the vault all the same, what to do for it, and what is lost without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.crypto.recovery import parse_recovery_code
from interviewtool.crypto.slots import SlotKind
from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
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
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class ForgotView(QWidget):
    """unlocked(workspace, folder): the recovery code opened it, and there is a new passphrase.

    restore_chosen: from a backup. back: to the passphrase. kinds: the ways there are to open this vault.
    """

    unlocked = Signal(object, object)
    restore_chosen = Signal()
    back = Signal()

    def __init__(
        self, operations: Operations, folder: Path, kinds: frozenset[str], *, clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._operations = operations
        self._folder = folder
        self._clock = clock
        column = page(self)
        column.addWidget(title(_("Forgot the passphrase?")))
        column.addWidget(lead(_("Nobody can reset it. But there are other ways into the vault.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        column.addWidget(self._recovery(SlotKind.RECOVERY in kinds))
        column.addWidget(_supervisor(SlotKind.ESCROW in kinds))
        column.addWidget(self._backup())
        column.addWidget(_lost())
        column.addLayout(button_row(button(_("&Back"), self.back.emit)))
        column.addStretch(1)
        self.setFocusProxy(self.code)

    def _recovery(self, there: bool) -> Card:
        card = Card(_("1. The recovery code on paper"))
        if not there:
            card.column.addWidget(paragraph(_("This vault has none.")))
        whole = QWidget()
        column = column_of(whole, margin=0)
        column.addWidget(paragraph(_("You wrote it down when the vault was made. It opens everything.")))
        rows = FormRows()
        self.code = QLineEdit()
        self.code.setMaxLength(100)
        hint = _("Capital or small letters make no difference; spaces and hyphens may be left out.")
        rows.add(_("Recovery &code"), self.code, hint)
        column.addLayout(rows)
        self.new = NewPassphrase(self._operations, _("The new passphrase"))
        self.new.hide()
        column.addWidget(self.new)
        self.open_button = button(_("&Set the passphrase and open"), self._open, Role.PRIMARY)
        self.open_button.setEnabled(False)
        column.addLayout(button_row(self.open_button))
        whole.setVisible(there)
        card.column.addWidget(whole)
        self.code.textChanged.connect(lambda _text: self._typed())
        self.new.ready.connect(self._allow)
        self.new.entered.connect(self.open_button.click)
        return card

    def _backup(self) -> Card:
        card = Card(
            _("3. A backup with an older passphrase"),
            _(
                "A backup opens with the passphrase and the recovery code that the vault had when it was made. "
                "If you remember those, restore it into a new vault."
            ),
        )
        card.column.addLayout(button_row(button(_("&Restore a backup…"), self.restore_chosen.emit)))
        return card

    def _typed(self) -> None:
        """Ask for the new passphrase as soon as the code can be right."""
        right = parse_recovery_code(self.code.text()) is not None
        self.new.setVisible(right)
        self._allow()

    def _allow(self) -> None:
        self.open_button.setEnabled(self.new.is_ready and parse_recovery_code(self.code.text()) is not None)

    def _open(self) -> None:
        folder, code, new, clock = self._folder, self.code.text(), self.new.passphrase, self._clock
        self.banner.clear()

        def act(_progress: object) -> Workspace:
            from interviewtool.workspace import Workspace

            workspace = Workspace.unlock(folder, code, clock=clock)
            try:
                workspace.vault.change_passphrase(code, new)
            except BaseException:
                workspace.lock()
                raise
            return workspace

        self._operations.run(
            act, owner=self, title=_("Unlocking"), done=self._opened, failed=self._failed, cancellable=False
        )

    def _opened(self, workspace: Workspace) -> None:
        self.code.clear()
        self.new.clear()
        self.unlocked.emit(workspace, self._folder)

    def _failed(self, error: KnownError) -> None:
        self.banner.show_error(error)
        self.code.setFocus()


def _supervisor(there: bool) -> Card:
    card = Card(_("2. Your supervisor"))
    text = (
        _(
            "This vault was entrusted to a supervisor. Bring them this computer’s vault folder on a memory stick: in "
            "their program, under “Vault”, they open it with their own key and give it a new passphrase."
        )
        if there
        else _("This vault was not entrusted to a supervisor, so that nobody else’s key opens it.")
    )
    card.column.addWidget(paragraph(text))
    return card


def _lost() -> Card:
    return Card(
        _("And without any of these?"),
        _(
            "Then nobody can open the vault, not even the developers, and what it holds is lost. Bundles you have "
            "sent are not lost: your supervisor has them. Keep the folder, in case the passphrase comes back to you."
        ),
        role=Role.WARNING,
    )
