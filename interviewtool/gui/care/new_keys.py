"""New keys for a vault: asked for, made by `Renewal`, and the window ends with it, since the vault is another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from interviewtool.errors import KnownError
from interviewtool.gui.acting_screen import ActingScreen
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.renewal import Renewal
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class NewKeys(QObject):
    """folder: of the vault. code_confirmed: its new recovery code was typed back. vault_closed: the window must end."""

    code_confirmed = Signal()
    vault_closed = Signal()

    def __init__(self, screen: ActingScreen, workspace: Workspace, folder: Path) -> None:
        super().__init__(screen)
        self._screen = screen
        self._workspace = workspace
        self._folder = folder

    def ask(self) -> None:
        """The present passphrase, and the one of the new vault."""
        screen = self._screen
        view = PassphraseView(
            screen.operations,
            heading_text=_("Make new keys"),
            why=_("A new vault takes the place of this one, and the old one is destroyed."),
            notes=(
                _(
                    "It takes a while, and needs as much free space on the disk as the vault itself. The program locks "
                    "afterwards, and the new passphrase opens the vault. Backups made before still open with the old "
                    "one: make a new backup, and destroy them. A supervisor has to be entrusted anew."
                ),
            ),
            act=_("Make new keys"),
        )
        view.agreed.connect(self._renew)
        view.turned_away.connect(screen.show_first)
        screen.show_view(view)

    def _renew(self, present: str, new: str) -> None:
        screen = self._screen
        renewal = Renewal(screen, self._workspace, self._folder, present=present, new=new)

        def failed(error: KnownError) -> None:
            if renewal.closed:
                self._closed("\n\n".join((str(explain(error)), _("The vault is as it was before."))))
            else:
                screen.fail(error)

        screen.operations.run(
            renewal.run,
            owner=screen,
            title=_("Making new keys"),
            done=lambda _nothing: self._renewed(),
            failed=failed,
            cancelled=lambda: self._closed(_("Stopped. The vault is as it was before.")),
            outlasts_idle=lambda _nothing: True,
        )

    def _renewed(self) -> None:
        self.code_confirmed.emit()
        self._closed(_("The vault has new keys. Open it with the new passphrase."))

    def _closed(self, sentence: str) -> None:
        self._screen.operations.dialogs.tell(self._screen, _("The vault is locked"), sentence)
        self.vault_closed.emit()
