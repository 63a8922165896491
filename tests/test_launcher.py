"""The launcher: starts the window again when it was locked, ends with it otherwise, passes signals on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewtool.__main__ import LOCKED, WINDOW_PROCESS, has_display, window_arguments, window_command

COUNTS = """
import pathlib, sys
starts = pathlib.Path(sys.argv[1])
number = len(starts.read_text()) if starts.exists() else 0
starts.write_text("x" * (number + 1))
codes = [int(code) for code in sys.argv[2:]]
sys.exit(codes[number])
"""
LAUNCHES = """
import sys
from interviewtool.hardening import harden
from interviewtool.__main__ import keep_window
harden()
sys.exit(keep_window([sys.executable, "-c", sys.argv[1], *sys.argv[2:]]))
"""


def launch(window: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A launcher of its own process over a window that is a few lines of Python."""
    return subprocess.Popen([sys.executable, "-c", LAUNCHES, window, *arguments])


def test_a_locked_window_is_started_again_and_a_closed_one_is_not(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    assert launch(COUNTS, str(starts), str(LOCKED), str(LOCKED), "0").wait(60) == 0
    assert len(starts.read_text()) == 3


def test_any_other_code_is_handed_on(tmp_path: Path) -> None:
    assert launch(COUNTS, str(tmp_path / "starts"), "3").wait(60) == 3


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_window_ends_the_launcher_with_the_signal_s_code() -> None:
    assert launch("import os; os.kill(os.getpid(), 9)").wait(60) == 128 + signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_window_which_is_not_started_again(tmp_path: Path, number: signal.Signals) -> None:
    ready = tmp_path / "ready"
    window = f"""
import pathlib, signal, sys, time
signal.signal({int(number)}, lambda *_: sys.exit({LOCKED}))
pathlib.Path(sys.argv[1]).write_text("")
time.sleep(60)
"""
    launcher = launch(window, str(ready))
    deadline = time.monotonic() + 30
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    launcher.send_signal(number)
    assert launcher.wait(60) == LOCKED


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_a_display_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    without = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    environment = {**without, "DISPLAY": ":987", "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-P", "-m", "interviewtool", "--language=en"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 128 + signal.SIGABRT
    assert "the display that DISPLAY or WAYLAND_DISPLAY names does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_launcher_loads_neither_qt_nor_keys() -> None:
    """It stays in memory beside the window: what it never loaded, it cannot hold."""
    script = """
import sys
from interviewtool import __main__ as launcher
heavy = ("interviewtool.", "PySide6", "cryptography", "sqlcipher3")
launcher.keep_window = lambda command: print(sorted(name for name in sys.modules if name.startswith(heavy))) or 0
launcher.main([])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "['interviewtool.__main__', 'interviewtool.hardening']"


def test_the_unlock_view_does_not_wait_for_what_an_interview_needs() -> None:
    """These take longer to load than all that is shown before a vault is open."""
    script = """
import sys
import interviewtool.gui.application
later = ("interview", "xforms", "pseudonym", "workspace")
late = (*(f"interviewtool.{name}" for name in later), "lxml", "reportlab")
print(sorted(name for name in sys.modules if name.startswith(late)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("command", "later"),
    [
        ("--help", ("bundle", "consent", "documents", "export", "interview", "team", "vault", "xforms")),
        ("vault --help", ("bundle", "demo", "documents", "export", "review")),
    ],
)
def test_a_command_does_not_wait_for_what_others_need(command: str, later: tuple[str, ...]) -> None:
    """All of it takes longer to load than most commands take to be done."""
    script = """
import sys
from interviewtool.__main__ import main
try:
    main(sys.argv[2].split())
except SystemExit:
    late = tuple(f"interviewtool.{name}" for name in sys.argv[1].split())
    print(sorted(name for name in sys.modules if name.startswith(late)))
"""
    run = [sys.executable, "-c", script, " ".join(later), command]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip().endswith("[]")


CTRL_C_WHILE_LOADING = """
import os, signal, sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Impatient())
from interviewtool.__main__ import main
sys.exit(main(["--language", "uk", "vault", "info", "--vault", sys.argv[2], "--passphrase-fd", "0"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("module", ["interviewtool.hardening", "logging", "click.core", "interviewtool.workspace"])
def test_ctrl_c_ends_with_a_sentence_however_early_it_comes(tmp_path: Path, module: str) -> None:
    command = [sys.executable, "-c", CTRL_C_WHILE_LOADING, module, str(tmp_path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.lstrip() == "Зупинено. Нічого не залишено зробленим наполовину.\n"


@pytest.mark.parametrize(
    ("given", "handed_on"),
    [
        ([], []),
        (["window", "-style", "Fusion"], ["-style", "Fusion"]),
        (["--language", "uk"], ["--language=uk"]),
        (["--language=ru"], ["--language=ru"]),
        (["--language", "fr"], None),  # the command line says which there are
        (["--language", "uk", "form"], None),
        (["--help"], None),
    ],
)
def test_without_a_command_the_window_opens_in_the_language_that_is_named(
    given: list[str], handed_on: list[str] | None
) -> None:
    assert window_arguments(given) == handed_on


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert window_command(["--vault", "v"])[-3:] == [WINDOW_PROCESS, "--vault", "v"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert window_command([]) == [sys.executable, WINDOW_PROCESS]


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen:size=9x9"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_missing_display_is_noticed_before_qt_is_asked(
    environment: dict[str, str], platform: str, shown: bool
) -> None:
    assert has_display(environment, platform) is shown
