"""The screen before a vault is open; it leads through welcome, create, recovery code and unlock, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Space
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.start.brought import Brought, what_came
from interviewtool.gui.start.create_view import CreateView
from interviewtool.gui.start.forgot_view import ForgotView
from interviewtool.gui.start.restore_view import RestoreView
from interviewtool.gui.start.salvage_view import SalvageView
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.gui.start.welcome_view import WelcomeView
from interviewtool.gui.widgets import LanguageChoice, OneView, column_of
from interviewtool.i18n import _
from interviewtool.paths import FILLING
from interviewtool.settings import Settings

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


_AT_REST = (WelcomeView, UnlockView)


class StartScreen(Screen):
    """opened(workspace, folder): a vault is open. made(workspace, folder): so is a new one, and its recovery code is
    shown, which has to be typed back before `opened`. language_chosen(code): of the interface; uk, ru or en.

    folder: of the vault that is offered.
    """

    opened = Signal(object, object)
    made = Signal(object, object)
    language_chosen = Signal(str)

    def __init__(self, operations: Operations, settings: Settings, *, clock: Callable[[], datetime]) -> None:
        super().__init__(operations)
        self._clock = clock
        self.folder = settings.vault
        whole = column_of(self, margin=0, spacing=0)
        self._stack = OneView()
        whole.addWidget(self._stack, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.MEDIUM)
        foot.addStretch(1)
        self.language = LanguageChoice()
        self.language.chosen.connect(self.language_chosen)
        foot.addWidget(self.language)
        whole.addWidget(self._foot)
        self._view: QWidget
        if has_vault(self.folder):
            self.show_unlock(self.folder)
        else:
            self.show_welcome()

    def first_focus(self) -> None:
        self._view.setFocus()

    @property
    def replaceable(self) -> bool:
        # A vault that was made or opened is held by nobody else yet, and its recovery code is shown once.
        return isinstance(self._view, _AT_REST) and self._view.isEnabled()

    def show_welcome(self) -> None:
        """The first start: create a vault or open one."""
        welcome = WelcomeView()
        welcome.create_chosen.connect(self.show_create)
        welcome.open_chosen.connect(self._choose_vault)
        welcome.restore_chosen.connect(self.show_restore)
        self._show(welcome)

    def show_create(self) -> None:
        """Make a new vault."""
        offered = self.folder
        create = CreateView(self.operations, unused(offered), clock=self._clock)
        create.created.connect(self._show_recovery)
        create.back.connect(self._first_view)
        self._show(create)

    def show_unlock(self, folder: Path) -> None:
        """Open the vault in a folder."""
        self.folder = folder
        unlock = UnlockView(self.operations, folder, clock=self._clock)
        unlock.unlocked.connect(self._hand_over)
        unlock.other_chosen.connect(self._choose_vault)
        unlock.create_chosen.connect(self.show_create)
        unlock.forgotten.connect(lambda: self.show_forgot(folder))
        unlock.restore_chosen.connect(self.show_restore)
        unlock.salvage_chosen.connect(self.show_salvage)
        self._show(unlock)

    def show_forgot(self, folder: Path) -> None:
        """The passphrase of the vault in a folder is forgotten."""
        forgot = ForgotView(self.operations, folder, _ways(folder), clock=self._clock)
        forgot.unlocked.connect(self._hand_over)
        forgot.restore_chosen.connect(self.show_restore)
        forgot.back.connect(self._first_view)
        self._show(forgot)

    def show_restore(self) -> None:
        """Make a vault from a backup."""
        beside = self.folder if has_vault(self.folder) else None
        restore = RestoreView(self.operations, unused(self.folder), beside, clock=self._clock)
        restore.restored.connect(self._show_brought)
        restore.back.connect(self._first_view)
        self._show(restore)

    def show_salvage(self) -> None:
        """Make a vault from what can still be read of the one that is here."""
        salvage = SalvageView(self.operations, self.folder, unused(self.folder), clock=self._clock)
        salvage.salvaged.connect(self._show_brought)
        salvage.back.connect(self._first_view)
        self._show(salvage)

    def _show_brought(self, brought: Brought) -> None:
        self._show_recovery(brought.workspace, brought.code, brought.folder, what_came(brought))

    def _show_recovery(self, workspace: Workspace, code: str, folder: Path, came: str = "") -> None:
        self.folder = folder
        recovery = RecoveryCodeView(code, _("&Open the vault"), came)
        recovery.confirmed.connect(lambda: self._hand_over(workspace, folder))
        self._show(recovery)
        self.made.emit(workspace, folder)

    def _hand_over(self, workspace: Workspace, folder: Path) -> None:
        self.opened.emit(workspace, folder)

    def _choose_vault(self) -> None:
        folder = self.operations.dialogs.folder(self, _("Folder of the vault"), self.folder.parent)
        if folder is not None:
            self.show_unlock(folder)

    def _first_view(self) -> None:
        if has_vault(self.folder):
            self.show_unlock(self.folder)
        else:
            self.show_welcome()

    def _show(self, view: QWidget) -> None:
        self._view = view
        self._foot.setVisible(isinstance(view, _AT_REST))  # a choice makes the screen anew
        self._stack.show_view(view)


def has_vault(folder: Path) -> bool:
    """Whether something lies there that should be unlocked; whether it is a vault, unlocking says."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if names:
        return FILLING not in names  # a restore that was cut short begins anew
    from interviewtool.vault.closed import awaited  # here: it takes a tenth of a second, and the first view waits

    return awaited(folder)


def _ways(folder: Path) -> frozenset[str]:
    """The kinds of ways to open a vault that is closed; none where that cannot be told."""
    from interviewtool.vault.closed import ways_to_open

    try:
        return frozenset(slot.kind for slot in ways_to_open(folder))
    except (KnownError, OSError):
        return frozenset()


def unused(folder: Path) -> Path:
    """The folder to offer for a new vault: this one, or the next free name beside it."""
    candidate, number = folder, 2
    while has_vault(candidate):
        candidate = folder.with_name(f"{folder.name}-{number}")
        number += 1
    return candidate
