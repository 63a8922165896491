"""Rotation: a new vault with new keys and a new recovery code takes the place of the old one, which is destroyed.

For the day a passphrase, or an opened copy of the vault, may have fallen into other hands: whoever copied the keys then
reads nothing that is written from now on. The steps, each durable before the next:
  1. FOLDER.fresh is made, with the file FOLDER.unfinished beside it, filled, and compared with the old vault.
  2. The new recovery code was shown. The old vault gets the file `replaced`; then FOLDER.unfinished goes.
  3. FOLDER becomes FOLDER.retired, FOLDER.fresh becomes FOLDER.
  4. The keys of FOLDER.retired are overwritten, and it is deleted.
Killed before the end of 2, the old vault is there as before, and the next unlocking removes the new one
(`drop_unfinished`); after it, the next unlocking finishes 3 and 4 (`finish_rotation`). At every moment one whole vault
opens under the old name or is put there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.errors import KnownError, Place
from interviewtool.vault.durable import replace_durably, sync_folder
from interviewtool.vault.filling import filling
from interviewtool.vault.layout import Layout
from interviewtool.vault.moving import Moved, Progress
from interviewtool.vault.opening import Secret
from interviewtool.vault.replacing import REPLACED, drop_unfinished, finish_rotation
from interviewtool.vault.salvage import NewVault, salvage_held
from interviewtool.vault.vault import Vault


def rotate(
    folder: Path,
    secret: str,
    passphrase: str,
    *,
    clock: Callable[[], datetime],
    progress: Progress,
    show: Callable[[RecoveryCode], None],
    cost: Argon2Cost | None = None,
    limits: CostLimits = LIMITS,
) -> Moved:
    """Replace a vault by one with new keys. secret: opens both keys of the old one. passphrase: of the new one.

    progress: 0..1, may raise to stop. show: is given the new recovery code when the new vault is verified, before
    anything is destroyed; when it raises, the old vault stays and the new one goes.
    KnownError vault.rotation_needs_whole for a vault with damage (salvage it), copy_differs, not_in_escrow,
    wrong_passphrase, already_open, folder_not_empty, disk_full.
    """
    layout = Layout(folder)
    vault = Vault.unlock(folder, secret, clock=clock, limits=limits)
    try:
        _must_not_exist(layout.fresh.folder)
        with vault.identities(secret) as register:
            report = vault.verify(lambda share: progress(0.3 * share), register=register)
        _must_be_whole(vault.findings, report.findings)
        vault.anchor()
        layout.unfinished.touch(mode=0o600)
        sync_folder(folder.parent)
        new = NewVault(layout.fresh.folder, passphrase, clock, cost, limits)
        with filling(layout.fresh.folder):
            code, moved = salvage_held(folder, Secret(secret), new, lambda share: progress(0.3 + 0.7 * share))
        _must_be_whole(moved.lost, moved.findings)
        show(code)
        replace_durably(layout.folder / REPLACED, b"")
        layout.unfinished.unlink()
        sync_folder(layout.folder.parent)
    except BaseException:
        drop_unfinished(layout)
        vault.close()
        raise
    vault.close()
    finish_rotation(layout)
    return moved


def _must_not_exist(folder: Path) -> None:
    """What an own attempt left was removed when the vault was unlocked: this is somebody else's."""
    if folder.exists():
        raise KnownError("vault.folder_not_empty", Place(file=folder.name))


def _must_be_whole(*faults: tuple[object, ...]) -> None:
    if any(faults):
        raise KnownError("vault.rotation_needs_whole")
