"""Laid before the real program's path by test_canary_process: lets the person of canary_person act in its window.

The program is started as anybody starts it; only the keys are pressed from inside, since the offscreen platform has no
keyboard. What this file itself holds in memory tells nothing: the strings to look for come with canary_person, later.
"""

import os
import sys
import threading
import time
from pathlib import Path


def _let_the_person_act() -> None:
    while "interviewtool.gui.main_window" not in sys.modules:
        time.sleep(0.02)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    while QApplication.instance() is None:
        time.sleep(0.02)
    QTimer.singleShot(0, QApplication.instance(), _act)


def _act() -> None:
    control = Path(os.environ["CANARY_CONTROL"])
    phase = len(list(control.glob("began-*"))) + 1
    (control / f"began-{phase}").write_text(str(os.getpid()))
    while not (control / f"go-{phase}").exists():
        time.sleep(0.02)
    from tests.gui import canary_person

    canary_person.act(phase, control)


if "window-process" in sys.orig_argv:
    threading.Thread(target=_let_the_person_act, daemon=True).start()
