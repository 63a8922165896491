"""Threads, progress, cancelling and errors, written once.

- `run` does one act of the person off the window's thread. Its owner cannot be used meanwhile; after half a second a
  dialog shows progress, with Cancel. `watch` follows a future (a save); `quietly` does small work nobody waits for.
- `done` and `failed` are called on the window's thread, and not at all when the owner is gone.
- A `KnownError` is explained to the person (or given to `failed`). Any other exception is a bug of ours: it is logged
  as type and place, without its message, which could hold content, and the person is told that.
- Cancelling makes the act's `progress` raise `Cancelled`; the act undoes what it began.
- Other threads hold nothing of the window once an act has ended: whoever lets go of a widget last destroys it, and Qt
  allows that on the window's thread alone. So they are given numbers, and what is to be called stays here.
- While the window ends nobody is told what was stopped or failed for that; what was saved, `ending` says.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from interviewtool.errors import Cancelled, KnownError
from interviewtool.gui.dialogs import Dialogs
from interviewtool.gui.progress_dialog import ProgressAfterAWhile
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain

Progress = Callable[[float], None]
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Operations(QObject):
    """Owns the threads of the window's acts. One per window."""

    outlasted = Signal(bool)
    """An act that outlasts the idle time has ended; whether well."""

    _arrived = Signal(int)

    def __init__(self, dialogs: Dialogs) -> None:
        super().__init__()
        self.dialogs = dialogs
        self._workers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="act")
        self._running: dict[Future[Any], threading.Event] = {}
        self._awaited: dict[int, Callable[[], None]] = {}
        self._numbers = count()
        self.always: tuple[tuple[str, Callable[[], object]], ...] = ()
        """Keys that work in every dialog over an act, too, and what they do."""
        self.unattended = False
        """Whether an act goes on behind the curtain: whoever answers must show first who they are."""
        self._outlasting: dict[Future[Any], str] = {}
        self._asking = 0
        self._closed = False
        self._ending = False
        # A queued connection, since results come from threads that are not Qt's.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        act: Callable[[Progress], T],
        *,
        owner: QWidget,
        title: str,
        done: Callable[[T], object],
        failed: Callable[[KnownError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        cancellable: bool = True,
        outlasts_idle: Callable[[T], bool] | None = None,
    ) -> None:
        """Do act(progress) on a worker thread and give its result to done. title: what is being done, for the dialog.

        failed: takes the error instead of the dialog that explains it. progress takes 0 to 1. cancellable: False for an
        act that is one step of cryptography and cannot stop in the middle. outlasts_idle: for a long one that
        goes on for a bounded time though nobody types meanwhile; of its result, whether it is what was hoped for.
        """
        stop = threading.Event()
        focus = owner.window().focusWidget()
        owner.setEnabled(False)
        shown = ProgressAfterAWhile(owner, title, stop.set if cancellable else None, self.always)
        told = shown.told

        def progress(part: float) -> None:
            if stop.is_set():
                raise Cancelled
            told.part = part

        def settled(future: Future[T]) -> None:
            self._running.pop(future, None)
            ended = not future.cancelled() and future.exception() is None
            well = ended and (outlasts_idle is None or outlasts_idle(future.result()))
            if shiboken6.isValid(owner):
                shown.finish()
                owner.setEnabled(True)
                if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
                    focus.setFocus()
            try:
                # Behind the curtain nobody is told of a failure: a dialog would hold up the lock.
                if shiboken6.isValid(owner) and (well or not self.unattended):
                    self._hand_over(future, owner, done, failed, cancelled)
            finally:
                if self._outlasting.pop(future, None) is not None:
                    self.outlasted.emit(well)

        future = self._submit(lambda: act(progress), settled)
        self._running[future] = stop
        if outlasts_idle is not None:
            self._outlasting[future] = title

    def watch(
        self,
        future: Future[T],
        *,
        owner: QWidget,
        done: Callable[[T], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Follow a future that another thread completes, such as a save on the vault's thread."""

        self._follow(future, lambda: self._settle_watched(future, owner, done, failed))

    def quietly(self, act: Callable[[], T], *, owner: QWidget, done: Callable[[T], object]) -> None:
        """Work nobody waits for, such as a strength meter; the screen stays usable. Nothing once the window ends."""
        if self._closed:
            return
        self._submit(act, lambda ready: self._settle_watched(ready, owner, done, None))

    def on_window(self, call: Callable[[], T]) -> Future[T]:
        """Have something called on the window's thread, such as a question an act has; may be waited for by the act."""
        future: Future[T] = Future()

        def answer() -> None:
            self._asking += 1
            try:
                future.set_result(call())
            except Exception as error:  # noqa: BLE001 - it is the act's, which waits for it
                future.set_exception(error)
            finally:
                self._asking -= 1

        self._arrived.emit(self._await(answer))
        return future

    def show_error(self, owner: QWidget, error: KnownError) -> None:
        """Explain an error in a dialog."""
        self.dialogs.tell(owner, _("This did not work"), str(explain(error)))

    @property
    def busy(self) -> bool:
        """Whether an act of the person goes on."""
        return bool(self._running)

    @property
    def outlasting(self) -> str:
        """What goes on though nobody types; "" where nothing does, or where it waits for a person's answer."""
        return "" if self._asking else next(iter(self._outlasting.values()), "")

    def stop(self) -> None:
        """The window ends: ask what runs to stop, and wait for nothing."""
        self._ending = True
        for stop in self._running.values():
            stop.set()

    def settle(self, seconds: float) -> bool:
        """Before a lock: ask what runs to stop, and wait. True when everything has ended (finished or rolled back)."""
        self.stop()
        return not wait(list(self._running), timeout=seconds).not_done

    def go_on(self) -> None:
        """The window does not end after all."""
        self._ending = False

    def close(self) -> None:
        """Take no more work."""
        self._closed = True
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _submit(self, act: Callable[[], T], settled: Callable[[Future[T]], None]) -> Future[T]:
        kept = [act]

        def work() -> T:
            return kept[0]()

        def finished() -> None:
            kept.clear()  # the worker may still hold `work`
            settled(future)

        future = self._workers.submit(work)
        self._follow(future, finished)
        return future

    def _follow(self, future: Future[Any], settled: Callable[[], None]) -> None:
        number = self._await(settled)
        future.add_done_callback(lambda _ready: self._arrived.emit(number))

    def _await(self, call: Callable[[], None]) -> int:
        number = next(self._numbers)
        self._awaited[number] = call
        return number

    def _deliver(self, number: int) -> None:
        self._awaited.pop(number)()

    def _settle_watched(
        self,
        future: Future[T],
        owner: QWidget,
        done: Callable[[T], object] | None,
        failed: Callable[[KnownError], object] | None,
    ) -> None:
        if shiboken6.isValid(owner):
            self._hand_over(future, owner, done, failed, None)

    def _hand_over(
        self,
        future: Future[T],
        owner: QWidget,
        done: Callable[[T], object] | None,
        failed: Callable[[KnownError], object] | None,
        cancelled: Callable[[], object] | None,
    ) -> None:
        error = None if future.cancelled() else future.exception()
        if self._ending and (future.cancelled() or error is not None):
            return
        if future.cancelled() or isinstance(error, Cancelled):
            if cancelled is not None:
                cancelled()
        elif isinstance(error, KnownError):
            if failed is not None:
                failed(error)
            else:
                self.show_error(owner, error)
        elif error is not None:
            self.report_bug(owner, error)
        elif done is not None:
            done(future.result())

    def report_bug(self, owner: QWidget, error: BaseException) -> None:
        """Log where a bug of ours is, and tell the person, both without content."""
        place = bug_place(error)
        _log.error("window.bug", exc_info=error)
        self.dialogs.tell(
            owner,
            _("The program made a mistake"),
            _(
                "Everything that was shown as saved is saved. Lock the program and open it again; "
                "if it happens once more, tell the developers these words: {place}"
            ).format(place=place),
        )


def bug_place(error: BaseException) -> str:
    """Type of an exception and where it was raised (`KeyError main_window.py:120`), never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
