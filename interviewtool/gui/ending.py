"""How the window ends: locking and closing are one path, and only the code differs.

Typed text is handed over, running acts are stopped at a safe point, what is open is closed, the process ends. A lock
waits for nobody: what could not be written it remembers, and the next window says so. Closing asks first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.clipboard import OwnClipboard
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain

LOCKED = 75
"""The exit code of a lock; the launcher (`interviewtool.__main__`) starts a fresh process on it."""

SETTLE_SECONDS = 10
"""What a lock waits for running acts and the last saves."""

_GRACE_SECONDS = 2
"""After so much more a lock ends the process, whatever still runs."""

_log = logging.getLogger(__name__)


def noop() -> None:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is open and must be closed: the session at work, then the vault; None where there is none.

    give_up_ballast: frees what the vault keeps aside for a full disk; whether there was any.
    """

    close_session: Callable[[], object] | None
    lock_vault: Callable[[], object] | None
    give_up_ballast: Callable[[], bool] | None


class Ends(Protocol):
    """What the window does at its end."""

    def hand_over(self, *, locking: bool) -> Held:
        """Flush typed text, watch for idleness no more, and tell what is open. On the window's thread.

        locking: somebody will come back to what was at work.
        """

    def lost_something(self) -> None:
        """A lock could not write everything; the next window is to say so."""

    def stay(self) -> None:
        """The person decided to stay."""


class Ending(QObject):
    """finished(code): everything is saved and closed, the process may end with this code."""

    finished = Signal(int)

    def __init__(self, window: QWidget, operations: Operations, ends: Ends) -> None:
        super().__init__(window)
        self.code: int | None = None
        self._window = window
        self._operations = operations
        self._ends = ends
        self._begun = False
        self._clipboard = OwnClipboard()

    def begin(self, code: int, seconds: int = SETTLE_SECONDS) -> None:
        """End the process with a code. seconds: what running acts and the last saves may take. Once is enough."""
        if self._begun:
            return
        self._begun = True
        held = self._ends.hand_over(locking=code == LOCKED)
        self._clipboard.clear()
        for widget in QApplication.topLevelWidgets():
            widget.hide()

        def finish() -> KnownError | None:
            self._operations.settle(seconds)
            unsaved = _close_quietly(held.close_session)
            if code == LOCKED and _is_full(unsaved) and held.give_up_ballast is not None and held.give_up_ballast():
                unsaved = _close_quietly(held.close_session)
            # A lock does not wait for anybody; closing asks first what to do about what is not saved.
            if unsaved is not None and code != LOCKED:
                return unsaved
            return unsaved or _close_quietly(held.lock_vault)

        if code == LOCKED:
            QTimer.singleShot((seconds + _GRACE_SECONDS) * 1000, self, lambda: self._exit(code))
        self._operations.quietly(finish, owner=self._window, done=lambda error: self._settled(code, error))

    def at_once(self, code: int) -> None:
        """End without waiting for anything and without saving: the keys are gone, and nothing can be written."""
        self._begun = True
        self._ends.hand_over(locking=False)
        self._clipboard.clear()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        self._operations.stop()
        self._exit(code)

    def _settled(self, code: int, error: KnownError | None) -> None:
        if error is None:
            self._exit(code)
        elif code == LOCKED:
            self._ends.lost_something()
            self._exit(code)
        else:
            self._begun = False
            self._operations.go_on()
            self._window.show()
            ask_about_unsaved(
                self._window,
                self._operations,
                error,
                again=lambda: self.begin(code),
                lose=lambda: self._exit(code),
                stay=self._ends.stay,
            )

    def _exit(self, code: int) -> None:
        if self.code is not None:
            return
        self.code = code
        self._operations.close()
        self.finished.emit(code)


def ask_about_unsaved(
    owner: QWidget,
    operations: Operations,
    error: KnownError,
    *,
    again: Callable[[], None],
    lose: Callable[[], None],
    stay: Callable[[], None] = noop,
) -> None:
    """Something typed could not be written: try again, stay, or go and lose it."""
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
    if operations.dialogs.confirm(owner, retry):
        again()
    elif operations.dialogs.confirm(owner, sure):
        lose()
    else:
        stay()


def _is_full(error: KnownError | None) -> bool:
    return error is not None and error.code == "vault.disk_full"


def _close_quietly(close: Callable[[], object] | None) -> KnownError | None:
    try:
        if close is not None:
            close()
    except KnownError as error:
        return error
    except Exception as error:  # noqa: BLE001 - the process must end all the same
        _log.error("window.end", exc_info=error)
    return None
