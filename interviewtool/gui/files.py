"""Reading and writing the files a person chose. Called by acts, off the window's thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewtool.errors import KnownError, Place
from interviewtool.vault.durable import NotNamed, beside

LARGEST = 2 * 1024**3
"""Bytes; a bundle of some hundred interviews with drawings is far below."""


def read_chosen(path: Path) -> bytes:
    """The content of a file. KnownError window.file_not_read, window.file_too_large."""
    try:
        if path.stat().st_size > LARGEST:
            raise KnownError("window.file_too_large", Place(path.name))
        return path.read_bytes()
    except OSError:
        raise KnownError("window.file_not_read", Place(path.name)) from None


def write_chosen(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all; durable on return. KnownError as `written`."""
    with written(path, content):
        pass


@contextmanager
def written(path: Path, content: bytes) -> Iterator[None]:
    """Within, the file is safe on its disk; at the end it takes its place. KnownError window.file_not_written,
    file_not_named.
    """
    try:
        with beside(path, content):
            yield
    except NotNamed as error:
        raise KnownError("window.file_not_named", Place(path.name), name=error.aside) from None
    except OSError:
        raise KnownError("window.file_not_written", Place(path.name)) from None
