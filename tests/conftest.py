"""What every test stands on: a home of its own, no screen, no network, a clock that stands still.

Set before anything of the program or of Qt is imported, since both look at the environment when they are.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from interviewtool import garbage
from interviewtool.hardening import forbid_connections

_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30


def _place() -> Path:
    """Where tests write. Every save waits for its disk, so that is memory where there is room: what a pulled plug
    leaves on a disk no test can tell.
    """
    try:
        return _MEMORY if shutil.disk_usage(_MEMORY).free > _ROOM else Path(tempfile.gettempdir())
    except OSError:
        return Path(tempfile.gettempdir())


_HOME = Path(tempfile.mkdtemp(prefix="interviewtool-tests-", dir=_place()))

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_place()))
for _name, _folder in {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home",
    "LOCALAPPDATA": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "temporary",
    "TEMP": "temporary",
    "TMP": "temporary",
}.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)
tempfile.tempdir = None  # forget the folder found before
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE"):
    os.environ.pop(_name, None)

# A shared runner is slow at odd moments: no deadline. There a failure must be the same on the next run.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

forbid_connections()


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Once a test of the window made this process collect by hand, no event loop does it in the tests after it."""
    yield
    if not gc.isenabled():
        garbage.collect()


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


class Clock:
    """A clock that stands until it is set. Called, it tells an aware local time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        """Move on; time as in timedelta: seconds=…, minutes=…, days=…."""
        self.now += timedelta(**time)

    def set(self, now: datetime) -> None:
        """Set to an aware time, forward or back."""
        self.now = now


@pytest.fixture
def clock() -> Clock:
    """Monday, 2 March 2026, 09:30 in Kyiv, until the test moves it."""
    return Clock()


@pytest.fixture
def interface_in_english() -> Iterator[None]:
    """The interface in English, whatever a test before it chose."""
    from interviewtool import i18n

    before = i18n.interface_language()
    i18n.set_interface_language("en")
    yield
    i18n.set_interface_language(before)
