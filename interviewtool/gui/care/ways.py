"""Acts on the ways to open a vault: its passphrase, its recovery code, the key of a supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from interviewtool.crypto.slots import KeyKind, KeySlot
from interviewtool.gui.acting_screen import ActingScreen
from interviewtool.gui.care.entrust_view import EntrustView
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.present_passphrase import ask_passphrase
from interviewtool.gui.care.state import CareState, opens
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.vault import Vault


class Ways(QObject):
    """code_shown, code_confirmed: a new recovery code is on the screen; it was typed back."""

    code_shown = Signal()
    code_confirmed = Signal()

    def __init__(self, screen: ActingScreen, vault: Vault) -> None:
        super().__init__(screen)
        self._screen = screen
        self._vault = vault

    def ask_change(self) -> None:
        """Another passphrase."""
        screen, vault = self._screen, self._vault
        view = PassphraseView(
            screen.operations,
            heading_text=_("Change the passphrase"),
            why=_("The new one opens the vault at once; the old one no longer does."),
            notes=(_("Backups made before keep the old passphrase. Make a new one afterwards."),),
            act=_("Change the passphrase"),
        )
        view.agreed.connect(
            lambda present, new: screen.perform(
                lambda: vault.change_passphrase(present, new),
                _("Changing the passphrase"),
                _("The new passphrase opens the vault; the old one no longer does."),
            )
        )
        view.turned_away.connect(screen.show_first)
        screen.show_view(view)

    def renew_code(self) -> None:
        """Another recovery code, or the first."""
        screen, vault = self._screen, self._vault
        passphrase = ask_passphrase(
            screen, _("As soon as there is a new code, the one on your paper no longer opens the vault.")
        )
        if passphrase is None:
            return
        screen.operations.run(
            lambda _progress: vault.renew_recovery_code(passphrase),
            owner=screen,
            title=_("Making a new recovery code"),
            done=lambda code: self._show_code(str(code)),
            failed=screen.fail,
            cancellable=False,
        )

    def _show_code(self, code: str) -> None:
        screen = self._screen
        self.code_shown.emit()
        view = RecoveryCodeView(code, _("&Done"))
        view.confirmed.connect(self.code_confirmed)
        view.confirmed.connect(
            lambda: screen.finish(_("The new recovery code opens the vault. Destroy the paper with the old one."))
        )
        screen.show_view(view)

    def ask_entrust(self, state: CareState) -> None:
        """Let the team's supervisor open the vault, or change how far."""
        screen, holder = self._screen, state.supervisor
        if holder is None:
            return
        chosen = {KeyKind.VAULT, KeyKind.IDENTITY} if state.entrusted is None else opens(state.entrusted)
        view = EntrustView(holder.interviewer_code, chosen)
        view.agreed.connect(lambda keys: self._entrust(holder.recipient, keys))
        view.turned_away.connect(screen.show_first)
        screen.show_view(view)

    def _entrust(self, recipient: str, keys: frozenset[KeyKind]) -> None:
        screen, vault = self._screen, self._vault
        passphrase = ask_passphrase(screen, _("A new way to open the vault is made only by who can open it."))
        if passphrase is None:
            return
        screen.perform(
            lambda: vault.add_escrow(passphrase, recipient, keys),
            _("Entrusting the vault"),
            _("Your supervisor can now open what you have chosen."),
        )

    def remove(self, slot: KeySlot) -> None:
        """Take one of them away."""
        screen, vault = self._screen, self._vault
        passphrase = ask_passphrase(
            screen, _("What opened the vault this way no longer does. Backups made before keep it.")
        )
        if passphrase is None:
            return
        screen.perform(
            lambda: vault.remove_slot(passphrase, slot.slot_id), _("Removing a way to open the vault"), _("Removed.")
        )
