"""The program as people get it: one folder, started elsewhere, on a machine where nothing of ours is installed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="names and signals of POSIX")]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, built from this tree."""
    folder = tmp_path_factory.mktemp("frozen")
    places = ["--distpath", folder / "dist", "--workpath", folder / "work"]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *places, ROOT / "build.spec"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "interviewtool" / "interviewtool"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A current folder that is also the home, and holds files that would pass for modules if they were looked at."""
    for name in ("interviewtool.py", "logging.py", "PySide6.py"):
        (tmp_path / name).write_text("raise SystemExit('taken from the current folder')\n")
    return tmp_path


def run(program: Path, arguments: Sequence[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """In an environment that holds the home and what is given, and nothing else."""
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        env={"HOME": str(folder), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
    )


def test_it_tells_its_version(program: Path, elsewhere: Path) -> None:
    from interviewtool import __version__

    done = run(program, ["--version"], elsewhere)
    assert done.returncode == 0, done.stdout
    assert __version__ in done.stdout


def test_it_holds_nothing_that_it_does_not_need(program: Path) -> None:
    names = [str(path.relative_to(program.parent)) for path in program.parent.rglob("*")]
    unwanted = re.compile(r"Qml|Quick|WebEngine|gtk|QtNetwork|Qt6Network|plugins/tls|tkinter|\.po$|ODK_Validate")
    assert not [name for name in names if unwanted.search(name)]
    translations = {Path(name).name for name in names if name.endswith(".qm")}
    assert translations == {"qtbase_uk.qm", "qtbase_ru.qm", "qtbase_en.qm"}


def test_its_window_opens_and_closes(program: Path, elsewhere: Path) -> None:
    environment = {"HOME": str(elsewhere), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    window = subprocess.Popen([program], cwd=elsewhere, env=environment, stderr=subprocess.PIPE)
    time.sleep(10)
    assert window.poll() is None, window.stderr.read() if window.stderr else ""
    window.send_signal(signal.SIGTERM)
    _, said = window.communicate(timeout=30)
    assert (window.returncode, said) == (0, b"")


def test_it_conducts_the_demonstration(program: Path, elsewhere: Path) -> None:
    done = run(program, ["demo", "--out", "demonstration"], elsewhere)
    assert done.returncode == 0, done.stdout
    written = {path.suffix for path in (elsewhere / "demonstration").rglob("*")}
    assert ".pdf" in written
    assert "Traceback" not in done.stdout
