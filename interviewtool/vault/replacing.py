"""Finishes a rotation that was killed when the new vault was whole already. See `rotation` for the steps."""

from __future__ import annotations

import shutil
from contextlib import suppress

from interviewtool.vault.durable import sync_folder
from interviewtool.vault.folder_lock import FolderLock
from interviewtool.vault.header_file import is_vault
from interviewtool.vault.layout import Layout
from interviewtool.vault.panic import destroy_keys

REPLACED = "replaced"
"""A file in the old vault: what lies in FOLDER.fresh is to take its place."""


def is_to_finish(layout: Layout) -> bool:
    """Whether a rotation was killed when it had come so far that there is no going back."""
    return (layout.folder / REPLACED).exists() or (layout.retired.folder / REPLACED).exists()


def vault_to_come(layout: Layout) -> Layout:
    """The folder of the vault that will stand under this name: the new one, where a rotation was killed at its end."""
    comes = is_to_finish(layout) and is_vault(layout.fresh) and not layout.unfinished.exists()
    return layout.fresh if comes else layout


def finish_rotation(layout: Layout) -> None:
    """Put the new vault in its place and destroy the old one; nothing where no rotation was begun.

    KnownError vault.already_open while another program does it.
    """
    folder, retired, fresh = layout.folder, layout.retired.folder, layout.fresh.folder
    if not is_to_finish(layout):
        with suppress(OSError):
            retired.rmdir()  # only an empty one goes: all that is missing from a finished rotation
        return
    holder = folder if (folder / REPLACED).exists() else retired
    lock = FolderLock(holder / layout.lock.name)
    try:
        if (folder / REPLACED).exists():
            if not is_vault(layout.fresh) or layout.unfinished.exists():
                (folder / REPLACED).unlink()  # it came to nothing: the old vault stays
                return
            folder.rename(retired)
            sync_folder(folder.parent)
        if not folder.exists():
            fresh.rename(folder)
            sync_folder(folder.parent)
        if is_vault(layout) and not fresh.exists():  # what stands there is what was to come
            _destroy(layout.retired)
    finally:
        lock.release()


def drop_unfinished(layout: Layout) -> None:
    """Remove the new vault that a killed rotation has begun: what is erased from now on must not live on in it.

    Only by who holds the vault's lock, as a rotation does. What the disk does not let go stays for the next unlocking.
    """
    with suppress(OSError):
        if layout.unfinished.exists():
            destroy_keys(layout.fresh)
            if layout.fresh.folder.exists():
                shutil.rmtree(layout.fresh.folder)
            layout.unfinished.unlink()


def _destroy(retired: Layout) -> None:
    """Keys first; the file that tells what this folder is goes last."""
    destroy_keys(retired)
    for path in retired.folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != REPLACED:
            path.unlink()
    with suppress(FileNotFoundError):
        (retired.folder / REPLACED).unlink()
    retired.folder.rmdir()
    sync_folder(retired.folder.parent)
