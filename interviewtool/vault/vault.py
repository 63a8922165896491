"""One encrypted vault folder, opened by one program, worked on one thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from interviewtool.crypto.escrow import escrow_slot
from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits, affordable_cost
from interviewtool.crypto.recovery import RecoveryCode, new_recovery_code
from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind, VaultKeys, passphrase_slot, recovery_slot
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.audit import Audit
from interviewtool.vault.backup import Backup, BackupReport, last_backup, note_backup
from interviewtool.vault.ballast import give_up
from interviewtool.vault.blobs import Blobs
from interviewtool.vault.creation import create_folder
from interviewtool.vault.erasure import erase_interview
from interviewtool.vault.failures import is_disk_full, known
from interviewtool.vault.folder_lock import FolderLock
from interviewtool.vault.header import MOST_SLOTS, Anchor, Header
from interviewtool.vault.header_file import (
    is_vault,
    read_generations,
    removal_unfinished,
    write_generation,
    write_only_generation,
)
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import OpenedHeader, find_key, open_header
from interviewtool.vault.panic import Destruction, destroy_keys
from interviewtool.vault.replacing import finish_rotation
from interviewtool.vault.report import Erasure, Finding, Report
from interviewtool.vault.start import close_store, open_store, settle
from interviewtool.vault.store import Store
from interviewtool.vault.thread import VaultThread
from interviewtool.vault.transaction import Transaction
from interviewtool.vault.verification import Verification
from interviewtool.vault.worker import Worker

T = TypeVar("T")
Clock = Callable[[], datetime]

SLOTS_CHANGED = "key slots changed"
"""Audit event."""


class Vault:
    """An unlocked vault. Every method may be called from any thread but the vault's own."""

    def __init__(
        self, worker: Worker, store: Store, lock: FolderLock, opened: OpenedHeader, limits: CostLimits
    ) -> None:
        """Use `create` or `unlock`."""
        self._worker = worker
        self._store = store
        self._transaction = Transaction(store)
        self._lock = lock
        self._header = opened.header
        self._vault_key = opened.vault_key
        self._limits = limits
        self._register = threading.Lock()
        self.blobs = Blobs(worker, opened.vault_key)

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        *,
        clock: Clock,
        cost: Argon2Cost | None = None,
        limits: CostLimits = LIMITS,
    ) -> tuple[Vault, RecoveryCode]:
        """A new vault in a folder that does not exist or is empty; cost None takes what the machine affords.

        limits: what a cost must lie between; only tests lower them.
        KnownError vault.folder_not_empty, passphrase_empty, read_only, disk_full; crypto.cost_refused.
        """
        code = new_recovery_code()
        try:
            create_folder(Layout(folder), passphrase, code, cost=cost or affordable_cost(), limits=limits)
        except OSError as error:
            raise known(error, folder.name) or error from None
        return Vault.unlock(folder, str(code), clock=clock, limits=limits), code

    @staticmethod
    def unlock(folder: Path, passphrase_or_recovery_code: str, *, clock: Clock, limits: CostLimits = LIMITS) -> Vault:
        """Open a vault. What was found put back or broken stands in `findings` and is to be shown.

        KnownError vault.wrong_passphrase, recovery_code_mistyped, not_a_vault, newer_version, header_damaged,
        keys_missing, keys_damaged, database_missing, database_empty, database_damaged, already_open, read_only.
        """
        layout = Layout(folder)
        finish_rotation(layout)
        if not is_vault(layout):
            read_generations(layout)  # says that it is none, before a lock is laid into a foreign folder
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise KnownError("vault.read_only")
        lock: FolderLock | None = None
        thread: VaultThread | None = None
        try:
            lock = FolderLock(layout.lock)
            opened = open_header(read_generations(layout), passphrase_or_recovery_code, limits)
            thread = VaultThread()
            store = thread.run(lambda: open_store(layout, opened.header, opened.vault_key, clock))
            vault = Vault(Worker(thread, layout, store), store, lock, opened, limits)
            vault._start(opened.findings)
        except BaseException as error:  # noqa: BLE001 - raised again, once everything is let go of
            if thread is not None:
                thread.close(lambda: None)
            if lock is not None:
                lock.release()
            raise known(error) or error from None
        return vault

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What unlocking, and reading since, found put back or damaged. A person must be shown them."""
        return tuple(self._store.findings)

    @property
    def identity_public_key(self) -> bytes:
        """X25519, 32 bytes: names are sealed to it while the register is closed."""
        return self._header.identity_public_key

    @property
    def slots(self) -> tuple[KeySlot, ...]:
        """The ways to open this vault."""
        return self._header.slots

    def run(self, work: Callable[[Transaction], T]) -> T:
        """One database transaction on the vault's thread; durable on return, rolled back on any exception.

        KnownError vault.disk_full, disk_failed, gate_closed, rows_put_back, and what the tables raise.
        """
        return self._worker.run(lambda _store: work(self._transaction))

    def submit(self, work: Callable[[Transaction], T]) -> Future[T]:
        """The same without waiting; the order of calls is kept. The future is done when the work is durable."""
        return self._worker.submit(lambda _store: work(self._transaction))

    def anchor(self) -> None:
        """Write the head of the audit chain into the header: on finalize, export and lock. KnownError disk_full."""
        self._worker.outside(self._anchor)

    def erase(self, interview_id: InterviewId) -> Erasure:
        """Make everything of an interview unreadable for ever, also on a full disk. Its tombstone stays.

        KnownError vault.no_such_interview.
        """
        return self._worker.outside(lambda store: erase_interview(self._worker, store, interview_id))

    def backup(self, folder: Path, progress: Callable[[float], None]) -> BackupReport:
        """Bring a backup in `folder` up to what the vault holds now, while it is open; every byte of it is read back.

        The backup opens with the same passphrases and codes. What was erased here is erased there. progress: 0..1; may
        raise to stop: then the backup stays as it was before, and the next one goes on.
        KnownError vault.folder_not_empty, backup_of_another, backup_inside, backup_failing, backup_full,
        backup_unreachable.
        """
        report = Backup(self._worker, self._header.vault_id, self._vault_key, self._anchor).write(folder, progress)
        self.run(note_backup)
        return report

    def last_backup(self) -> datetime | None:
        """When the last backup was finished; None before the first. For a reminder."""
        return self.run(last_backup)

    def verify(self, progress: Callable[[float], None], *, register: IdentityRegister | None = None) -> Report:
        """Check every byte that can be checked. progress: 0..1, on the vault's thread; may raise to stop.

        register: the open register, to have its records read too; their faults become `findings`.
        """

        def check(store: Store) -> Report:
            anchor = self._header.read_anchor(self._vault_key)
            return Verification(store, self._worker.layout, self.blobs, self._vault_key, anchor).run(progress)

        before = set(self.findings)
        report = self._worker.outside(check)
        if register is None:
            return report
        register.all()
        new = tuple(finding for finding in self.findings if finding not in before)
        return Report((*report.findings, *new), report.interviews, report.blobs, report.entries, register_checked=True)

    @contextmanager
    def identities(self, passphrase: str) -> Iterator[IdentityRegister]:
        """The register of who is who, open for the length of a with block.

        KnownError vault.wrong_passphrase; vault.register_open when it is open already; as opening a database.
        """
        identity_key, _slot = find_key(self._header, passphrase, KeyKind.IDENTITY, self._limits)
        if not self._register.acquire(blocking=False):
            raise KnownError("vault.register_open")
        try:
            register = IdentityRegister(self._worker, identity_key)
            try:
                register.take_in()
                yield register
            finally:
                register.close()
        finally:
            self._register.release()

    def change_passphrase(self, old: str, new: str, *, cost: Argon2Cost | None = None) -> None:
        """Put a new passphrase in the place of the old one, which opens no generation any more.

        old: the passphrase; or any other secret, for one that was forgotten: then every passphrase is replaced.
        KnownError vault.wrong_passphrase, passphrase_empty, not_in_escrow.
        """
        _key, opened = find_key(self._header, old, KeyKind.VAULT, self._limits)
        slot = self._passphrase_slot(old, new, cost)
        replaced = (opened,) if opened.kind == SlotKind.PASSPHRASE else self._of_kind(SlotKind.PASSPHRASE)
        self._change_slots(replaced, slot)

    def renew_recovery_code(self, passphrase: str) -> RecoveryCode:
        """A new recovery code; the old one opens no generation any more. KnownError vault.wrong_passphrase."""
        code = new_recovery_code()
        slot = recovery_slot(self._header.vault_id, self._both_keys(passphrase), code)
        self._change_slots(self._of_kind(SlotKind.RECOVERY), slot)
        return code

    def add_passphrase(self, secret: str, new: str, *, cost: Argon2Cost | None = None) -> KeySlot:
        """One more passphrase beside those there are. KnownError as `change_passphrase`, and vault.too_many_slots."""
        slot = self._passphrase_slot(secret, new, cost)
        self._change_slots((), slot)
        return slot

    def add_escrow(self, secret: str, recipient: str, choice: Collection[KeyKind]) -> KeySlot:
        """Let the holder of an age identity open the vault; choice: which of the two keys it leads to.

        A slot the same recipient had before goes. KnownError vault.wrong_passphrase, too_many_slots;
        crypto.not_a_recipient.
        """
        slot = escrow_slot(self._header.vault_id, self._both_keys(secret), recipient, choice)
        before = tuple(one for one in self._header.slots if one.parameters.get("recipient") == recipient)
        self._change_slots(before, slot)
        return slot

    def remove_slot(self, secret: str, slot_id: str) -> None:
        """Take a slot out: what it opened opens no generation of the header any more.

        KnownError vault.wrong_passphrase, no_such_slot; vault.last_slot for the last passphrase.
        """
        find_key(self._header, secret, KeyKind.VAULT, self._limits)
        removed = next((slot for slot in self._header.slots if slot.slot_id == slot_id), None)
        if removed is None:
            raise KnownError("vault.no_such_slot", slot=slot_id)
        if self._of_kind(SlotKind.PASSPHRASE) == (removed,):
            raise KnownError("vault.last_slot")
        self._change_slots((removed,))

    @staticmethod
    def destroy_keys(folder: Path) -> Destruction:
        """Panic: make a vault unreadable for ever, at once, open or not; nothing is asked. See `panic`."""
        layout = Layout(folder)
        return destroy_keys(layout, layout.fresh, layout.retired)

    def close(self) -> None:
        """Finish what was submitted and let go of the folder. A second call does nothing."""
        if self._worker.thread.close(self._let_go):
            self._lock.release()

    def _let_go(self) -> None:
        close_store(self._store)
        self._worker.close_readers()

    def _start(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            self._store.found(finding)
        try:
            self._worker.outside(lambda store: settle(self._worker, store, self._header.read_anchor(self._vault_key)))
            if removal_unfinished(self._worker.layout, self._header):
                content = self._header.encode(self._vault_key)
                self._worker.outside(lambda _store: write_only_generation(self._worker.layout, content))
            if findings:  # the good generation goes in the place of the damaged one
                self._worker.outside(lambda _store: self._write_header(self._header))
        except BaseException:
            self._worker.thread.close(lambda: close_store(self._store))
            raise

    def _anchor(self, store: Store) -> None:
        if self._header.read_anchor(self._vault_key) != Anchor(store.head.sequence, store.head.link):
            with suppress(KnownError):  # only speed hangs on it: a full disk must not keep the anchor from its place
                self._worker.checkpoint()
            anchor = Anchor(store.head.sequence, store.head.link)
            self._write_header(self._header.with_anchor(anchor, self._vault_key))

    def _write_header(self, header: Header) -> None:
        content = header.encode(self._vault_key)
        try:
            write_generation(self._worker.layout, content)
        except OSError as error:
            if not is_disk_full(error) or not give_up(self._worker.layout.ballast):
                raise
            write_generation(self._worker.layout, content)
        self._header = header

    def _both_keys(self, secret: str) -> VaultKeys:
        identity_key, _slot = find_key(self._header, secret, KeyKind.IDENTITY, self._limits)
        return VaultKeys(vault=self._vault_key, identity=identity_key)

    def _of_kind(self, kind: SlotKind) -> tuple[KeySlot, ...]:
        return tuple(slot for slot in self._header.slots if slot.kind == kind)

    def _passphrase_slot(self, secret: str, new: str, cost: Argon2Cost | None) -> KeySlot:
        keys = self._both_keys(secret)
        if not new:
            raise KnownError("vault.passphrase_empty")
        return passphrase_slot(self._header.vault_id, keys, new, cost or affordable_cost(), self._limits)

    def _change_slots(self, removed: tuple[KeySlot, ...], *added: KeySlot) -> None:
        gone = {slot.slot_id for slot in removed}
        slots = (*(slot for slot in self._header.slots if slot.slot_id not in gone), *added)
        if len(slots) > MOST_SLOTS:
            raise KnownError("vault.too_many_slots")
        details = {"removed": " ".join(sorted(gone)), "added": " ".join(f"{one.kind} {one.slot_id}" for one in added)}

        def change(store: Store) -> None:
            self._worker.transact(lambda inner: Audit(inner).append(None, SLOTS_CHANGED, details=details))
            anchor = Anchor(store.head.sequence, store.head.link)
            header = self._header.with_slots(slots).with_anchor(anchor, self._vault_key)
            write_only_generation(self._worker.layout, header.encode(self._vault_key))
            self._header = header

        self._worker.outside(change)
