"""Restore: the state of a backup, in a new vault with new keys.

The files are put together in the new vault's folder, encrypted as they were; from there on it is a salvage, so that a
backup with a damaged chunk costs what was on it, and says so. What was erased or withdrawn in a vault that is named
beside it stays so.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.errors import KnownError
from interviewtool.i18n import N_
from interviewtool.vault.backup_store import BackedUpFile, BackupStore, chunk_bytes
from interviewtool.vault.durable import write_all
from interviewtool.vault.failures import known
from interviewtool.vault.filling import filling
from interviewtool.vault.header_file import read_generations
from interviewtool.vault.layout import Layout
from interviewtool.vault.moving import Moved, Progress
from interviewtool.vault.opening import Secret, open_header
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.salvage import NOWHERE, NewVault, salvage_held

AFTERWARDS = N_(
    "What was decided after the backup was made is not in it: if somebody took consent back or withdrew since then, "
    "enter it again before anything leaves."
)
"""Message id: what every restored vault has forgotten."""


def restore(
    backup: Path, secret: str, new: NewVault, *, progress: Progress, erased_in: Mapping[Path, str] = NOWHERE
) -> tuple[RecoveryCode, Moved]:
    """A new vault with what the backup holds; its recovery code, and what came.

    secret: passphrase, recovery code or escrow identity the vault had when it was backed up. erased_in: vaults whose
    tombstones count, say the one the backup was made from, each with what opens it now. progress: as `salvage`.
    KnownError vault.not_a_backup, backup_damaged, wrong_passphrase, folder_not_empty, disk_full.
    """
    store = BackupStore(backup)
    if not store.header.exists():
        raise KnownError("vault.not_a_backup")
    typed = Secret(secret)
    header = open_header(read_generations(Layout(backup)), typed, new.limits)
    manifest = store.read_manifest(header.vault_key)
    if manifest.vault_id != header.header.vault_id.hex():
        raise KnownError("vault.backup_damaged")
    old = Layout(new.folder).restoring
    findings = []
    try:
        with filling(new.folder):
            old.folder.mkdir(mode=0o700)
            old.blobs.mkdir(mode=0o700)
            shutil.copyfile(store.header, old.header)
            for number, file in enumerate(manifest.files):
                if not _put_together(store, file, old.folder / file.name):
                    findings.append(Finding(FindingKind.DAMAGED, file.name))
                progress(0.3 * (number + 1) / len(manifest.files))
            code, moved = salvage_held(
                old.folder, typed, new, lambda share: progress(0.3 + 0.7 * share), erased_in=erased_in
            )
    except OSError as error:
        raise known(error, new.folder.name) or error from None
    beyond = tuple(one for one in moved.findings if one.part != "header.previous")  # a backup has one generation
    return code, replace(moved, findings=(*findings, *beyond))


def _put_together(store: BackupStore, file: BackedUpFile, path: Path) -> bool:
    """Whether every chunk was there. In the place of a lost one stand zeros, so that the others keep theirs."""
    whole = True
    left = file.size
    with path.open("xb", buffering=0) as target:
        for name in file.chunks:
            chunk = store.get(name)
            whole = whole and chunk is not None
            content = (bytes(chunk_bytes(file.name)) if chunk is None else chunk)[:left]
            write_all(target, content)
            left -= len(content)
    path.chmod(0o600)
    return whole and left == 0
