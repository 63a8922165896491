"""The window: before a vault is open the start screen; then the bar, and a place or a screen that stands alone.

Which places there are says `places`, which screen follows which in an interview `work`, how all of it ends `ending`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from interviewtool.gui import geometry
from interviewtool.gui.ending import LOCKED, SETTLE_SECONDS, Ending, Held
from interviewtool.gui.idle import IdleWatch
from interviewtool.gui.idle_notice import IdleNotice
from interviewtool.gui.keys import PANIC_KEYS, shortcut
from interviewtool.gui.navigation import NavigationBar
from interviewtool.gui.notices import (
    Notice,
    Notices,
    about_backup,
    about_code,
    about_findings,
    about_swap,
    about_unattended,
    about_unsaved,
)
from interviewtool.gui.operations import Operations
from interviewtool.gui.panic import Panic, looks_like_vault
from interviewtool.gui.places import PLACES
from interviewtool.gui.screen import Screen
from interviewtool.gui.start import StartScreen
from interviewtool.gui.unattended import Unattended
from interviewtool.gui.widgets import column_of
from interviewtool.gui.work import Work
from interviewtool.hardening import swap_is_readable
from interviewtool.i18n import _
from interviewtool.model import InterviewId, now
from interviewtool.settings import Settings, SettingsFile, write_settings

if TYPE_CHECKING:
    from interviewtool.vault.backup_note import BackupNote
    from interviewtool.workspace import Workspace

_log = logging.getLogger(__name__)

_LOOK = ("interface_language", "theme", "font_percent")
"""Settings after which every screen is made anew."""


class MainWindow(QMainWindow):
    """finished(code): everything is saved and closed, the process may end with this code.

    dress: gives the application the look and language of settings. clock: aware local time.
    """

    finished = Signal(int)

    def __init__(
        self,
        found: SettingsFile,
        operations: Operations,
        *,
        dress: Callable[[Settings], None],
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__()
        self.settings = found.settings
        self.operations = operations
        self.workspace: Workspace | None = None
        self.work = Work(self, self)
        self._dress = dress
        self._clock = clock
        self._place = ""
        self._notices: list[Notice] = []
        self._reminders: list[Notice] = []
        self._alone: Screen | None = None
        self._places: dict[str, Screen] = {}
        self._ending = Ending(self, operations, self)
        self._ending.finished.connect(self.finished)
        self._panic = Panic(self, operations)
        self.idle = IdleWatch(self.settings.idle_minutes)
        self._unattended = Unattended(self, operations, self.idle)
        self._unattended.over.connect(self.lock)
        self._unattended.failed.connect(self._remember_unattended)
        operations.always = (("Ctrl+L", self.lock), (PANIC_KEYS, self._panic_pressed))
        self.setWindowTitle("interviewtool")
        self.setMinimumSize(640, 480)
        geometry.restore(self, self.settings.window_geometry)
        for keys, act in (*operations.always, ("Ctrl+Q", self.close)):
            shortcut(keys, self, act)
        self._show_start()
        if found.notice is not None:
            notice = found.notice
            QTimer.singleShot(0, self, lambda: operations.show_error(self, notice))

    # --- before a vault is open

    def _show_start(self) -> None:
        start = StartScreen(self.operations, self.settings, clock=self._clock)
        start.made.connect(self._hold)
        start.opened.connect(self._enter)
        start.language_chosen.connect(lambda language: self.change(replace(self.settings, interface_language=language)))
        self._places = {}  # go with what filled the window
        self._fill(start)
        start.first_focus()

    def _hold(self, workspace: Workspace, folder: Path) -> None:
        """A vault is open: from now on it locks when nobody is there, also while its recovery code is shown."""
        self.workspace = workspace
        if folder != self.settings.vault:
            self._remember(replace(self.settings, vault_folder=str(folder)))
        self.code_shown(confirmed=False)
        self.idle.start()

    def _enter(self, workspace: Workspace, folder: Path) -> None:
        if self.workspace is not None:
            self.code_shown(confirmed=True)
        self.workspace = workspace
        if folder != self.settings.vault:
            self._remember(replace(self.settings, vault_folder=str(folder)))
        found = about_findings(workspace.vault.findings)
        self._notices = [] if found is None else [found]
        if swap_is_readable() and not self.settings.swap_warned:
            self._notices.append(about_swap(lambda: self._remember(replace(self.settings, swap_warned=True))))
        if self.settings.code_unconfirmed:
            self._notices.append(about_code(lambda: self.go("care")))
        if self.settings.unattended_act_failed:
            self._notices.append(about_unattended(lambda: self._remember_unattended(False)))
        if self.settings.unsaved_at_lock:
            self._notices.append(about_unsaved(lambda: self._remember(replace(self.settings, unsaved_at_lock=False))))
        self.idle.start()
        self._build("interviews")
        self.operations.quietly(workspace.take_up, owner=self, done=self._come_back)
        self.operations.quietly(workspace.vault.last_backup, owner=self, done=self._remind)

    def _come_back(self, at_work: InterviewId | None) -> None:
        """To the interview that the lock took away, unless the person has already gone elsewhere."""
        if at_work is not None and self._alone is None:
            self.work.open(at_work)

    def _remind(self, note: BackupNote) -> None:
        if note.due(self._clock(), self.settings.backup_days):
            self._reminding.add(about_backup(note, lambda: self.go("care")))

    # --- the places of an unlocked vault (what `Shell` promises)

    def open_workspace(self) -> Workspace:
        if self.workspace is None:
            raise RuntimeError("no vault is open")
        return self.workspace

    def _build(self, place: str) -> None:
        """Make the bar and the places anew, in the language and look of now, and go to a place.

        A place that may not be made anew comes along as it is.
        """
        self._bar = NavigationBar()
        for each in PLACES:
            self._bar.add(each.key, _(each.label))
        self._bar.chosen.connect(self.go)
        self._bar.lock.connect(self.lock)
        self._stack = QStackedWidget()
        self._places = {key: screen for key, screen in self._places.items() if not screen.replaceable}
        for screen in self._places.values():
            self._stack.addWidget(screen)
        whole = QWidget()
        column = column_of(whole, margin=0, spacing=0)
        column.addWidget(self._bar)
        column.addWidget(IdleNotice(self.idle))
        notices = Notices(self._notices)
        notices.all_seen.connect(self._show_reminder)
        self._reminder = QWidget()
        self._reminding = Notices(self._reminders)
        column_of(self._reminder, margin=0).addWidget(self._reminding)
        waiting = QWidget()  # until nobody is asked any more whether to stay: a small screen has room for one of them
        said = column_of(waiting, margin=0, spacing=0)
        said.addWidget(notices)
        said.addWidget(self._reminder)
        self.idle.soon.connect(waiting.hide)
        self.idle.active.connect(waiting.show)
        column.addWidget(waiting)
        column.addWidget(self._stack, 1)
        self._fill(whole)
        self.go(place)

    def go(self, place: str) -> None:
        """Show a place; it reads again what it shows."""
        self._close_alone()
        if place not in self._places:
            self._places[place] = next(each.make(self) for each in PLACES if each.key == place)
            self._stack.addWidget(self._places[place])
        screen = self._places[place]
        self._place = place
        self._bar.show_place(place)
        self._bar.show_places(True)
        self._show_reminder()
        self._stack.setCurrentWidget(screen)
        screen.refresh()
        screen.first_focus()

    def _show_reminder(self) -> None:
        """Over the list alone, since nobody is reminded in the middle of an interview; and not before what must be read
        was read.
        """
        self._reminder.setVisible(self._place == "interviews" and self._alone is None and not self._notices)

    def back(self) -> None:
        """Show the place one came from."""
        self.go(self._place)

    def show_alone(self, screen: Screen) -> None:
        """Let a screen fill the window, the places hidden."""
        self._close_alone()
        self._alone = screen
        self._bar.show_places(False)
        self._show_reminder()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.first_focus()

    def flush(self) -> None:
        """Hand half-typed text of the screen that stands alone to the vault."""
        if self._alone is not None:
            self._alone.flush()

    def code_shown(self, *, confirmed: bool) -> None:
        """A new recovery code is on the screen, or was typed back."""
        self._remember(replace(self.settings, code_unconfirmed=not confirmed))

    def stay_open(self) -> None:
        """A respondent's long silence: do not lock for half an hour."""
        self.idle.stay_long()

    def _close_alone(self) -> None:
        """Take the screen that stands alone away; what it held is saved already."""
        alone, self._alone = self._alone, None
        if alone is not None:
            self._stack.removeWidget(alone)
            alone.deleteLater()

    # --- settings

    def change(self, settings: Settings) -> None:
        """Take new settings: remember them, look and speak accordingly."""
        before = self.settings
        self._remember(settings)
        self.idle.set_minutes(settings.idle_minutes)
        if any(getattr(before, name) != getattr(settings, name) for name in _LOOK):
            self.dress_again()
            return
        # What the other places were made with is no more; this one stays, with the focus and a click just begun.
        for key in [key for key, screen in self._places.items() if key != self._place and screen.replaceable]:
            self._places.pop(key).deleteLater()

    def dress_again(self) -> None:
        """Look and speak as the settings say, or as the desktop does by now.

        Screens are made anew; one that stands alone, or that somebody is in the middle of, is left as it is. The focus
        goes to the control of the same object name: the next key must not change another setting.
        """
        self._dress(self.settings)
        content = self.centralWidget()
        if isinstance(content, StartScreen):
            if content.replaceable:
                self._show_start()
        elif self._alone is None:
            focus = self.focusWidget()
            standing = focus.objectName() if focus is not None else ""
            self._build(self._place)
            control = self._places[self._place].findChild(QWidget, standing) if standing else None
            if control is not None:
                control.setFocus()

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        try:
            write_settings(settings)
        except OSError:
            # Settings are a comfort: without them everything works, so nobody is stopped for it.
            _log.warning("settings.not_written")

    # --- the end

    @property
    def ended(self) -> int | None:
        """The code the window has ended with."""
        return self._ending.code

    def lock(self, seconds: int = SETTLE_SECONDS) -> None:
        """End the process so that a fresh one asks for the passphrase. Nothing to lock, nothing happens.

        An act that goes on before a vault is open, such as a restore, has keys in memory, too: it is stopped.
        seconds: what running acts and the last saves may take.
        """
        if self.workspace is not None or self.operations.busy:
            self._ending.begin(LOCKED, seconds)

    def _remember_unattended(self, failed: bool) -> None:
        self._remember(replace(self.settings, unattended_act_failed=failed))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.ended is None:
            event.ignore()
            self._ending.begin(0)

    def vault_closed(self) -> None:
        """An act has closed the vault: a fresh process is to open it."""
        self.lock()

    def panic(self) -> None:
        """Destroy the keys of the open vault after asking, and lock."""
        if self._panic.agreed(self.settings.vault):
            self._destroy_keys()

    def _panic_pressed(self) -> None:
        folder = self._folder()
        there = self.workspace is not None or looks_like_vault(folder)
        if self.ended is None and there and self._panic.pressed(folder, ask=self.settings.panic_asks):
            self._destroy_keys()

    def _destroy_keys(self) -> None:
        """Before the vault is open, too: nothing is asked for that this needs."""
        if self.workspace is not None:
            done = self.workspace.vault.panic()
        else:
            from interviewtool.vault import Vault

            done = Vault.destroy_keys(self._folder())
        self._remember_unattended(False)  # there is nothing to be begun again
        self._panic.tell(done)
        self._ending.at_once(LOCKED)

    def _folder(self) -> Path:
        """Of the vault that is open, or that the start screen offers."""
        content = self.centralWidget()
        return content.folder if isinstance(content, StartScreen) else self.settings.vault

    def hand_over(self, *, locking: bool) -> Held:
        """Flush typed text, and tell what is open (what `Ends` promises)."""
        self.idle.stop()
        self.flush()
        for screen in self._places.values():
            screen.forget()
        self._remember(replace(self.settings, window_geometry=geometry.remembered(self)))
        session, workspace = self.work.session, self.workspace
        at_work = session.interview.interview_id if session is not None and locking else None
        return Held(
            close_session=None if session is None else session.close,
            lock_vault=None if workspace is None else partial(workspace.lock, at_work),
            give_up_ballast=None if workspace is None else workspace.vault.give_up_ballast,
        )

    def lost_something(self) -> None:
        """A lock could not write everything."""
        self._remember(replace(self.settings, unsaved_at_lock=True))

    def stay(self) -> None:
        """The person decided to stay."""
        self.idle.start()

    # --- parts

    def _fill(self, content: QWidget) -> None:
        self.setCentralWidget(content)  # Qt deletes the one before
