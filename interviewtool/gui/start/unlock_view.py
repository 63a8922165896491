"""Open a vault with its passphrase or its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.start.backoff import pause_after
from interviewtool.gui.widgets import (
    Banner,
    Card,
    FormRows,
    PathLabel,
    SecretField,
    button,
    button_row,
    lead,
    page,
    title,
)
from interviewtool.i18n import _, ngettext

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

WRONG = frozenset(("vault.wrong_passphrase", "vault.recovery_code_mistyped"))


class UnlockView(QWidget):
    """unlocked(workspace, folder). forgotten: the passphrase. other_chosen, create_chosen: not this vault.

    restore_chosen: a backup, as for a vault that is damaged. salvage_chosen: what is left of this one.
    """

    unlocked = Signal(object, object)
    forgotten = Signal()
    other_chosen = Signal()
    create_chosen = Signal()
    restore_chosen = Signal()
    salvage_chosen = Signal()

    def __init__(self, operations: Operations, folder: Path, *, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._operations = operations
        self._folder = folder
        self._clock = clock
        self._wrong = 0
        self._seconds = 0
        column = page(self, width=640)
        column.addStretch(1)
        column.addWidget(title(_("Unlock the vault")))
        column.addWidget(lead(_("The vault is locked. Its passphrase opens it.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        card = Card()
        rows = FormRows()
        self.secret = SecretField(_("Passphrase"))
        rows.add(_("&Passphrase"), self.secret, field=self.secret.edit)
        card.column.addLayout(rows)
        self.unlock_button = button(_("&Unlock"), self._unlock, Role.PRIMARY)
        forgot = button(_("&Forgot the passphrase?"), self.forgotten.emit, Role.QUIET)
        card.column.addLayout(button_row(self.unlock_button, forgot))
        column.addWidget(card)
        column.addWidget(PathLabel(folder))
        column.addLayout(
            button_row(
                button(_("Open &another vault…"), self.other_chosen.emit, Role.QUIET),
                button(_("&Create a new vault"), self.create_chosen.emit, Role.QUIET),
                button(_("&Restore a backup…"), self.restore_chosen.emit, Role.QUIET),
                button(_("&Salvage this vault…"), self.salvage_chosen.emit, Role.QUIET),
            )
        )
        column.addStretch(2)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._wait)
        self.secret.edit.textChanged.connect(lambda _text: self._allow())
        self.secret.edit.returnPressed.connect(self.unlock_button.click)
        self._allow()
        self.setFocusProxy(self.secret)

    def _allow(self) -> None:
        self.unlock_button.setEnabled(bool(self.secret.edit.text()) and self._seconds == 0)

    def _unlock(self) -> None:
        secret, folder, clock = self.secret.edit.text(), self._folder, self._clock
        self.banner.clear()

        def act(_progress: object) -> Workspace:
            from interviewtool.workspace import Workspace

            return Workspace.unlock(folder, secret, clock=clock)

        self._operations.run(
            act, owner=self, title=_("Unlocking"), done=self._opened, failed=self._failed, cancellable=False
        )

    def _opened(self, workspace: Workspace) -> None:
        self.secret.edit.clear()
        self.unlocked.emit(workspace, self._folder)

    def _failed(self, error: KnownError) -> None:
        self.banner.show_error(error)
        if error.code in WRONG:
            self._wrong += 1
            self._seconds = pause_after(self._wrong)
            if self._seconds:
                self._timer.start()
                self._say_wait()
        self.secret.edit.selectAll()
        self.secret.setFocus()
        self._allow()

    def _wait(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._seconds = 0
            self._timer.stop()
            self.unlock_button.setText(_("&Unlock"))
        else:
            self._say_wait()
        self._allow()

    def _say_wait(self) -> None:
        text = ngettext("Unlock in {seconds} second", "Unlock in {seconds} seconds", self._seconds)
        self.unlock_button.setText(text.format(seconds=self._seconds))
