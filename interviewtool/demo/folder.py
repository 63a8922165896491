"""The demonstration's folder: it holds all of it, or nothing.

A demonstration that was stopped, or for which the disk had no room, would otherwise be in the way of the next.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewtool.errors import KnownError, Place


@contextmanager
def whole_or_nothing(folder: Path) -> Iterator[None]:
    """Make a folder, and take everything in it away again unless the block ends well.

    Whatever is in it was made by the block: KnownError demo.folder_not_empty where something is there already.
    """
    existed = folder.exists()
    if existed and any(folder.iterdir()):
        raise KnownError("demo.folder_not_empty", Place(str(folder)))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        yield
    except BaseException:
        for each in folder.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise
