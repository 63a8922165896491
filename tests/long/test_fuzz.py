"""Every parser of untrusted input, fuzzed for a bounded time with bounded memory: refused in a known way, or read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long.fuzz_targets import TARGETS

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")]
ROOT = Path(__file__).parents[2]
SECONDS = 12


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_does_more_than_be_refused(name: str) -> None:
    command = [sys.executable, "-m", "tests.long.fuzzer", name, str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20 * SECONDS)
    assert done.returncode == 0, done.stderr[-6000:]
    assert json.loads(done.stdout)["inputs"] > 20
