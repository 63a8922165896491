"""The desktop locks or the laptop is closed: the vault locks with it. Linux, by D-Bus; elsewhere the idle time does it.

logind tells every program before the machine sleeps and waits for those that asked for a delay (at most five seconds,
see systemd-inhibit(1)); the delay is given back by the end of the process. Screens are locked by logind or by the
desktop's own screen saver, so both are listened to. Where no bus answers, nothing happens.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from interviewtool.i18n import _

LOGIND = "org.freedesktop.login1"
SUSPEND_SECONDS = 4
"""What a lock before sleeping may take; logind waits for five."""

SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class DesktopLock(QObject):
    """suspending: the machine is about to sleep. locked: its screen was locked."""

    suspending = Signal()
    locked = Signal()

    def __init__(self, system: QDBusConnection, session: QDBusConnection) -> None:
        super().__init__()
        self._delay: QDBusMessage | None = None
        if system.isConnected():
            manager = (LOGIND, "/org/freedesktop/login1", f"{LOGIND}.Manager")
            system.connect(*manager, "PrepareForSleep", self, _slot("_sleep(bool)"))
            system.connect(LOGIND, "", f"{LOGIND}.Session", "Lock", self, _slot("_lock()"))
            self._ask_for_delay(system, manager)
        if session.isConnected():
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("_active(bool)"))

    @classmethod
    def of_this_desktop(cls) -> DesktopLock:
        """Listen on the two buses of the desktop."""
        return cls(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def _ask_for_delay(self, system: QDBusConnection, manager: tuple[str, str, str]) -> None:
        inhibit = QDBusMessage.createMethodCall(*manager, "Inhibit")
        inhibit.setArguments(["sleep", "interviewtool", _("The vault is locked first."), "delay"])
        self._asked = QDBusPendingCallWatcher(system.asyncCall(inhibit), self)
        self._asked.finished.connect(self._hold)

    def _hold(self, asked: QDBusPendingCallWatcher) -> None:
        # The reply owns the file descriptor that is the delay: keeping the one keeps the other.
        self._delay = asked.reply() if not asked.isError() else None

    @Slot(bool)
    def _sleep(self, begins: bool) -> None:
        if begins:
            self.suspending.emit()

    @Slot()
    def _lock(self) -> None:
        self.locked.emit()

    @Slot(bool)
    def _active(self, active: bool) -> None:
        if active:
            self.locked.emit()


def _slot(signature: str) -> Any:  # noqa: ANN401 - the stubs of PySide6 ask for bytes, its code for text
    return SLOT(signature)
