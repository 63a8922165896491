"""Make a new vault: where, and under which passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.new_place import NewPlace
from interviewtool.gui.start.new_vault_view import NewVaultView
from interviewtool.gui.widgets import Card, paragraph
from interviewtool.i18n import _
from interviewtool.paths import cache_folder

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class CreateView(NewVaultView):
    """created(workspace, recovery code, folder)."""

    created = Signal(object, str, object)

    def __init__(self, operations: Operations, folder: Path, *, clock: Callable[[], datetime]) -> None:
        about = _("Everything you record is kept in this folder, encrypted under your passphrase.")
        super().__init__(operations, _("Create a vault"), about, clock)
        forgotten = Card(role=Role.WARNING)
        forgotten.column.addWidget(
            paragraph(
                _(
                    "Nobody can reset a forgotten passphrase, not even the developers. In the next step you get a "
                    "recovery code; it is shown only once. If both are lost, everything in the vault is lost."
                )
            )
        )
        place = NewPlace(operations, folder, _("Folder"))
        self._ask(place, NewPassphrase(operations), _("&Create the vault"), self._make, warning=forgotten)
        self.setFocusProxy(self.new)

    def _make(self) -> None:
        passphrase, folder, clock = self.new.passphrase, self.place.target, self._clock
        self.banner.clear()

        def act(_progress: object) -> tuple[Workspace, str]:
            from interviewtool.workspace import Workspace

            return Workspace.create(folder, passphrase, clock=clock, form_cache=cache_folder())

        self._operations.run(
            act,
            owner=self,
            title=_("Creating the vault"),
            done=self._made,
            failed=self.banner.show_error,
            cancellable=False,
        )

    def _made(self, made: tuple[Workspace, str]) -> None:
        self._forget()
        workspace, code = made
        self.created.emit(workspace, code, self.place.target)
