"""One encrypted vault folder, opened by one program, worked on one thread."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits, affordable_cost
from interviewtool.crypto.recovery import RecoveryCode, new_recovery_code
from interviewtool.crypto.slots import KeyKind, KeySlot
from interviewtool.errors import KnownError, Place
from interviewtool.model import InterviewId
from interviewtool.vault.backup import Backup, BackupReport
from interviewtool.vault.backup_note import BackupNote, note_backup, read_backup_note
from interviewtool.vault.ballast import give_up
from interviewtool.vault.blobs import Blobs
from interviewtool.vault.creation import create_folder
from interviewtool.vault.erasure import erase_interview
from interviewtool.vault.failures import known
from interviewtool.vault.filling import clear_filling
from interviewtool.vault.folder_lock import FolderLock
from interviewtool.vault.header_file import must_be_vault, read_generations
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import OpenedHeader, open_header
from interviewtool.vault.panic import Destruction, destroy_keys
from interviewtool.vault.put_back import PutBack, acknowledge, standing
from interviewtool.vault.register_access import RegisterAccess
from interviewtool.vault.replacing import drop_unfinished, finish_rotation
from interviewtool.vault.report import Erasure, Finding, FindingKind, Report
from interviewtool.vault.search import Search
from interviewtool.vault.start import close_store, open_store, settle
from interviewtool.vault.store import Store
from interviewtool.vault.thread import VaultThread
from interviewtool.vault.transaction import Transaction
from interviewtool.vault.vault_header import VaultHeader
from interviewtool.vault.verification import Verification
from interviewtool.vault.worker import Worker

T = TypeVar("T")
Clock = Callable[[], datetime]


class Vault:
    """An unlocked vault. Every method may be called from any thread but the vault's own."""

    def __init__(
        self,
        worker: Worker,
        store: Store,
        lock: FolderLock,
        opened: OpenedHeader,
        *,
        limits: CostLimits,
        seconds: Callable[[], float],
    ) -> None:
        """Use `create` or `unlock`."""
        self._worker = worker
        self._store = store
        self._transaction = Transaction(store)
        self._lock = lock
        self._header = VaultHeader(worker, opened, limits)
        self._vault_key = opened.vault_key
        self.register = RegisterAccess(worker, self._header.identity_key, seconds)
        self.blobs = Blobs(worker, opened.vault_key)
        self.search = Search(worker)

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        *,
        clock: Clock,
        cost: Argon2Cost | None = None,
        limits: CostLimits = LIMITS,
        filled_later: bool = False,
    ) -> tuple[Vault, RecoveryCode]:
        """A new vault in a folder that does not exist or is empty; cost None takes what the machine affords.

        limits: what a cost must lie between; only tests lower them. filled_later: within `filling`.
        KnownError vault.folder_not_empty, passphrase_empty, read_only, disk_full; crypto.cost_refused.
        """
        code = new_recovery_code()
        try:
            finish_rotation(Layout(folder))  # killed between two renames it leaves the name free for a moment
            if not filled_later:
                clear_filling(Layout(folder))
            create_folder(Layout(folder), passphrase, code, cost=cost or affordable_cost(), limits=limits)
        except OSError as error:
            raise known(error, folder.name) or error from None
        return Vault.unlock(folder, str(code), clock=clock, limits=limits, filled_later=filled_later), code

    @staticmethod
    def unlock(
        folder: Path,
        secret: str,
        *,
        clock: Clock,
        limits: CostLimits = LIMITS,
        seconds: Callable[[], float] = time.monotonic,
        filled_later: bool = False,
    ) -> Vault:
        """Open a vault. What was found put back or broken stands in `findings` and is to be shown.

        secret: passphrase, recovery code, or the age identity that an escrow slot was made for. seconds: times how long
        the register stays open; only tests set it. filled_later: as `create`.

        KnownError vault.wrong_passphrase, recovery_code_mistyped, not_a_vault, header_missing, is_a_backup, not_filled,
        newer_version, header_damaged, keys_missing, keys_damaged, database_missing, database_empty, database_damaged,
        already_open, read_only, no_room_to_update.
        """
        layout = Layout(folder)
        try:
            finish_rotation(layout)
            if layout.filling.exists() and not filled_later:
                raise KnownError("vault.not_filled", Place(file=folder.name))
            must_be_vault(layout)  # before a lock is laid into a foreign folder
        except OSError as error:  # a folder nobody may look into
            raise known(error, folder.name) or error from None
        for place in (folder, layout.blobs):
            if place.exists() and not os.access(place, os.R_OK | os.W_OK | os.X_OK):
                raise KnownError("vault.read_only")
        lock: FolderLock | None = None
        thread: VaultThread | None = None
        try:
            lock = FolderLock(layout.lock)
            drop_unfinished(layout)
            opened = open_header(read_generations(layout), secret, limits)
            thread = VaultThread()
            store = thread.run(lambda: open_store(layout, opened.header, opened.vault_key, clock))
            vault = Vault(Worker(thread, layout, store), store, lock, opened, limits=limits, seconds=seconds)
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
        return self._header.current.identity_public_key

    @property
    def slots(self) -> tuple[KeySlot, ...]:
        """The ways to open this vault."""
        return self._header.current.slots

    @property
    def holders(self) -> Mapping[str, str]:
        """Whom each escrow slot was made for: slot id → recipient (`age1…`), "" where that cannot be told."""
        return self._header.holders()

    def run(self, work: Callable[[Transaction], T]) -> T:
        """One database transaction on the vault's thread; durable on return, rolled back on any exception.

        KnownError vault.disk_full, disk_failed, gate_closed, rows_put_back, and what the tables raise.
        """
        return self._worker.run(lambda _store: work(self._transaction))

    def submit(self, work: Callable[[Transaction], T], committed: Callable[[], None] = lambda: None) -> Future[T]:
        """The same without waiting; the order of calls is kept. The future is done when the work is durable, after
        `committed` was called on the vault's thread.
        """
        return self._worker.submit(lambda _store: work(self._transaction), committed)

    def anchor(self) -> None:
        """Write the head of the audit chain into the header: on finalize, export and lock. KnownError disk_full."""
        self._worker.outside(self._header.anchor)

    def erase(self, interview_id: InterviewId, first: Callable[[Transaction], None] | None = None) -> Erasure:
        """Make everything of an interview unreadable for ever, also on a full disk. Its tombstone stays.

        first: a transaction before, as to hand over what other interviews stand on; where it fails, the keys go all the
        same. KnownError vault.no_such_interview.
        """
        before = None if first is None else lambda _store: first(self._transaction)
        return self._worker.outside(lambda store: erase_interview(self._worker, store, interview_id, before))

    def backup(self, folder: Path, progress: Callable[[float], None]) -> BackupReport:
        """Bring a backup in `folder` up to what the vault holds now, while it is open; every byte of it is read back.

        The backup opens with the same passphrases and codes. What was erased here is erased there. progress: 0..1; may
        raise to stop: then the backup stays as it was before; a first one is cleared away.
        KnownError vault.folder_not_empty, backup_of_another, backup_inside, backup_failing, backup_full,
        backup_unreachable.
        """
        vault_id = self._header.current.vault_id
        report = Backup(self._worker, vault_id, self._vault_key, self._header.anchor).write(folder, progress)
        self.run(lambda transaction: note_backup(transaction, folder, vault_id))
        return report

    def last_backup(self) -> BackupNote:
        """When and where the last backup was finished, and whether one is due."""
        return self.run(lambda transaction: read_backup_note(transaction, self._header.current.vault_id))

    def verify(self, progress: Callable[[float], None], *, register: IdentityRegister | None = None) -> Report:
        """Check every byte that can be checked, in short steps; saving goes on. progress: 0..1; may raise to stop.

        register: the open register, to have its pages and records read too; without it only the size of its file is.
        """
        run = Verification(self._worker, self.blobs, self._vault_key, self._header.read_anchor)
        return run.run(progress, register)

    def put_back(self) -> PutBack | None:
        """The old copy that was found in this vault and that nobody has acknowledged yet."""
        return self._worker.outside(standing)

    def acknowledge(self, reason: str) -> None:
        """Somebody knows why an old copy was put back; it is not told any more. reason: kept in the audit log.

        KnownError vault.nothing_put_back, vault.no_reason.
        """
        self._worker.run(lambda store: acknowledge(store, reason))
        told = Finding(FindingKind.PUT_BACK, self._worker.layout.answers.name)
        self._worker.outside(lambda store: store.forget(told))

    def identities(self, secret: str | None = None) -> AbstractContextManager[IdentityRegister]:
        """The register of who is who, open for the length of a with block.

        secret: asked for each time; None takes the register that `register.open` has opened for a time.
        KnownError vault.wrong_passphrase; vault.register_open while another act uses it; vault.register_closed; as
        opening a database.
        """
        return self.register.using(secret)

    def change_passphrase(self, old: str, new: str, *, cost: Argon2Cost | None = None) -> None:
        """Put a new passphrase in the place of the old one, which opens no generation any more.

        old: the passphrase; or any other secret, for one that was forgotten: then every passphrase is replaced.
        KnownError vault.wrong_passphrase, passphrase_empty, not_in_escrow.
        """
        self._header.change_passphrase(old, new, cost)

    def renew_recovery_code(self, secret: str) -> RecoveryCode:
        """A new recovery code; the old one opens no generation any more. KnownError vault.wrong_passphrase."""
        return self._header.renew_recovery_code(secret)

    def add_passphrase(self, secret: str, new: str, *, cost: Argon2Cost | None = None) -> KeySlot:
        """One more passphrase beside those there are. KnownError as `change_passphrase`, and vault.too_many_slots."""
        return self._header.add_passphrase(secret, new, cost)

    def add_escrow(self, secret: str, recipient: str, choice: Collection[KeyKind]) -> KeySlot:
        """Let the holder of an age identity open the vault; choice: which of the two keys it leads to.

        A slot the same recipient had before goes. KnownError vault.wrong_passphrase, too_many_slots;
        crypto.not_a_recipient.
        """
        return self._header.add_escrow(secret, recipient, choice)

    def remove_slot(self, secret: str, slot_id: str) -> None:
        """Take a slot out: what it opened opens no generation of the header any more.

        KnownError vault.wrong_passphrase, no_such_slot; vault.last_slot for the last passphrase.
        """
        self._header.remove_slot(secret, slot_id)

    def panic(self) -> Destruction:
        """Destroy the keys of this open vault at once, whatever it is doing; nothing is asked. See `panic`.

        What was not yet saved is lost with all the rest; `close` comes next, and the end of the process.
        """
        return self._header.destroy()

    @staticmethod
    def destroy_keys(folder: Path) -> Destruction:
        """Panic: make a vault unreadable for ever, at once, open or not; nothing is asked. See `panic`."""
        return destroy_keys(*Layout(folder).with_copies)

    def give_up_ballast(self) -> bool:
        """At a lock on a full disk: free a megabyte, so that what waits can be written. False when it was gone before.

        The next unlocking lays it in again.
        """
        return self._worker.outside(lambda _store: give_up(self._worker.layout.ballast))

    def close(self) -> None:
        """Finish what was submitted and let go of the folder. A second call does nothing."""
        self.register.let_go()
        self.search.forget()
        if self._worker.thread.close(self._let_go):
            self._lock.release()

    def _let_go(self) -> None:
        close_store(self._store)
        self._worker.close_readers()

    def _start(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            self._store.found(finding)
        try:
            self._worker.outside(lambda store: settle(self._worker, store, self._header.read_anchor()))
            self._worker.outside(lambda _store: self._header.mend(damaged=bool(findings)))
        except BaseException:
            self._worker.thread.close(lambda: close_store(self._store))
            raise
