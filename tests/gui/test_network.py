"""The guard on Python's sockets does not see Qt's network code: so that is never loaded, and not shipped."""

from __future__ import annotations

import re
from pathlib import Path

from interviewtool.gui import main_window, places

ROOT = Path(__file__).parents[2]


def test_the_window_loads_no_network_code_of_qt_and_none_is_shipped() -> None:
    assert main_window.PLACES and places.PLACES  # every screen is imported by now
    assert "Qt6Network" not in Path("/proc/self/maps").read_text()
    for path in (ROOT / "interviewtool").rglob("*.py"):
        assert not re.search(r"QtNetwork|QtWebSockets|QtWebEngine", path.read_text("utf-8")), path
    shipped = (ROOT / "build.spec").read_text("utf-8")
    assert shipped.count("QtNetwork") == 2, "left out of the modules and of the files"
