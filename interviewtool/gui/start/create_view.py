"""Make a new vault: where, and under which passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.new_place import NewPlace
from interviewtool.gui.widgets import (
    Banner,
    Card,
    button,
    button_row,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import _
from interviewtool.paths import cache_folder

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class CreateView(QWidget):
    """created(workspace, recovery code, folder). back: turned away."""

    created = Signal(object, str, object)
    back = Signal()

    def __init__(self, operations: Operations, folder: Path, *, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._operations = operations
        self._clock = clock
        column = page(self)
        column.addWidget(title(_("Create a vault")))
        column.addWidget(lead(_("Everything you record is kept in this folder, encrypted under your passphrase.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.place = NewPlace(operations, folder, _("Folder"))
        column.addWidget(self.place)
        self.secret = NewPassphrase(operations)
        column.addWidget(self.secret)

        forgotten = Card(role=Role.WARNING)
        forgotten.column.addWidget(
            paragraph(
                _(
                    "Nobody can reset a forgotten passphrase, not even the developers. In the next step you get a "
                    "recovery code; it is shown only once. If both are lost, everything in the vault is lost."
                )
            )
        )
        column.addWidget(forgotten)
        self.create_button = button(_("&Create the vault"), self._create, Role.PRIMARY)
        self.create_button.setEnabled(False)
        column.addLayout(button_row(self.create_button, button(_("&Back"), self.back.emit)))
        column.addStretch(1)
        self.secret.ready.connect(self.create_button.setEnabled)
        self.secret.entered.connect(self.create_button.click)
        self.setFocusProxy(self.secret)

    def _create(self) -> None:
        passphrase, folder, clock = self.secret.passphrase, self.place.target, self._clock
        self.banner.clear()

        def act(_progress: object) -> tuple[Workspace, str]:
            from interviewtool.workspace import Workspace

            return Workspace.create(folder, passphrase, clock=clock, form_cache=cache_folder())

        self._operations.run(
            act, owner=self, title=_("Creating the vault"), done=self._made, failed=self._failed, cancellable=False
        )

    def _failed(self, error: KnownError) -> None:
        self.banner.show_error(error)

    def _made(self, made: tuple[Workspace, str]) -> None:
        self.secret.clear()
        workspace, code = made
        self.created.emit(workspace, code, self.place.target)
