"""From the command to the unlock view: the real launcher, the real window process, offscreen.

The window's process is the program's own `application.main` with one thing added from outside: an event filter that
says when the window was first painted. The clock runs in this process, from the start of the launcher on.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from interviewtool.crypto.kdf import LEAST_COST
from interviewtool.workspace import Workspace

RUNS = 7

WINDOW = """
import os, sys
from interviewtool.hardening import harden
harden()
from interviewtool.gui import application
from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched).__name__ == "UnlockView":
            QTimer.singleShot(0, self.shown)  # when all that is painted with it is on the screen
        return False

    def shown(self):
        sys.stdout.write("shown\\n")
        sys.stdout.flush()
        os._exit(0)

prepare = application.prepare
def watched(arguments):
    made = prepare(arguments)
    first = FirstPaint(made)
    made.installEventFilter(first)
    return made
application.prepare = watched
sys.exit(application.main([]))
"""
LAUNCHER = """
import sys
from interviewtool import __main__ as launcher
launcher.window_command = lambda arguments: [sys.executable, "-P", "-c", sys.argv[1]]
sys.exit(launcher.main([]))
"""


def rows() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        workspace, _code = Workspace.create(Path(home) / "interviewtool" / "vault", "benchmark", cost=LEAST_COST)
        workspace.lock()
        launched = [seconds([sys.executable, "-P", "-c", LAUNCHER, WINDOW], environment) for _ in range(RUNS)]
        bare = [seconds([sys.executable, "-c", "print('shown')"], environment) for _ in range(RUNS)]
    return [
        (
            "start to unlock view (launcher, window process, first paint), median",
            f"{statistics.median(launched):.2f} s",
        ),
        ("  of it an empty Python process", f"{statistics.median(bare) * 1e3:.0f} ms"),
    ]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Until the process, or one it started, says that it is shown."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    taken = time.perf_counter() - begin
    process.wait(60)
    assert said == "shown\n", said
    return taken
