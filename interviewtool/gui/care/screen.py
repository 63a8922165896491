"""The care of an open vault: a page of cards, and a page for each act that asks for more than a click.

Here are backup, check, register and help for another vault; the ways to open this one are in `ways`, new keys in
`new_keys`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.acting_screen import ActingScreen
from interviewtool.gui.care.backup_place import backup_place
from interviewtool.gui.care.help_view import HelpView
from interviewtool.gui.care.new_keys import NewKeys
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.present_passphrase import ask_passphrase
from interviewtool.gui.care.register_view import Entry, RegisterView, read_register
from interviewtool.gui.care.sentences import backup_made, checked
from interviewtool.gui.care.state import CareState
from interviewtool.gui.care.ways import Ways
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.widgets import page, title
from interviewtool.i18n import _
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


class CareScreen(ActingScreen):
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
        self._ways = Ways(self, workspace.vault)
        self._ways.code_shown.connect(self.code_shown)
        self._ways.code_confirmed.connect(self.code_confirmed)
        self._new_keys = NewKeys(self, workspace, settings.vault)
        self._new_keys.code_confirmed.connect(self.code_confirmed)
        self._new_keys.vault_closed.connect(self.vault_closed)
        self._cards_wanted = False
        self.code_shown.connect(lambda: self._note_code(confirmed=False))
        self.code_confirmed.connect(lambda: self._note_code(confirmed=True))
        self.show_view(_Waiting())

    def _note_code(self, *, confirmed: bool) -> None:
        self._settings = replace(self._settings, code_unconfirmed=not confirmed)

    def refresh(self) -> None:
        """Read the state, and show the cards unless something is being typed."""
        if isinstance(self.view, Overview | _Waiting):
            self.show_first()

    @property
    def replaceable(self) -> bool:
        return super().replaceable and isinstance(self.view, Overview | _Waiting)

    # --- the cards

    def show_first(self) -> None:
        workspace, settings = self._workspace, self._settings
        self._cards_wanted = True
        self.operations.quietly(lambda: CareState.read(workspace, settings), owner=self, done=self._show_cards)

    def show_view(self, view: QWidget) -> None:
        self._cards_wanted = False
        super().show_view(view)

    def _show_cards(self, state: CareState) -> None:
        if not self._cards_wanted:
            return  # something else was chosen while the state was read
        cards = Overview(state)
        if cards.put_back is not None:
            cards.put_back.acknowledged.connect(self._acknowledge)
        cards.backup.wanted.connect(self.back_up)
        cards.ways.passphrase_wanted.connect(self._ways.ask_change)
        cards.ways.code_wanted.connect(self._ways.renew_code)
        cards.ways.entrust_wanted.connect(lambda: self._ways.ask_entrust(state))
        cards.ways.removal_wanted.connect(self._ways.remove)
        cards.register_wanted.connect(self._open_register)
        cards.check_wanted.connect(self._check)
        cards.help_wanted.connect(self._ask_help)
        cards.renewal_wanted.connect(self._new_keys.ask)
        cards.panic_wanted.connect(self.panic_wanted)
        self.show_view(cards)
        self.tell_outcome(cards.banner)

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
            done=lambda report: self.finish(backup_made(report)),
            failed=self.fail,
            cancelled=lambda: self.finish(
                _("The backup was stopped. If one was made there before, it is still whole."), Role.NOTICE
            ),
            outlasts_idle=lambda _report: True,
        )

    def _check(self, with_register: bool) -> None:
        passphrase = ask_passphrase(self, _("To read the register of names, too.")) if with_register else ""
        if passphrase is None:
            return
        vault = self._workspace.vault

        def act(progress: Progress) -> Report:
            if not passphrase:
                return vault.verify(progress)
            with vault.identities(passphrase) as register:
                return vault.verify(progress, register=register)

        self.operations.run(
            act,
            owner=self,
            title=_("Checking the vault"),
            done=lambda report: self.finish(checked(report), Role.ERROR if report.findings else Role.SUCCESS),
            failed=self.fail,
            outlasts_idle=lambda report: not report.findings,
        )

    def _acknowledge(self, reason: str) -> None:
        vault = self._workspace.vault
        self.perform(
            lambda: vault.acknowledge(reason),
            _("Writing it into the log"),
            _("Noted in the log of the vault; it is not reported again."),
        )

    # --- the register of names

    def _open_register(self) -> None:
        passphrase = ask_passphrase(self, _("The names of the persons are kept under a key of their own."))
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
            failed=self.fail,
            cancellable=False,
        )

    def _show_register(self, entries: tuple[Entry, ...]) -> None:
        view = RegisterView(self._workspace, entries)
        view.closed.connect(self.show_first)
        self.show_view(view)

    # --- a vault of somebody else

    def _ask_help(self) -> None:
        folder = self.operations.dialogs.folder(self, _("Folder of the entrusted vault"), Path.home())
        if folder is None:
            return
        view = HelpView(self.operations, folder)
        view.agreed.connect(self._give_passphrase)
        view.turned_away.connect(self.show_first)
        self.show_view(view)

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

        self.perform(
            act,
            _("Opening the entrusted vault"),
            _("The vault has the new passphrase; the forgotten one no longer opens it."),
        )
