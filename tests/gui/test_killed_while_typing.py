"""The process is killed at any moment: whatever the window had shown as saved is there."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.studies import Study
from tests.gui.typing_until_killed import STORY
from tests.workspaces import PASSPHRASE, unlock

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 22))])
def test_nothing_shown_as_saved_is_lost(study: Study, tmp_path: Path, clock: Callable, seed: int) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(study.pristine, vault)
    draw = random.Random(seed)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.typing_until_killed", vault, PASSPHRASE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    interview_id = child.stdout.readline().strip()
    shown = [child.stdout.readline().strip() for _each in range(draw.randrange(3, 40))]
    time.sleep(draw.random() / 20)
    child.kill()
    rest, errors = child.communicate(timeout=60)
    assert child.returncode == -9, errors
    shown += rest.split()

    again = unlock(vault, clock)
    session = again.interviews.open(interview_id)
    kept = session.question(STORY).view.value.split(" слів.")[:-1]
    # One more may have become durable without the window having had the time to say so.
    assert [each.strip() for each in kept][: len(shown)] == shown
    assert len(kept) <= len(shown) + 1
    session.close()
    again.lock()
