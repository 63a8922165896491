"""Panic: the key slots and data keys of a vault are destroyed at once, with no question, and whether it is open or not.

The header goes first, in both generations and whatever a change of slots has left of older ones: a few kilobytes, after
which nobody opens the vault, whatever they know. Then the file of data keys, which makes each interview unreadable once
more. Files are overwritten in place and synced before their names go. Databases and blobs stay as they are: nothing
opens them any more. Names beside the folder that a rotation left are treated alike. Only files named as a vault's are
touched: a folder that was given by mistake may hold somebody's `header.h`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from interviewtool.i18n import N_
from interviewtool.vault.durable import overwrite, sync_folder
from interviewtool.vault.layout import Layout

OUT_OF_REACH = (
    N_("a window in which the vault is open now: what it shows stays until it is closed"),
    N_("backups and copies of this folder, here or elsewhere"),
    N_("documents and bundles that were exported, printed or sent"),
    N_("old blocks that flash storage keeps, and copies that a file system with snapshots keeps"),
)
"""Message ids: what a destruction cannot reach. To be shown with it."""


@dataclass(frozen=True, slots=True)
class Destruction:
    """destroyed, failed: names of files. sealed: nobody opens the vault any more, since no header is left."""

    destroyed: tuple[str, ...]
    failed: tuple[str, ...]
    sealed: bool


def destroy_keys(*vaults: Layout) -> Destruction:
    """Overwrite headers and data keys. Never raises for a file: what could not be reached stands in `failed`."""
    destroyed: list[str] = []
    failed: list[Path] = []
    layouts = [one for one in vaults if one.folder.is_dir()]
    headers = [path for one in layouts for path in one.headers]
    for path in (*headers, *(one.keys for one in layouts)):
        if path.exists():
            try:
                with path.open("r+b", buffering=0) as file:
                    overwrite(file)
            except OSError:
                failed.append(path)
            else:
                destroyed.append(path.name)
                with suppress(OSError):
                    path.unlink()
    for one in layouts:
        with suppress(OSError):
            sync_folder(one.folder)
    sealed = bool(layouts) and not any(path in headers for path in failed)
    return Destruction(tuple(destroyed), tuple(path.name for path in failed), sealed)


def holds_vault(*vaults: Layout) -> bool:
    """Whether one of these folders looks like a vault, whole or not, or like a backup: a name can be mistyped."""

    def signs(one: Layout) -> int:
        others = (one.keys, one.answers, one.identity, one.manifest)
        return any(path.is_file() for path in one.headers) + sum(path.is_file() for path in others)

    return any(signs(one) > 1 for one in vaults)
