"""A file of nothing, given up when the disk is full so that an erase or a lock can still be written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from interviewtool.vault.durable import replace_durably, sync_folder

BYTES = 1 << 20


def lay_in(path: Path) -> None:
    """Make sure the ballast is there, if there is room for it. Random, since some file systems store no zeros."""
    with suppress(OSError):
        if not path.exists() or path.stat().st_size != BYTES:
            replace_durably(path, os.urandom(BYTES))


def give_up(path: Path) -> bool:
    """Free its space. False when it was gone before."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True
