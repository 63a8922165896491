"""What the system must have before the program can be set up, tested or built, and where it comes from."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)

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


def missing_for_running(*, has_venv: bool) -> list[tuple[str, ...]]:
    """Packages (each as its possible names) that setting up and the window need and this Linux lacks."""
    missing: list[tuple[str, ...]] = [
        packages for library, packages in LIBRARIES.items() if library_is_missing(library)
    ]
    if importlib.util.find_spec("ensurepip") is None and not has_venv:
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
