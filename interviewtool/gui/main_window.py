"""The window: the only module that knows the screens, and the only one that says when the process ends.

- Before a vault is open there is the start screen; then the places of the navigation bar; an interview at work fills
  the window alone, and comes back to the list.
- Locking and closing are one path: typed text is handed over, running acts are stopped at a safe point, the workspace
  is locked, the process ends. Only the code differs: `LOCKED` for a lock, 0 for closing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.clipboard import OwnClipboard
from interviewtool.gui.design import scaled
from interviewtool.gui.dialogs import Question
from interviewtool.gui.idle import IdleWatch
from interviewtool.gui.idle_notice import IdleNotice
from interviewtool.gui.keys import shortcut
from interviewtool.gui.navigation import NavigationBar
from interviewtool.gui.notices import Notice, Notices, about_findings, about_swap, about_unsaved
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.start import StartScreen
from interviewtool.hardening import swap_is_readable
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.model import ContentHash, Disposition, InterviewId, InterviewState
from interviewtool.settings import Settings, SettingsFile, write_settings

if TYPE_CHECKING:
    from interviewtool.gui.review import Reader
    from interviewtool.interview import Session
    from interviewtool.workspace import Workspace

LOCKED = 75
"""The exit code of a lock; the launcher (`interviewtool.__main__`) starts a fresh process on it."""

SETTLE_SECONDS = 10
"""What a lock waits for running acts and the last saves."""

_log = logging.getLogger(__name__)


def noop() -> None:
    """Nothing."""


def now() -> datetime:
    """The aware local time."""
    return datetime.now().astimezone()


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
        self.workspace: Workspace | None = None
        self.ended: int | None = None
        self._operations = operations
        self._dress = dress
        self._clock = clock
        self._ending = False
        self._place = ""
        self._notices: list[Notice] = []
        self._clipboard = OwnClipboard()
        self._work: QWidget | None = None
        self._session: Session | None = None
        self.idle = IdleWatch(self.settings.idle_minutes)
        self.idle.over.connect(self.lock)
        self.setWindowTitle("interviewtool")
        self.setMinimumSize(640, 480)
        room = self.screen().availableGeometry()
        self.resize(min(scaled(1180), 1600, room.width()), min(scaled(800), 1000, room.height()))
        shortcut("Ctrl+L", self, self.lock)
        shortcut("Ctrl+Q", self, self.close)
        self._show_start()
        if found.notice is not None:
            notice = found.notice
            QTimer.singleShot(0, self, lambda: operations.show_error(self, notice))

    # --- before a vault is open

    def _show_start(self) -> None:
        start = StartScreen(self._operations, self.settings, clock=self._clock)
        start.opened.connect(self._enter)
        start.language_chosen.connect(lambda language: self.change(replace(self.settings, interface_language=language)))
        self._fill(start)
        start.first_focus()

    def _enter(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        if folder != self.settings.vault:
            self._remember(replace(self.settings, vault_folder=str(folder)))
        found = about_findings(workspace.vault.findings)
        self._notices = [] if found is None else [found]
        if swap_is_readable() and not self.settings.swap_warned:
            self._notices.append(about_swap(lambda: self._remember(replace(self.settings, swap_warned=True))))
        if self.settings.unsaved_at_lock:
            self._notices.append(about_unsaved(lambda: self._remember(replace(self.settings, unsaved_at_lock=False))))
        self.idle.start()
        self._build("interviews")

    # --- the places of an unlocked vault

    def _build(self, place: str) -> None:
        """Make the bar and the stack anew, in the language and look of now, and go to a place."""
        self._bar = NavigationBar()
        for key, label in (
            ("interviews", _("&Interviews")),
            ("team", _("&Team")),
            ("desk", _("Supervisor's &desk")),
            ("settings", _("&Settings")),
        ):
            self._bar.add(key, label)
        self._bar.chosen.connect(self.go)
        self._bar.lock.connect(self.lock)
        self._places: dict[str, Screen] = {}
        self._stack = QStackedWidget()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(IdleNotice(self.idle))
        column.addWidget(Notices(self._notices))
        column.addWidget(self._stack, 1)
        self._fill(whole)
        self.go(place)

    def go(self, place: str) -> None:
        """Show a place; it reads again what it shows."""
        self._close_work()
        if place not in self._places:
            self._places[place] = self._make(place)
            self._stack.addWidget(self._places[place])
        screen = self._places[place]
        self._place = place
        self._bar.show_place(place)
        self._bar.show_places(True)
        self._stack.setCurrentWidget(screen)
        screen.refresh()
        screen.first_focus()

    def _make(self, place: str) -> Screen:
        workspace = self._open_workspace()
        # Imported when first shown: start to unlock view must not wait for them.
        if place == "interviews":
            from interviewtool.gui.interview_list import InterviewListScreen

            interviews = InterviewListScreen(workspace, self._operations)
            interviews.prepare_chosen.connect(self._prepare)
            interviews.interview_chosen.connect(self._open)
            interviews.export_chosen.connect(self._export)
            return interviews
        if place == "team":
            from interviewtool.gui.review import TeamScreen

            return TeamScreen(workspace, self._operations)
        if place == "desk":
            from interviewtool.gui.review import DeskScreen

            desk = DeskScreen(workspace, self._operations)
            desk.interview_chosen.connect(self._read)
            return desk
        from interviewtool.gui.settings import SettingsScreen

        settings = SettingsScreen(self._operations, self.settings, self.settings.vault)
        settings.changed.connect(self.change)
        return settings

    # --- one interview at work: preparation, consent, interview, export

    def _prepare(self, form_hash: str, language: str) -> None:
        interviews = self._open_workspace().interviews
        self._operations.run(
            lambda _progress: interviews.prepare(ContentHash(form_hash), language),
            owner=self,
            title=_("Beginning the interview"),
            done=self._work_on,
        )

    def _open(self, interview_id: str) -> None:
        interviews = self._open_workspace().interviews
        self._operations.run(
            lambda _progress: interviews.open(InterviewId(interview_id)),
            owner=self,
            title=_("Opening the interview"),
            done=self._work_on,
        )

    def _work_on(self, session: Session) -> None:
        workspace = self._open_workspace()
        self._session = session
        interview_id = session.interview.interview_id
        if session.interview.state is InterviewState.PREPARATION:
            from interviewtool.gui.preparation import PreparationScreen

            preparation = PreparationScreen(session, workspace, self._operations)
            preparation.proceed.connect(lambda: self._ask_consent(session))
            preparation.refused.connect(lambda: self._refuse(interview_id, Disposition.NOT_PROCEEDED))
            preparation.closed.connect(lambda: self._leave(self._back))
            self._show_work(preparation)
            return
        from interviewtool.gui.interview import InterviewScreen

        interview = InterviewScreen(session, workspace, self._operations)
        interview.finalized.connect(lambda: self._leave(lambda: self._export([interview_id])))
        interview.consent_wanted.connect(lambda: self._ask_consent(session))
        interview.closed.connect(lambda: self._leave(self._back))
        self._show_work(interview)

    def _ask_consent(self, session: Session) -> None:
        from interviewtool.gui.consent import ConsentScreen

        interview_id = session.interview.interview_id
        consent = ConsentScreen(self._open_workspace(), interview_id, self._operations)
        consent.granted.connect(lambda: self._begin_questions(session))
        consent.refused.connect(lambda: self._refuse(interview_id, Disposition.REFUSED))
        consent.closed.connect(lambda: self._leave(self._back))
        self._show_work(consent)

    def _begin_questions(self, session: Session) -> None:
        self._operations.run(
            lambda _progress: session.consent_changed(),
            owner=self,
            title=_("Opening the interview"),
            done=lambda _changes: self._work_on(session),
        )

    def _refuse(self, interview_id: InterviewId, disposition: Disposition) -> None:
        """Erase what was prepared. What of it is not saved yet need not be: this works on a full disk, too."""
        self._session = None
        interviews = self._open_workspace().interviews
        self._operations.run(
            lambda _progress: interviews.refuse(interview_id, disposition),
            owner=self,
            title=_("Erasing what was prepared"),
            done=lambda _nothing: self._back(),
        )

    def _read(self, reader: Reader) -> None:
        reader.closed.connect(self._back)
        self._show_work(reader)

    def _export(self, interview_ids: list[InterviewId]) -> None:
        from interviewtool.gui.export import ExportScreen

        export = ExportScreen(self._open_workspace(), self._operations, interview_ids)
        export.closed.connect(self._back)
        export.team_chosen.connect(lambda: self.go("team"))
        self._show_work(export)

    def _show_work(self, screen: QWidget) -> None:
        self._close_work()
        self._work = screen
        self._bar.show_places(False)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        if isinstance(screen, Screen):
            screen.first_focus()

    def _close_work(self) -> None:
        """Take the screen at work away; what it held is saved already."""
        work, self._work = self._work, None
        if work is not None:
            self._stack.removeWidget(work)
            work.deleteLater()

    def _leave(self, then: Callable[[], object]) -> None:
        """Close the session of the screen at work, off the window's thread; lose something only knowingly."""
        session = self._session
        if isinstance(self._work, Screen):
            self._work.flush()
        if session is None:
            then()
            return

        def left() -> None:
            self._session = None
            then()

        self._operations.run(
            lambda _progress: session.close(),
            owner=self,
            title=_("Saving"),
            done=lambda _nothing: left(),
            failed=lambda error: self._cannot_save(error, again=lambda: self._leave(then), lose=left),
        )

    def _cannot_save(
        self, error: KnownError, *, again: Callable[[], None], lose: Callable[[], None], stay: Callable[[], None] = noop
    ) -> None:
        """Something typed could not be written: try again, stay, or go and lose it."""
        dialogs = self._operations.dialogs
        retry = Question(
            _("Not everything is saved"), str(explain(error)), agree=_("Try again"), decline=_("Do not try again")
        )
        sure = Question(
            _("Lose what was typed last?"),
            _("What could not be written is lost when you leave."),
            agree=_("Leave and lose it"),
            decline=_("Stay"),
            danger=True,
        )
        if dialogs.confirm(self, retry):
            again()
        elif dialogs.confirm(self, sure):
            lose()
        else:
            stay()

    def _back(self) -> None:
        self.go(self._place)

    # --- settings

    def change(self, settings: Settings) -> None:
        """Take new settings: remember them, look and speak accordingly."""
        self._remember(settings)
        self.idle.set_minutes(settings.idle_minutes)
        self.dress_again()

    def dress_again(self) -> None:
        """Look and speak as the settings say; screens are made anew, an interview at work is left as it is."""
        self._dress(self.settings)
        if self.workspace is None:
            self._show_start()
        elif self._work is None:
            self._build(self._place)

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        try:
            write_settings(settings)
        except OSError:
            # Settings are a comfort: without them everything works, so nobody is stopped for it.
            _log.warning("settings.not_written")

    # --- ending

    def lock(self, seconds: int = SETTLE_SECONDS) -> None:
        """End the process so that a fresh one asks for the passphrase. Nothing to lock, nothing happens.

        seconds: what running acts and the last saves may take.
        """
        if self.workspace is not None:
            self._end(LOCKED, seconds)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.ended is None:
            event.ignore()
            self._end(0)

    def _end(self, code: int, seconds: int = SETTLE_SECONDS) -> None:
        if self._ending:
            return
        self._ending = True
        self.idle.stop()
        if isinstance(self._work, Screen):
            self._work.flush()
        self._clipboard.clear()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        workspace, session = self.workspace, self._session

        def finish() -> KnownError | None:
            self._operations.settle(SETTLE_SECONDS)
            unsaved = self._close_quietly(session.close) if session is not None else None
            # A lock does not wait for anybody; closing asks first what to do about what is not saved.
            if unsaved is not None and code != LOCKED:
                return unsaved
            locked = self._close_quietly(workspace.lock) if workspace is not None else None
            return unsaved or locked

        if code == LOCKED:
            QTimer.singleShot((SETTLE_SECONDS + 2) * 1000, self, lambda: self._exit(code))
        self._operations.quietly(finish, owner=self, done=lambda error: self._finished(code, error))

    def _close_quietly(self, close: Callable[[], object]) -> KnownError | None:
        try:
            close()
        except KnownError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the process must end all the same
            _log.error("window.end", exc_info=error)
        return None

    def _finished(self, code: int, error: KnownError | None) -> None:
        if error is None:
            self._exit(code)
        elif code == LOCKED:
            self._remember(replace(self.settings, unsaved_at_lock=True))
            self._exit(code)
        else:
            self._ending = False
            self.show()
            self._cannot_save(error, again=lambda: self._end(code), lose=lambda: self._exit(code), stay=self.idle.start)

    def _exit(self, code: int) -> None:
        if self.ended is not None:
            return
        self.ended = code
        self._operations.close()
        self.finished.emit(code)

    # --- parts

    def _fill(self, content: QWidget) -> None:
        self.setCentralWidget(content)  # Qt deletes the one before

    def _open_workspace(self) -> Workspace:
        if self.workspace is None:
            raise RuntimeError("no vault is open")
        return self.workspace
