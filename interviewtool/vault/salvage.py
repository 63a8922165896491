"""Salvage: whatever still authenticates of a damaged vault goes into a new one, and what was lost is listed.

The damaged folder stays as it is, to the byte: it may be evidence, and somebody may know more another day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.model import KeptEvent
from interviewtool.vault.arrival import check_copy
from interviewtool.vault.filling import filling
from interviewtool.vault.folder_lock import FolderLock
from interviewtool.vault.header_file import must_be_vault
from interviewtool.vault.interviews import Tombstone
from interviewtool.vault.layout import Layout
from interviewtool.vault.moving import Moved, Progress, bring_over
from interviewtool.vault.opening import Secret
from interviewtool.vault.remains import Remains
from interviewtool.vault.vault import Vault

NOWHERE: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False)
class NewVault:
    """Where and how a new vault is made. folder: new or empty. cost: None takes what the machine affords. limits: what
    a cost must lie between, also of the vault it is made from; only tests lower them.
    """

    folder: Path
    passphrase: str
    clock: Callable[[], datetime]
    cost: Argon2Cost | None = None
    limits: CostLimits = LIMITS


def salvage(
    folder: Path, secret: str, new: NewVault, *, progress: Progress, erased_in: Mapping[Path, str] = NOWHERE
) -> tuple[RecoveryCode, Moved]:
    """A new vault with everything that can still be read in `folder`; its recovery code, and what came.

    secret: passphrase, recovery code or escrow identity of the old vault; without its identity key the names of
    finalized interviews stay behind. erased_in: further vaults, each with what opens it, whose tombstones count: what
    was erased or withdrawn there does not come back. progress: 0..1; may raise to stop, and then nothing stays of the
    new vault.
    KnownError vault.wrong_passphrase, not_a_vault, header_missing, is_a_backup, header_damaged, keys_missing,
    database_missing, already_open, folder_not_empty, copy_differs.
    """
    must_be_vault(Layout(folder))
    with ExitStack() as stack:
        _hold(Layout(folder), stack)
        with filling(new.folder):
            return salvage_held(folder, Secret(secret), new, progress, erased_in=erased_in)


def salvage_held(
    folder: Path, secret: Secret, new: NewVault, progress: Progress, *, erased_in: Mapping[Path, str] = NOWHERE
) -> tuple[RecoveryCode, Moved]:
    """The same for a folder that the caller keeps other programs out of, and that nothing writes to meanwhile; within
    `filling` of the new one."""
    with ExitStack() as stack:
        source = Remains(folder, secret, limits=new.limits)
        stack.callback(source.close)
        buried: list[Tombstone] = []
        heard: list[KeptEvent] = []
        for other, opens_it in erased_in.items():
            remains = Remains(other, secret if opens_it == secret.text else Secret(opens_it), limits=new.limits)
            buried += remains.tombstones()
            heard += remains.events()
            remains.close()
        vault, code = Vault.create(
            new.folder, new.passphrase, clock=new.clock, cost=new.cost, limits=new.limits, filled_later=True
        )
        stack.callback(vault.close)
        moved = bring_over(source, vault, lambda share: progress(0.6 * share), buried=buried, heard=heard)
        vault.close()
        copy = Remains(new.folder, str(code), limits=new.limits)
        stack.callback(copy.close)
        check_copy(source, copy, moved)
    progress(1.0)
    return code, moved


def _hold(layout: Layout, stack: ExitStack) -> None:
    """Keep other programs out of the damaged vault, where its disk can be written at all."""
    if layout.lock.exists():
        with suppress(OSError):
            stack.callback(FolderLock(layout.lock).release)
