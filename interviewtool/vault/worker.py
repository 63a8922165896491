"""Carries out work on the vault's thread: as a transaction that is durable or did not happen, or outside of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError, Place
from interviewtool.vault.failures import known
from interviewtool.vault.layout import Layout
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.statements import BEGIN, COMMIT
from interviewtool.vault.store import Store
from interviewtool.vault.thread import VaultThread
from interviewtool.vault.transaction import close_books, write_checkpoint

T = TypeVar("T")


class Worker:
    """The store of an open vault and the thread it lives on."""

    def __init__(self, thread: VaultThread, layout: Layout, store: Store) -> None:
        self.thread = thread
        self.layout = layout
        self._store = store
        self._watched = (str(layout.answers), str(layout.keys))
        self._files = self._identify()
        self._readers: dict[Path, BinaryIO] = {}
        self._met_damage = False

    def reading(self, path: Path) -> BinaryIO:
        """A database file to read beside SQLite; stays open until `close_readers`, on the vault's thread.

        Closing any file of this process on a database would let go of SQLite's own locks on it (POSIX, fcntl).
        """
        if path not in self._readers:
            self._readers[path] = path.open("rb", buffering=0)
        return self._readers[path]

    def close_readers(self) -> None:
        """When the databases are closed."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()

    def submit(self, work: Callable[[Store], T], committed: Callable[[], None]) -> Future[T]:
        """One transaction; the future is done when it is on the disk, or carries why it is not. committed: called on
        the vault's thread just before the former.
        """

        def job() -> T:
            result = self.transact(work)
            committed()
            return result

        return self.thread.submit(job)

    def run(self, work: Callable[[Store], T]) -> T:
        """One transaction, waited for."""
        return self.thread.run(lambda: self.transact(work))

    def outside(self, work: Callable[[Store], T]) -> T:
        """Work on the vault's thread that makes its own transactions with `transact`, or none."""
        return self.thread.run(lambda: self._explain(work))

    def begin_outside(self, work: Callable[[Store], T]) -> Future[T]:
        """The same without waiting."""
        return self.thread.submit(lambda: self._explain(work))

    def _explain(self, work: Callable[[Store], T]) -> T:
        try:
            return work(self._store)
        except Exception as error:  # noqa: BLE001 - raised again, explained
            raise self._explained(error) from None

    def transact(self, work: Callable[[Store], T]) -> T:
        """One transaction, on the vault's thread already."""
        store = self._store
        head = store.head
        try:
            store.execute(BEGIN)
            result = work(store)
            close_books(store)
            self.check_folder()
            store.execute(COMMIT)
        except BaseException as error:
            self._roll_back()
            store.head = head
            explained = self._explained(error)
            if explained is error:
                raise
            raise explained from None
        store.tally.commit()
        store.data_keys.commit()
        if store.doomed:
            self.destroy_doomed()
        return result

    def check_folder(self) -> None:
        """KnownError vault.folder_gone when the files that were opened are no longer those that lie in the folder."""
        if self._identify() != self._files:
            raise KnownError("vault.folder_gone")

    def checkpoint(self) -> None:
        """Write the sums down, on the vault's thread; otherwise the next unlocking has more entries to go through."""
        if self._store.tally.unsaved():
            self.transact(write_checkpoint)
            self._store.tally.saved()

    def destroy_doomed(self) -> None:
        """Overwrite the keys that a finished transaction gave up. What fails is tried again at the next unlocking."""
        store = self._store
        store.doomed = False
        try:
            slots = [slot for (slot,) in store.rows("SELECT slot FROM doomed_slots", (int,))]
            for slot in slots:
                store.data_keys.erase(slot)
            if slots:
                store.execute("DELETE FROM doomed_slots")
        except (OSError, dbapi2.Error):
            store.found(Finding(FindingKind.UNFINISHED, "keys"))

    def _roll_back(self) -> None:
        store = self._store
        with suppress(dbapi2.Error):  # what cannot be rolled back now is, from the journal, before the next reading
            if store.connection.in_transaction:
                store.execute("ROLLBACK")
        store.tally.roll_back()
        store.written.forget()
        store.doomed = False
        with suppress(OSError):  # an unused key that stays opens nothing
            store.data_keys.roll_back()

    def _identify(self) -> tuple[tuple[int, int], ...]:
        """Which files lie in the folder now. An open file can be written after its folder was deleted, for nothing."""
        found = []
        for path in self._watched:
            try:
                status = os.stat(path)  # noqa: PTH116 - asked before every commit
            except OSError:
                found.append((0, 0))
            else:
                found.append((status.st_dev, status.st_ino))
        return tuple(found)

    def _explained(self, error: BaseException) -> BaseException:
        found = known(error)
        if found is not None and found.code == "vault.database_damaged":
            self._met_damage = True
        if found is not None and found.code == "vault.read_only" and self._met_damage:
            # SQLCipher writes nothing any more once it has met a page that does not authenticate, and says this.
            return KnownError("vault.database_damaged", Place(file=self.layout.answers.name))
        if found is not None and found.code == "vault.disk_full" and not self._reachable():
            return KnownError("vault.disk_failed")
        return error if found is None else found

    def _reachable(self) -> bool:
        """Whether the disk is there at all: an I/O error may mean a full disk as well as a stick that was pulled."""
        try:
            with self.layout.answers.open("rb") as file:
                return bool(file.read(1))
        except OSError:
            return False
