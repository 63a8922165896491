"""Salvage a damaged vault: whatever can still be read of it comes into a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.brought import Brought
from interviewtool.gui.start.new_place import NewPlace
from interviewtool.gui.start.new_vault_view import NewVaultView
from interviewtool.gui.widgets import Card, FormRows, PathLabel, SecretField, paragraph
from interviewtool.i18n import _


class SalvageView(NewVaultView):
    """salvaged(Brought). folder: of the damaged vault. target: where the new one is offered."""

    salvaged = Signal(object)

    def __init__(self, operations: Operations, folder: Path, target: Path, *, clock: Callable[[], datetime]) -> None:
        about = _("Whatever can still be read comes into a new vault. The damaged one stays as it is.")
        super().__init__(operations, _("Salvage a damaged vault"), about, clock)
        self._folder = folder
        card = Card(_("The damaged vault"))
        card.column.addWidget(PathLabel(folder))
        card.column.addWidget(
            paragraph(_("Restore a backup instead, if there is one from after your last work in it."))
        )
        rows = FormRows()
        self.secret = SecretField(_("Passphrase or recovery code of the damaged vault"))
        rows.add(_("Passphrase or recovery code of the damaged vault"), self.secret, field=self.secret.edit)
        card.column.addLayout(rows)
        self._column.addWidget(card)
        self._old = (self.secret.edit,)
        new = NewPassphrase(operations, _("Passphrase of the new vault"))
        self._ask(NewPlace(operations, target), new, _("&Salvage"), self._make)
        self.setFocusProxy(self.secret)

    def _can_make(self) -> bool:
        return bool(self.secret.edit.text())

    def _make(self) -> None:
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
