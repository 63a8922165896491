"""A vault that is filled, with its questionnaire, from another one or from a backup, is no vault before it is whole.

From before its first byte until everything was read back, the file `filling` stands in its folder: killed meanwhile, a
part of the interviews must not pass for all of them. Unlocking refuses such a folder; making a vault in it begins anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewtool.errors import KnownError, Place
from interviewtool.paths import FILLING
from interviewtool.vault.durable import sync_folder
from interviewtool.vault.failures import known
from interviewtool.vault.layout import Layout
from interviewtool.vault.panic import destroy_keys
from interviewtool.vault.replacing import finish_rotation

_DATABASES = ("answers.db", "identity.db")
_FILES = ("header", "header.previous", "keys", *_DATABASES, *(f"{name}-journal" for name in _DATABASES))
_NAMES = frozenset((*_FILES, "blobs", "lock", "ballast", "restoring", FILLING))
"""What a vault's folder holds; see `Layout`."""


@contextmanager
def filling(folder: Path) -> Iterator[None]:
    """For the length of the block the folder, new or empty, is no vault. When the block raises, nothing is left of it.

    KnownError vault.folder_not_empty, already_open, disk_full, read_only, disk_failed.
    """
    layout = Layout(folder)
    try:
        existed = folder.exists()
        finish_rotation(layout)  # killed between two renames it leaves the name free for a moment
        clear_filling(layout)
        check_empty(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        layout.filling.touch(mode=0o600)
        sync_folder(folder)
    except OSError as error:
        raise known(error, folder.name) or error from None
    try:
        yield
    except BaseException:
        with suppress(OSError, KnownError):
            clear_filling(layout)
            if not existed:
                folder.rmdir()
        raise
    _remove(layout.restoring)
    layout.filling.unlink()
    sync_folder(folder)


def check_empty(folder: Path) -> None:
    """KnownError vault.folder_not_empty for one that holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KnownError("vault.folder_not_empty", Place(file=folder.name))


def clear_filling(layout: Layout) -> None:
    """Empty a folder in which the filling of a vault was killed; nothing in any other. Keys go first. OSError.

    KnownError vault.folder_not_empty where something stands in it that no vault has: then it may be somebody's.
    """
    if layout.filling.is_file():
        if not all(
            path.name.removesuffix(".new").removesuffix(".removed") in _NAMES for path in layout.folder.iterdir()
        ):
            raise KnownError("vault.folder_not_empty", Place(file=layout.folder.name))
        destroy_keys(layout, layout.restoring)
        for path in layout.folder.iterdir():
            if path != layout.filling:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        layout.filling.unlink()  # last: it tells that everything beside it was ours


def _remove(layout: Layout) -> None:
    destroy_keys(layout)
    if layout.folder.exists():
        shutil.rmtree(layout.folder)
