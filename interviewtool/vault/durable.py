"""Writing that is on the disk when the function returns, and files that only their owner may read.

A folder cannot be synced on Windows; NTFS keeps renames in its own journal.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


class NotNamed(OSError):
    """The content is safe, but could not take its place. aside: the name it lies under, in the same folder."""

    def __init__(self, refusal: OSError, aside: Path) -> None:
        super().__init__(refusal.errno, refusal.strerror)
        self.aside = aside.name


@contextmanager
def beside(path: Path, content: bytes) -> Iterator[None]:
    """Put a file where a person chose it. Within, it lies whole and durable beside its place; it takes that at the end.

    OSError when it cannot be written; nothing of it stays then, nor where an exception comes from within. NotNamed when
    it cannot take its place: what was done within counts on it, so it stays where it is.
    """
    folder = path.absolute().parent
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="interviewtool-", suffix=".part")
    aside = Path(name)
    try:
        with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            write_all(file, content)
            os.fsync(file.fileno())
        _sync_chosen(folder)
        yield
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
    try:
        aside.replace(path)
    except OSError as refusal:
        raise NotNamed(refusal, aside) from None
    _sync_chosen(folder)


def _sync_chosen(folder: Path) -> None:
    """Not every file system that a stick or a phone is mounted with lets a folder be synced."""
    with suppress(OSError):
        sync_folder(folder)


def overwrite(file: BinaryIO) -> None:
    """Overwrite the whole of an open file in place with zeros. Flash storage may keep what was there."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    write_all(file, bytes(size))
    os.fsync(file.fileno())
