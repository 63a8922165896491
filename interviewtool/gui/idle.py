"""Notices that nobody types or points, and says so a minute before the time is over.

It listens to the windows (QWindow), where every key and pointer event arrives once, so that Python sees no painting and
no timers. A suspended laptop counts as idle: the clock is of the kind that goes on in sleep where the system has one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

NOTICE_SECONDS = 60
LONG_STAY_MINUTES = 30

_SLEPT_SECONDS = 30
"""A gap between two looks, one a second, that only a machine that slept can leave."""

_ACTIVITY = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    )
)


def seconds_even_asleep() -> float:
    """Seconds that go on while the machine sleeps (CLOCK_BOOTTIME on Linux)."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """soon: a minute is left. active: somebody is there again, after `soon`. over: the time is up."""

    soon = Signal()
    active = Signal()
    over = Signal()

    def __init__(self, minutes: int, *, clock: Callable[[], float] = seconds_even_asleep) -> None:
        super().__init__()
        self._clock = clock
        self._seconds = minutes * 60.0
        self._last = clock()
        self._stay_until = 0.0
        self._until: float | None = None
        self._checked = self._last
        self.slept = False
        """Whether the machine was asleep before the last look."""
        self._noticed = False
        self._windows: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        """Begin to watch."""
        self._until = None
        self._last = self._checked = self._clock()
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.listen_to)
            self.listen_to(application.focusWindow())

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """How long nobody may be there."""
        self._seconds = minutes * 60.0

    def outlast(self, minutes: int) -> None:
        """After `over`: what was begun may go on for so long and no longer, whatever is typed; then `over` again."""
        self._until = self._clock() + minutes * 60.0
        self._timer.start()

    def stay(self) -> None:
        """Somebody is there."""
        self._last = self._clock()
        if self._noticed:
            self._noticed = False
            self.active.emit()

    def stay_long(self) -> None:
        """Stay open for half an hour, whoever is there: a respondent's long silence."""
        self._stay_until = self._clock() + LONG_STAY_MINUTES * 60.0
        self.stay()

    def check(self) -> None:
        """Look at the clock; the timer does it every second."""
        now = self._clock()
        self.slept, self._checked = now - self._checked > _SLEPT_SECONDS, now
        left = max(self._last + self._seconds, self._stay_until) - now
        if self._until is not None:
            left = self._until - now
            if left > 0 and not self.slept:
                return
        if left <= 0 or self._until is not None:
            self._timer.stop()
            self.over.emit()
        elif left <= NOTICE_SECONDS and not self._noticed:
            self._noticed = True
            self.soon.emit()

    def listen_to(self, window: QWindow | None) -> None:
        """Count the keys and movements in this window as somebody being there."""
        if window is not None and not any(window is known for known in self._windows):
            self._windows.append(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._windows.remove(window) if window in self._windows else None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self.stay()
        return False
