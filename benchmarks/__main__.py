"""Every timing of the project in one table: `python3 dev.py bench [NAME …]`, NAME a file of this folder.

Each module measures in a process of its own, one after the other, so that “first in a process” means it and nothing
warms up for the next. A module gives `rows()`: what was measured, and the figure with its unit.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def main(chosen: list[str]) -> int:
    """Measure and print; returns 1 when a module could not measure."""
    named = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    failed = 0
    for name in named:
        if chosen and name not in chosen:
            continue
        with tempfile.TemporaryDirectory(prefix="interviewtool-bench-") as home:
            command = [sys.executable, __file__, "--rows", name]
            done = subprocess.run(command, stdout=subprocess.PIPE, env=environment(home))
        if done.returncode:
            failed = 1
            print(f"{name}: could not measure", flush=True)
            continue
        for what, figure in json.loads(done.stdout):
            print(f"{what:<84}{figure:>28}", flush=True)
    return failed


def environment(home: str) -> dict[str, str]:
    """A home of its own, no screen: nothing of the person at this machine is read or written."""
    return {**os.environ, **dict.fromkeys(HOMES, home), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--rows"]:
        measure = getattr(importlib.import_module(sys.argv[2]), "rows", list)  # a tool with arguments has no rows
        json.dump(measure(), sys.stdout)
    else:
        sys.exit(main(sys.argv[1:]))
