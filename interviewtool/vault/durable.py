"""Writing that is on the disk when the function returns, and files that only their owner may read.

A folder cannot be synced on Windows; NTFS keeps renames in its own journal.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO


def write_all(file: BinaryIO, content: bytes) -> None:
    """Write everything to an unbuffered file, which may take it in parts. OSError when the disk is full."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_aside(path: Path, content: bytes) -> Path:
    """Write and sync `path` + `.new`, which only its owner may read, and return it. Nothing is left of a failed one."""
    aside = path.with_name(path.name + ".new")
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb", buffering=0) as file:  # noqa: PTH123
            write_all(file, content)
            os.fsync(file.fileno())
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def replace_durably(path: Path, content: bytes) -> None:
    """Put content in the place of a file: aside, sync, rename, sync the folder. The file is whole at every moment."""
    write_aside(path, content).replace(path)
    sync_folder(path.parent)


def overwrite(file: BinaryIO) -> None:
    """Overwrite the whole of an open file in place with zeros. Flash storage may keep what was there."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    write_all(file, bytes(size))
    os.fsync(file.fileno())
