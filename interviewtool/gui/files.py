"""Reading and writing the files a person chose. Called by acts, off the window's thread."""

from __future__ import annotations

import os
from pathlib import Path

from interviewtool.errors import KnownError, Place

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
    """Write a file wholly or not at all; durable on return. KnownError window.file_not_written."""
    aside = path.with_name(f"{path.name}.part")
    try:
        try:
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError:
        raise KnownError("window.file_not_written", Place(path.name)) from None
