"""The care of an open vault: a page of cards, and a page for each act that asks for more than a click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.crypto.slots import KeyKind, KeySlot
from interviewtool.errors import KnownError
from interviewtool.gui.care.backup_place import backup_place
from interviewtool.gui.care.entrust_view import EntrustView
from interviewtool.gui.care.help_view import HelpView
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.register_view import Entry, RegisterView, read_register
from interviewtool.gui.care.renewal import Renewal
from interviewtool.gui.care.sentences import backup_made, checked
from interviewtool.gui.care.state import CareState, opens
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.screen import Screen
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.widgets import Banner, OneView, page, title
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.settings import Settings
from interviewtool.vault import Report

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class _Waiting(QWidget):
    """What is seen until the state is read."""

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Care of the vault")))
        column.addStretch(1)


class CareScreen(Screen):
    """panic_wanted: destroy the keys. vault_closed: it was closed for an act of here; the window has to end.

    code_shown, code_confirmed: a new recovery code is on the screen; it was typed back.
    """

    panic_wanted = Signal()
    vault_closed = Signal()
    code_shown = Signal()
    code_confirmed = Signal()

    def __init__(self, workspace: Workspace, operations: Operations, settings: Settings) -> None:
        super().__init__(operations)
        self._workspace = workspace
        self._settings = settings
        self._stack = OneView()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._said: Callable[[Banner], object] | None = None
        self._cards_wanted = False
        self._show(_Waiting())

    def refresh(self) -> None:
        """Read the state, and show the cards unless something is being typed."""
        if isinstance(self.view, Overview | _Waiting):
            self._show_cards()

    def first_focus(self) -> None:
        if self.view is not None:
            self.view.setFocus()

    @property
    def replaceable(self) -> bool:
        return super().replaceable and isinstance(self.view, Overview | _Waiting)

    @property
    def view(self) -> QWidget | None:
        """What is shown."""
        return self._stack.currentWidget()

    # --- the cards

    def _show_cards(self) -> None:
        workspace, days = self._workspace, self._settings.backup_days
        self._cards_wanted = True
        self.operations.quietly(lambda: CareState.read(workspace, days), owner=self, done=self._overview)

    def _overview(self, state: CareState) -> None:
        if not self._cards_wanted:
            return  # something else was chosen while the state was read
        cards = Overview(state)
        if cards.put_back is not None:
            cards.put_back.acknowledged.connect(self._acknowledge)
        cards.backup.wanted.connect(self.back_up)
        cards.ways.passphrase_wanted.connect(self._ask_change)
        cards.ways.code_wanted.connect(self._renew_code)
        cards.ways.entrust_wanted.connect(lambda: self._ask_entrust(state))
        cards.ways.removal_wanted.connect(self._remove)
        cards.register_wanted.connect(self._open_register)
        cards.check_wanted.connect(self._check)
        cards.help_wanted.connect(self._ask_help)
        cards.renewal_wanted.connect(self._ask_renewal)
        cards.panic_wanted.connect(self.panic_wanted)
        self._show(cards)
        if self._said is not None:
            self._said(cards.banner)
            self._said = None

    def _done(self, sentence: str, role: Role = Role.SUCCESS) -> None:
        """Back to the cards, with what was done."""
        self._said = lambda banner: banner.show_text(role, sentence)
        self._show_cards()

    def _failed(self, error: KnownError) -> None:
        view = self.view
        banner = getattr(view, "banner", None)
        if isinstance(banner, Banner):
            banner.show_error(error)
        else:
            self.operations.show_error(self, error)

    def _run(self, act: Callable[[], object], title: str, done: str) -> None:
        """An act that is too short to be stopped. done: what is said when it is done."""
        self.operations.run(
            lambda _progress: act(),
            owner=self,
            title=title,
            done=lambda _result: self._done(done),
            failed=self._failed,
            cancellable=False,
        )

    # --- backup and check

    def back_up(self, folder: Path | None = None) -> None:
        """Make a backup; ask where, unless a folder is given."""
        chosen = folder or self.operations.dialogs.folder(self, _("Folder for the backup"), Path.home())
        if chosen is None:
            return
        vault = self._workspace.vault
        self.operations.run(
            lambda progress: vault.backup(chosen if folder else backup_place(chosen), progress),
            owner=self,
            title=_("Making the backup"),
            done=lambda report: self._done(backup_made(report)),
            failed=self._failed,
            cancelled=lambda: self._done(
                _("The backup was stopped. If one was made there before, it is still whole."), Role.NOTICE
            ),
            outlasts_idle=lambda _report: True,
        )

    def _check(self, with_register: bool) -> None:
        passphrase = self._passphrase(_("To read the register of names, too.")) if with_register else ""
        if passphrase is None:
            return
        vault = self._workspace.vault

        def act(progress: Progress) -> Report:
            if not passphrase:
                return vault.verify(progress)
            with vault.identities(passphrase) as register:
                return vault.verify(progress, register=register)

        def tell(report: Report) -> None:
            self._done(checked(report), Role.ERROR if report.findings else Role.SUCCESS)

        self.operations.run(
            act,
            owner=self,
            title=_("Checking the vault"),
            done=tell,
            failed=self._failed,
            outlasts_idle=lambda report: not report.findings,
        )

    def _acknowledge(self, reason: str) -> None:
        vault = self._workspace.vault
        self._run(
            lambda: vault.acknowledge(reason),
            _("Writing it into the log"),
            _("Noted in the log of the vault; it is not reported again."),
        )

    # --- the ways to open it

    def _ask_change(self) -> None:
        view = PassphraseView(
            self.operations,
            heading_text=_("Change the passphrase"),
            why=_("The new one opens the vault at once, and the old one opens it no more."),
            notes=(_("Backups made before keep the old passphrase. Make a new one afterwards."),),
            act=_("Change the passphrase"),
        )
        vault = self._workspace.vault
        view.agreed.connect(
            lambda present, new: self._run(
                lambda: vault.change_passphrase(present, new),
                _("Changing the passphrase"),
                _("The new passphrase opens the vault; the old one opens it no more."),
            )
        )
        self._show_step(view)

    def _renew_code(self) -> None:
        passphrase = self._passphrase(
            _("The code on your paper opens the vault no more as soon as there is a new one.")
        )
        if passphrase is None:
            return
        vault = self._workspace.vault
        self.operations.run(
            lambda _progress: vault.renew_recovery_code(passphrase),
            owner=self,
            title=_("Making a new recovery code"),
            done=lambda code: self._show_code(str(code)),
            failed=self._failed,
            cancellable=False,
        )

    def _show_code(self, code: str) -> None:
        self.code_shown.emit()
        view = RecoveryCodeView(code, _("&Done"))
        view.confirmed.connect(self.code_confirmed)
        view.confirmed.connect(
            lambda: self._done(_("The new recovery code opens the vault. Destroy the paper with the old one."))
        )
        self._show(view)

    def _ask_entrust(self, state: CareState) -> None:
        holder = state.supervisor
        if holder is None:
            return
        chosen = {KeyKind.VAULT, KeyKind.IDENTITY} if state.entrusted is None else opens(state.entrusted)
        view = EntrustView(holder.interviewer_code, chosen)
        view.agreed.connect(lambda keys: self._entrust(holder.recipient, keys))
        self._show_step(view)

    def _entrust(self, recipient: str, keys: frozenset[KeyKind]) -> None:
        passphrase = self._passphrase(_("A new way to open the vault is made only by who can open it."))
        if passphrase is None:
            return
        vault = self._workspace.vault
        self._run(
            lambda: vault.add_escrow(passphrase, recipient, keys),
            _("Entrusting the vault"),
            _("Your supervisor can now open what you have chosen."),
        )

    def _remove(self, slot: KeySlot) -> None:
        passphrase = self._passphrase(
            _("What opened the vault this way opens it no more. Backups made before keep it.")
        )
        if passphrase is None:
            return
        vault = self._workspace.vault
        self._run(
            lambda: vault.remove_slot(passphrase, slot.slot_id),
            _("Removing a way to open the vault"),
            _("Removed."),
        )

    # --- the register of names

    def _open_register(self) -> None:
        passphrase = self._passphrase(_("The names of the persons are kept under a key of their own."))
        if passphrase is None:
            return
        workspace, minutes = self._workspace, self._settings.register_minutes

        def act(_progress: object) -> tuple[Entry, ...]:
            workspace.vault.register.open(passphrase, minutes)
            return read_register(workspace)

        self.operations.run(
            act,
            owner=self,
            title=_("Opening the register"),
            done=self._show_register,
            failed=self._failed,
            cancellable=False,
        )

    def _show_register(self, entries: tuple[Entry, ...]) -> None:
        view = RegisterView(self._workspace, entries)
        view.closed.connect(self._show_cards)
        self._show(view)

    # --- a vault of somebody else

    def _ask_help(self) -> None:
        folder = self.operations.dialogs.folder(self, _("Folder of the entrusted vault"), Path.home())
        if folder is None:
            return
        view = HelpView(self.operations, folder)
        view.agreed.connect(self._give_passphrase)
        self._show_step(view)

    def _give_passphrase(self, folder: Path, new: str) -> None:
        workspace = self._workspace

        def act() -> None:
            from interviewtool.vault import Vault

            identity = workspace.team.keys().age_identity.secret
            vault = Vault.unlock(folder, identity, clock=workspace.clock)
            try:
                vault.change_passphrase(identity, new)
            finally:
                vault.close()

        self._run(
            act,
            _("Opening the entrusted vault"),
            _("The vault has the new passphrase; the forgotten one opens it no more."),
        )

    # --- new keys

    def _ask_renewal(self) -> None:
        view = PassphraseView(
            self.operations,
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
        self._show_step(view)

    def _renew(self, present: str, new: str) -> None:
        renewal = Renewal(self, self._workspace, self._settings.vault, present=present, new=new)

        def failed(error: KnownError) -> None:
            if renewal.closed:
                self._closed("\n\n".join((str(explain(error)), _("The vault is as it was before."))))
            else:
                self._failed(error)

        self.operations.run(
            renewal.run,
            owner=self,
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
        self.operations.dialogs.tell(self, _("The vault is locked"), sentence)
        self.vault_closed.emit()

    # --- parts

    def _passphrase(self, why: str) -> str | None:
        return self.operations.dialogs.passphrase(self, _("Passphrase of this vault"), why)

    def _show_step(self, view: PassphraseView | EntrustView | HelpView) -> None:
        view.turned_away.connect(self._show_cards)
        self._show(view)

    def _show(self, view: QWidget) -> None:
        self._cards_wanted = False
        self._stack.show_view(view)
