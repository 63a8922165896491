#!/usr/bin/env python3
"""Sets the program up on a machine that has only Python, and runs it.

    python3 dev.py run              the program (Windows: py dev.py run)
    python3 dev.py demo --out DIR   the demonstration
    python3 dev.py test [--long]    the tests, as many at once as there are cores; further arguments go to pytest
    python3 dev.py check            style, types, layers, translations
    python3 dev.py bench            the timings
    python3 dev.py build            the program as a folder that needs no Python (dist/interviewtool)
    python3 dev.py messages         extract the messages into resources/locale
    python3 dev.py lock             write the locks anew from pyproject.toml

Rules: the standard library alone, also in `development`; nothing is installed that the locks do not name by hash;
nothing is asked; a second run finds the stamp of the first and starts at once. All of it must stay readable for old
Pythons, so that they can say so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from development import environment
from development.catalogues import compile_messages, extract_messages
from development.environment import BIN, PYTHON, ROOT
from development.system import Stop, check_python, missing_for_building, missing_for_testing, provide_here

# A process of tests per core, each with half a gigabyte; one that is done takes from the others. `-n 0` runs all in
# one, as a debugger needs it.
PROCESSES = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
SLOW = ("-o", "faulthandler_timeout=900")  # seconds that one long test may take on a busy machine


def set_up() -> None:
    """What every verb begins with."""
    environment.make()
    compile_messages()


def run(arguments: list[str]) -> int:
    set_up()
    command = [str(PYTHON), "-m", "interviewtool", *arguments]
    if os.name == "posix":  # become the program: a signal then reaches it, and nobody waits in between
        os.execv(PYTHON, command)
    return subprocess.run(command).returncode


def demo(arguments: list[str]) -> int:
    return run(["demo", *arguments])


def test(arguments: list[str]) -> int:
    set_up()
    long = "--long" in arguments
    try:
        provide_here(missing_for_testing() + (missing_for_building() if long and sys.platform == "linux" else []))
        if long:
            environment.provide_web_forms()
    except Stop as stop:
        print(f"{stop}\nThe tests that need them will say so.", flush=True)
    chosen = [argument for argument in arguments if argument != "--long"]
    return subprocess.run(
        [PYTHON, "-m", "pytest", *PROCESSES, *(SLOW if long else ["-m", "not long"]), *chosen],
        cwd=ROOT,
        env=environment_of_tests(),
    ).returncode


def environment_of_tests() -> dict[str, str]:
    """No screen, a locale Qt does not warn about, and modules that are compiled once: tests start hundreds of
    processes, and where none may write beside the modules, each compiles whatever it loads.
    """
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(environment.VENV / "compiled")}
    return {**given, "LC_ALL": "C.UTF-8"} if sys.platform == "linux" else given


def check(_arguments: list[str]) -> int:
    set_up()
    module = [PYTHON, "-m"]
    parts = {
        "style": [*module, "ruff", "check", "."],
        "format": [*module, "ruff", "format", "--check", "."],
        "types": [*module, "mypy"],
        "layers": [BIN / "lint-imports", "--no-cache"],
        "cycles": [BIN / "lint-imports", "--config", "import-cycles.toml", "--no-cache"],
        "translations": [*module, "pytest", "tests/test_translations.py"],
    }
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = dict(zip(parts, pool.map(run_quietly, parts.values())))  # noqa: B905  strict= is not in old Pythons
    for name, result in done.items():
        if result.returncode:
            print(f"--- {name}\n{result.stdout}", flush=True)
    print(", ".join(f"{name}: {'FAILED' if result.returncode else 'ok'}" for name, result in done.items()), flush=True)
    return 1 if any(result.returncode for result in done.values()) else 0


def run_quietly(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment_of_tests(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def bench(arguments: list[str]) -> int:
    set_up()
    return subprocess.run([PYTHON, "benchmarks", *arguments], cwd=ROOT).returncode


def build(_arguments: list[str]) -> int:
    set_up()
    if sys.platform == "linux":
        provide_here(missing_for_building())
    return subprocess.run(
        [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build.spec"], cwd=ROOT
    ).returncode


def messages(_arguments: list[str]) -> int:
    set_up()
    extract_messages()
    compile_messages()
    return 0


def lock(_arguments: list[str]) -> int:
    set_up()
    environment.write_locks()
    return 0


VERBS = {verb.__name__: verb for verb in (run, demo, test, check, bench, build, messages, lock)}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in VERBS:
        wrong = arguments not in ([], ["-h"], ["--help"])
        print(__doc__, file=sys.stderr if wrong else sys.stdout)
        return 2 if wrong else 0
    try:
        check_python()
        return VERBS[arguments[0]](arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The system refused: {error}. Is this folder yours, and has the disk room?", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
