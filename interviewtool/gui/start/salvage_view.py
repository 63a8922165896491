"""Salvage a damaged vault: whatever can still be read of it comes into a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.brought import Brought
from interviewtool.gui.start.new_place import NewPlace
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
    paragraph,
    title,
)
from interviewtool.i18n import _


class SalvageView(QWidget):
    """salvaged(Brought). back: turned away. folder: of the damaged vault. target: where the new one is offered."""

    salvaged = Signal(object)
    back = Signal()

    def __init__(self, operations: Operations, folder: Path, target: Path, *, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._operations = operations
        self._folder = folder
        self._clock = clock
        column = page(self)
        column.addWidget(title(_("Salvage a damaged vault")))
        column.addWidget(lead(_("Whatever can still be read comes into a new vault. The damaged one stays as it is.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        card = Card(_("The damaged vault"))
        card.column.addWidget(PathLabel(folder))
        card.column.addWidget(
            paragraph(_("Restore a backup instead, if there is one from after your last work in it."))
        )
        rows = FormRows()
        self.secret = SecretField(_("Passphrase or recovery code of the damaged vault"))
        rows.add(_("Passphrase or recovery code of the damaged vault"), self.secret, field=self.secret.edit)
        card.column.addLayout(rows)
        column.addWidget(card)
        self.place = NewPlace(operations, target)
        column.addWidget(self.place)
        self.new = NewPassphrase(operations, _("Passphrase of the new vault"))
        column.addWidget(self.new)
        self.act = button(_("&Salvage"), self._salvage, Role.PRIMARY)
        column.addLayout(button_row(self.act, button(_("&Back"), self._turn_away)))
        column.addStretch(1)
        self.new.ready.connect(self._allow)
        self.new.entered.connect(self.act.click)
        self.secret.edit.textChanged.connect(self._allow)
        self._allow()
        self.setFocusProxy(self.secret)

    def _allow(self) -> None:
        self.act.setEnabled(self.new.is_ready and bool(self.secret.edit.text()))

    def _salvage(self) -> None:
        folder, secret, target = self._folder, self.secret.edit.text(), self.place.target
        new, clock = self.new.passphrase, self._clock
        self.banner.clear()

        def act(progress: Progress) -> Brought:
            from interviewtool.vault.salvage import NewVault, salvage
            from interviewtool.workspace import Workspace

            code, moved = salvage(folder, secret, NewVault(target, new, clock), progress=progress)
            return Brought(Workspace.unlock(target, new, clock=clock), str(code), target, moved, backup=False)

        self._operations.run(
            act, owner=self, title=_("Salvaging the vault"), done=self._made, failed=self.banner.show_error
        )

    def _made(self, brought: Brought) -> None:
        self._forget()
        self.salvaged.emit(brought)

    def _turn_away(self) -> None:
        self._forget()
        self.back.emit()

    def _forget(self) -> None:
        self.secret.edit.clear()
        self.new.clear()
