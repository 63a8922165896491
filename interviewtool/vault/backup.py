"""Backup of an open vault: encrypted, incremental, verified.

The databases are read on the vault's thread, a megabyte at a step, and hashed and written beside it, while saving goes
on. What was written meanwhile is read again (see `page_copy`) until nothing was; then the file of keys and the header
are read: that is the state that is kept. Where somebody writes without a pause, the last reading is one step, and a
save waits for it: a quarter of a second at 350 MB. Then every chunk is
read back; what does not read back is written once more, and if it fails again the disk is said to fail.
A backup holds one state, the newest: what was erased in the vault is gone from a backup once it is brought up to date.
A first backup that is stopped is cleared away, as far as the disk is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from interviewtool.errors import KnownError
from interviewtool.vault.backup_store import BLOB_CHUNK, CHUNK, BackedUpFile, BackupStore, Manifest
from interviewtool.vault.page_copy import PageCopy
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

Progress = Callable[[float], None]

_BLOB_PART = ".part"
_ROUNDS = 4
"""Readings in steps at most, until nothing was written during one: each reads only what was written during the last."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """time: of the state that is backed up. total, written: bytes. pruned: chunks that were no longer needed."""

    time: datetime
    total: int
    written: int
    pruned: int


@dataclass(frozen=True, slots=True)
class _State:
    """The vault at one moment. changed: by database, chunks not yet written. sizes: bytes, by database."""

    time: datetime
    header: bytes
    keys: bytes
    changed: dict[str, dict[int, bytes]]
    sizes: dict[str, int]
    blobs: tuple[str, ...]


class Backup:
    """One run. anchor: writes the head of the chain into the header, on the vault's thread."""

    def __init__(self, worker: Worker, vault_id: bytes, vault_key: bytes, anchor: Callable[[Store], None]) -> None:
        self._worker = worker
        self._vault_id = vault_id.hex()
        self._vault_key = vault_key
        self._anchor = anchor
        self._written = 0
        layout = worker.layout
        self._databases = {path.name: path for path in (layout.answers, layout.identity)}
        self._copies: dict[str, PageCopy] = {}
        self._chunks: dict[str, dict[int, str]] = {name: {} for name in self._databases}
        self._blobs: dict[str, BackedUpFile] = {}
        self._mark: tuple[int, ...] = ()

    def write(self, folder: Path, progress: Progress) -> BackupReport:
        """See `Vault.backup`."""
        own = self._worker.layout.folder.resolve()
        if own == folder.resolve() or own in folder.resolve().parents:
            raise KnownError("vault.backup_inside")
        store = BackupStore(folder)
        store.prepare()
        if store.vault_id() not in (None, self._vault_id):
            raise KnownError("vault.backup_of_another")
        try:
            return self._write(store, progress)
        except BaseException:
            if store.vault_id() is None:
                with suppress(KnownError):  # a stick that was pulled
                    store.clear()
            raise

    def _write(self, store: BackupStore, progress: Progress) -> BackupReport:
        for _attempt in range(2):
            state = self._copy(store, lambda share: progress(0.5 * share))
            manifest = Manifest(self._vault_id, state.time.isoformat(), self._files(store, state))
            store.sync()
            damaged = 0
            needed = sorted(manifest.chunks())
            for number, chunk in enumerate(needed):
                damaged += store.drop_damaged(chunk)
                progress(0.5 + 0.45 * number / len(needed))
            if not damaged:
                break
            self._forget()
        else:
            raise KnownError("vault.backup_failing")
        store.write_manifest(manifest, state.header, self._vault_key)
        pruned = store.prune(manifest.chunks())
        progress(1.0)
        return BackupReport(state.time, sum(file.size for file in manifest.files), self._written, pruned)

    def _copy(self, store: BackupStore, progress: Progress) -> _State:
        """Until a state is taken of which every blob was copied before: one of an hour would keep saves waiting."""
        for number in range(_ROUNDS):
            self._worker.outside(self._anchor)
            self._mark = self._worker.outside(self._mark_of)
            for name in self._databases:
                first = number == 0 and name == self._worker.layout.answers.name
                self._copy_in_steps(store, name, progress if first else _silent(progress))
            self._copy_blobs(store, self._worker.outside(self._blob_ids), progress)
            if self._worker.outside(self._mark_of) == self._mark:
                break
        while True:
            state = self._worker.outside(self._take_state)
            for name, changed in state.changed.items():
                self._keep(store, name, changed)
            if set(state.blobs) <= self._blobs.keys():
                return state
            self._copy_blobs(store, state.blobs, progress)

    def _copy_in_steps(self, store: BackupStore, name: str, progress: Progress) -> None:
        position = 0
        while True:
            read, following = self._worker.outside(partial(self._step, name=name, first=position))
            self._keep(store, name, read)
            if not following:
                return
            position = following
            progress(position * CHUNK / max(1, self._copies[name].size))

    def _step(self, _inner: Store, name: str, first: int) -> tuple[dict[int, bytes], int]:
        if name not in self._copies:
            self._copies[name] = PageCopy(self._worker.reading(self._databases[name]))
        return self._copies[name].read(first)

    def _mark_of(self, inner: Store) -> tuple[int, ...]:
        """Another one whenever a database was written; its times alone would miss what follows within a tick."""
        register = 0 if inner.register is None else inner.register.total_changes
        status = [path.stat() for path in self._databases.values()]
        touched = (part for one in status for part in (one.st_size, one.st_mtime_ns))
        return (inner.connection.total_changes, register, *touched)

    def _take_state(self, inner: Store) -> _State:
        unchanged = self._mark_of(inner) == self._mark
        self._anchor(inner)
        layout = self._worker.layout
        keys = self._worker.reading(layout.keys)
        keys.seek(0)
        changed = {} if unchanged else {name: copy.rest() for name, copy in self._copies.items()}
        sizes = {name: copy.size for name, copy in self._copies.items()}
        return _State(inner.clock(), layout.header.read_bytes(), keys.read(), changed, sizes, self._blob_ids(inner))

    def _keep(self, store: BackupStore, name: str, chunks: dict[int, bytes]) -> None:
        for number, content in chunks.items():
            self._chunks[name][number] = self._put(store, content)

    def _copy_blobs(self, store: BackupStore, blob_ids: tuple[str, ...], progress: Progress) -> None:
        for blob_id in blob_ids:
            if blob_id in self._blobs:
                continue
            chunks, size = [], 0
            file = self._open_blob(blob_id)
            if file is not None:
                with file:
                    while content := file.read(BLOB_CHUNK):
                        chunks.append(self._put(store, content))
                        size += len(content)
                        progress(1.0)
            self._blobs[blob_id] = BackedUpFile(f"blobs/{blob_id}", size, tuple(chunks))

    def _open_blob(self, blob_id: str) -> BinaryIO | None:
        """None when it was erased this moment, or is missing in the vault, too; `verify` says so."""
        path = self._worker.layout.blobs / blob_id
        part = path.with_name(path.name + _BLOB_PART)  # its row is committed, its name comes next
        for place in (path, part, path):
            with suppress(FileNotFoundError):
                return place.open("rb", buffering=0)
        return None

    def _files(self, store: BackupStore, state: _State) -> tuple[BackedUpFile, ...]:
        parts = [state.keys[start : start + CHUNK] for start in range(0, len(state.keys), CHUNK)]
        files = [BackedUpFile("keys", len(state.keys), tuple(self._put(store, part) for part in parts))]
        for name, size in state.sizes.items():
            numbers = range(-(-size // CHUNK))
            files.append(BackedUpFile(name, size, tuple(self._chunks[name][number] for number in numbers)))
        present = (self._blobs[blob_id] for blob_id in state.blobs)
        return (*files, *(blob for blob in present if blob.chunks))

    def _forget(self) -> None:
        for copy in self._copies.values():
            copy.forget()
        self._blobs.clear()

    def _put(self, store: BackupStore, content: bytes) -> str:
        if not store.has(hashlib.sha256(content).hexdigest(), len(content)):
            self._written += len(content)
        return store.put(content)

    def _blob_ids(self, inner: Store) -> tuple[str, ...]:
        return tuple(sorted(key.decode("ascii") for (key,) in inner.rows("SELECT key FROM blobs", (bytes,))))


def _silent(progress: Progress) -> Progress:
    """Still asked whether to stop, but says nothing new."""
    return lambda _share: progress(1.0)
