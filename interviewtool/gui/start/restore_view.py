"""Restore a backup into a new vault: with new keys, a new passphrase and a new recovery code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role, Space
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.brought import Brought
from interviewtool.gui.start.new_place import NewPlace
from interviewtool.gui.start.new_vault_view import NewVaultView
from interviewtool.gui.widgets import Card, FormRows, PathLabel, SecretField, bring_into_view, button, paragraph
from interviewtool.i18n import _


class RestoreView(NewVaultView):
    """restored(Brought).

    target: where the new vault is offered. beside: the vault that is there, whose erased interviews stay erased.
    """

    restored = Signal(object)

    def __init__(
        self, operations: Operations, target: Path, beside: Path | None, *, clock: Callable[[], datetime]
    ) -> None:
        about = _("What the backup holds is brought into a new vault. The backup stays as it is.")
        super().__init__(operations, _("Restore a backup"), about, clock)
        self._backup: Path | None = None
        self._beside = beside
        self._column.addWidget(self._source())
        self.beside_card = self._other()
        self._column.addWidget(self.beside_card)
        self._old = (self.secret.edit, self.beside_secret.edit)
        new = NewPassphrase(operations, _("Passphrase of the new vault"))
        self._ask(NewPlace(operations, target), new, _("&Restore"), self._make)
        self.setFocusProxy(self.choose)

    def _source(self) -> Card:
        card = Card(_("The backup"))
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._from = PathLabel(Path(_("No folder is chosen yet.")))
        row.addWidget(self._from, 1)
        self.choose = button(_("C&hoose…"), self._choose_backup)
        row.addWidget(self.choose)
        card.column.addLayout(row)
        rows = FormRows()
        self.secret = SecretField(_("Passphrase or recovery code of the backup"))
        hint = _("The one the vault had when the backup was made.")
        rows.add(_("Passphrase or recovery code of the backup"), self.secret, hint, field=self.secret.edit)
        card.column.addLayout(rows)
        return card

    def _other(self) -> Card:
        """Only where it is needed: the vault that is there has another passphrase than the backup."""
        card = Card(_("What was erased in the vault that is there"), role=Role.WARNING)
        said = _(
            "The vault that is there does not open with this. Type its own passphrase below, so that it can be "
            "asked what was erased; or leave that field empty and restore without."
        )
        card.column.addWidget(paragraph(said))
        rows = FormRows()
        self.beside_secret = SecretField(_("Passphrase or recovery code of the vault that is there"))
        hint = _("What was erased in it since the backup does not come back. Empty: it is not asked.")
        label = _("Passphrase or recovery code of the vault that is there")
        rows.add(label, self.beside_secret, hint, field=self.beside_secret.edit)
        card.column.addLayout(rows)
        card.hide()
        return card

    def _choose_backup(self) -> None:
        chosen = self._operations.dialogs.folder(self, _("Folder of the backup"), Path.home())
        if chosen is not None:
            # Where a backup was put on a stick with other things, it has a folder of its own there.
            inside = chosen / "backup"
            self._backup = inside if not (chosen / "manifest").exists() and (inside / "manifest").exists() else chosen
            self._from.show_path(self._backup)
            self._allow()
            self.secret.setFocus()

    def _can_make(self) -> bool:
        return self._backup is not None and bool(self.secret.edit.text())

    def _make(self) -> None:
        backup, secret, target, new = self._backup, self.secret.edit.text(), self.place.target, self.new.passphrase
        beside, clock = self._beside, self._clock
        asked, own = not self.beside_card.isHidden(), self.beside_secret.edit.text()
        if backup is None:
            return
        self.banner.clear()

        def act(progress: Progress) -> Brought | None:
            from interviewtool.vault.closed import opens
            from interviewtool.vault.restore import restore
            from interviewtool.vault.salvage import NewVault
            from interviewtool.workspace import Workspace

            erased_in = {}
            if beside is not None and _can_be_asked(beside):
                opener = next((one for one in (secret, own) if one and opens(beside, one)), None)
                if opener is None and (own or not asked):
                    return None
                erased_in = {} if opener is None else {beside: opener}
            made = NewVault(target, new, clock)
            code, moved = restore(backup, secret, made, progress=progress, erased_in=erased_in)
            workspace = Workspace.unlock(target, new, clock=clock)
            unheard = None if erased_in else beside
            return Brought(workspace, str(code), target, moved, backup=True, unheard=unheard)

        self._operations.run(
            act, owner=self, title=_("Restoring the backup"), done=self._made, failed=self.banner.show_error
        )

    def _made(self, restored: Brought | None) -> None:
        if restored is None:
            if not self.beside_card.isHidden():
                self.banner.show_error(KnownError("vault.wrong_passphrase"))
            self.beside_card.show()
            bring_into_view(self.beside_card)
            self.beside_secret.edit.setFocus()
            return
        self._forget()
        self.restored.emit(restored)


def _can_be_asked(vault: Path) -> bool:
    """Whether a passphrase is all that is missing to learn what was erased in it; not so where its header is gone."""
    from interviewtool.vault.closed import ways_to_open

    try:
        return bool(ways_to_open(vault))
    except (KnownError, OSError):
        return False
