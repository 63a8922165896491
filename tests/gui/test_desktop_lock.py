"""The desktop says over a real D-Bus that it locks or sleeps."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from interviewtool.gui import application as applications
from interviewtool.gui.desktop_lock import LOGIND, DesktopLock
from interviewtool.gui.ending import LOCKED
from interviewtool.gui.main_window import MainWindow
from tests.gui.conftest import WAIT
from tests.gui.studies import Study, enter

NO_BUS = "" if shutil.which("dbus-daemon") else "dbus-daemon is missing (Debian: dbus-daemon)"


@pytest.fixture
def bus(qapp: object) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Two ends of a private bus: the program's, and one that speaks for logind and the desktop."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address=1", "--nofork", "--nopidfile"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    address = daemon.stdout.readline().strip()
    ends = tuple(QDBusConnection.connectToBus(address, f"{name}-{address}") for name in ("program", "desktop"))
    assert ends[1].registerService(LOGIND)
    yield ends
    for name in ("program", "desktop"):
        QDBusConnection.disconnectFromBus(f"{name}-{address}")
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def say(bus: QDBusConnection, path: str, interface: str, name: str, *arguments: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(arguments))
    assert bus.send(message)


@pytest.mark.skipif(bool(NO_BUS) or sys.platform != "linux", reason=NO_BUS or "D-Bus is Linux's")
@pytest.mark.parametrize(
    ("path", "interface", "name", "arguments", "heard"),
    [
        ("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [True], "suspending"),
        ("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [False], ""),
        ("/org/freedesktop/login1/session/_31", f"{LOGIND}.Session", "Lock", [], "locked"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True], "locked"),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True], "locked"),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False], ""),
    ],
)
def test_what_the_desktop_says(qtbot, bus, path: str, interface: str, name: str, arguments: list, heard: str) -> None:
    program, desktop = bus
    lock = DesktopLock(program, program)
    said: list[str] = []
    lock.suspending.connect(lambda: said.append("suspending"))
    lock.locked.connect(lambda: said.append("locked"))
    qtbot.wait(50)
    say(desktop, path, interface, name, *arguments)
    if heard:
        qtbot.waitUntil(lambda: said == [heard])
    else:
        qtbot.wait(100)
        assert said == []


@pytest.mark.skipif(bool(NO_BUS) or sys.platform != "linux", reason=NO_BUS or "D-Bus is Linux's")
@pytest.mark.parametrize("sleeps", [True, False])
def test_the_window_locks_with_the_desktop(
    qtbot, bus, window: MainWindow, fresh: Study, monkeypatch, sleeps: bool
) -> None:
    program, desktop = bus
    monkeypatch.setattr(DesktopLock, "of_this_desktop", classmethod(lambda cls: cls(program, program)))
    listening = applications._lock_with_the_desktop(window)
    enter(window, fresh.interviewer)
    qtbot.wait(50)
    if sleeps:
        say(desktop, "/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", True)
    else:
        say(desktop, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: window.ended == LOCKED, timeout=WAIT)
    assert listening is not None and fresh.interviewer.vault._worker.thread.closed


def test_no_bus_is_no_trouble(qapp: object) -> None:
    nowhere = QDBusConnection("nobody-made-this")
    DesktopLock(nowhere, nowhere)
