"""The program as it is started, launcher and window: nothing typed stands in clear on the disk or outlives the lock.

A person types canaries into everything, exports, meets a mistake of ours, locks; comes back, is idle until the vault
locks itself; comes back, and the process is ended as by a crash. After each, homes, temporary folders, vault, settings
and reports are searched, and the memory of the launcher and of the fresh window.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewtool.crypto.kdf import LEAST_COST
from tests.gui.canaries import found_in, leaks, memory
from tests.gui.canary_person import PASSPHRASE as CANARY_PASSPHRASE
from tests.gui.studies import Study
from tests.workspaces import PASSPHRASE, unlock

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]
ROOT = Path(__file__).resolve().parents[2]
HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")


class Program:
    """The running program and the folders it knows of."""

    def __init__(self, folder: Path, vault: Path) -> None:
        self.control = folder / "control"
        self.control.mkdir()
        self.homes = [folder / name.lower() for name in HOMES]
        for home in self.homes:
            home.mkdir(mode=0o700)
        settings = folder / "xdg_config_home" / "interviewtool"
        settings.mkdir()
        given = {"interface_language": "en", "vault_folder": str(vault), "swap_warned": True}
        (settings / "settings.json").write_text(json.dumps(given))
        self.searched = [*self.homes, vault, folder / "working"]
        (folder / "working").mkdir()
        self.report = folder / "report"
        site = Path(__file__).parent / "canary_site"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTEST"))},
            **{name: str(home) for name, home in zip(HOMES, self.homes, strict=True)},
            "PYTHONPATH": f"{site}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "CANARY_CONTROL": str(self.control),
        }
        command = [sys.executable, "-P", "-m", "interviewtool"]
        with self.report.open("wb") as report:
            self.launcher = subprocess.Popen(
                command, cwd=folder / "working", env=environment, stdout=report, stderr=report
            )

    def wait_for(self, name: str, seconds: float = 60) -> Path:
        """A file of the control folder, once it is there."""
        deadline = time.monotonic() + seconds
        while not (self.control / name).exists():
            assert not (self.control / "failed").exists(), (self.control / "failed").read_text()
            assert self.launcher.poll() is None, self.report.read_text()
            assert time.monotonic() < deadline, f"{name} never came: {self.report.read_text()}"
            time.sleep(0.02)
        return self.control / name

    def window(self, phase: int) -> int:
        """The id of the phase-th window's process, once it is shown and before anybody does anything in it."""
        path = self.wait_for(f"began-{phase}")
        while not path.read_text():
            time.sleep(0.02)
        return int(path.read_text())

    def leaked(self) -> list[tuple[str, set[str]]]:
        """What stands in clear where it must not."""
        return leaks(*self.searched, self.report)


def holds(process: int) -> bool:
    """Whether a canary is in the memory of a process. Where we are not root the kernel lets nobody look: it is not."""
    try:
        return any(found_in(piece) for piece in memory(process))
    except PermissionError:
        assert os.geteuid() != 0
        return False


@pytest.fixture
def program(study: Study, tmp_path: Path, clock: Callable) -> Iterator[Program]:
    shutil.copytree(study.pristine, tmp_path / "vault")
    workspace = unlock(tmp_path / "vault", clock)
    workspace.vault.change_passphrase(PASSPHRASE, CANARY_PASSPHRASE, cost=LEAST_COST)
    workspace.lock()
    made = Program(tmp_path, tmp_path / "vault")
    yield made
    if made.launcher.poll() is None:
        made.launcher.terminate()
        made.launcher.wait(30)


def test_nothing_typed_is_left_on_the_disk_or_in_what_goes_on_after_a_lock(program: Program) -> None:
    window = program.window(1)
    (program.control / "go-1").touch()
    program.wait_for("said-typed")
    # The search itself works: what is open is in the memory of the window, and only there.
    assert holds(window) or os.geteuid() != 0
    assert not holds(program.launcher.pid)
    assert "Max core file size        0" in Path(f"/proc/{window}/limits").read_text()
    assert program.leaked() == []
    assert leaks(program.control) == []  # the bundle
    assert "mistake of its own" in program.report.read_text()
    (program.control / "heard-typed").touch()

    for phase, word in ((2, "idle"), (3, "open")):
        window = program.window(phase)
        assert not holds(program.launcher.pid)
        assert not holds(window)
        assert program.leaked() == []
        (program.control / f"go-{phase}").touch()
        program.wait_for(f"said-{word}")
        (program.control / f"heard-{word}").touch()

    os.kill(window, signal.SIGABRT)
    assert program.launcher.wait(60) == 128 + signal.SIGABRT
    assert program.leaked() == []
    assert not [path for path in (program.searched[-1]).iterdir() if "core" in path.name]
