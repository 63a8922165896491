"""One program at a time on a vault: an OS lock on the file `lock`, which falls with the process, even killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from interviewtool.errors import KnownError


class FolderLock:
    """Held from construction to `release`. KnownError vault.already_open."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise KnownError("vault.already_open") from None

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: it is bound to the open file, so that a second window of the same process is refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
