"""Backup of an open vault: encrypted, incremental, verified.

First everything is copied beside the running work, as it happens to lie on the disk; that may be torn, but chunks are
named by their content, so it does no harm. Then, on the vault's thread, between two transactions, all but the blobs,
which never change, is read once more, and only what has changed meanwhile is copied: a save waits for that moment
alone. Then every chunk is read back; what does not read back is written once more, and if it fails again the disk is
said to fail.
A backup holds one state, the newest: what was erased in the vault is gone from a backup once it is brought up to date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from interviewtool.errors import KnownError
from interviewtool.vault.backup_store import BackedUpFile, BackupStore, Manifest, chunk_bytes, is_blob
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

_BLOB_PART = ".part"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """time: of the state that is backed up. total, written: bytes. pruned: chunks that were no longer needed."""

    time: datetime
    total: int
    written: int
    pruned: int


class Backup:
    """One run. anchor: writes the head of the chain into the header, on the vault's thread."""

    def __init__(self, worker: Worker, vault_id: bytes, vault_key: bytes, anchor: Callable[[Store], None]) -> None:
        self._worker = worker
        self._vault_id = vault_id.hex()
        self._vault_key = vault_key
        self._anchor = anchor
        self._written = 0
        self._copied: dict[str, BackedUpFile] = {}

    def write(self, folder: Path, progress: Callable[[float], None]) -> BackupReport:
        """See `Vault.backup`."""
        own = self._worker.layout.folder.resolve()
        if own == folder.resolve() or own in folder.resolve().parents:
            raise KnownError("vault.backup_inside")
        store = BackupStore(folder)
        store.prepare()
        if store.vault_id() not in (None, self._vault_id):
            raise KnownError("vault.backup_of_another")
        self._copy_beside(store, lambda share: progress(0.5 * share))
        for _attempt in range(2):
            time, files, header = self._worker.outside(lambda inner: self._copy_state(inner, store))
            manifest = Manifest(self._vault_id, time.isoformat(), files)
            store.sync()
            damaged = 0
            needed = sorted(manifest.chunks())
            for number, chunk in enumerate(needed):
                damaged += store.drop_damaged(chunk)
                progress(0.5 + 0.45 * number / len(needed))
            if not damaged:
                break
            self._copied.clear()
        else:
            raise KnownError("vault.backup_failing")
        store.write_manifest(manifest, header, self._vault_key)
        pruned = store.prune(manifest.chunks())
        progress(1.0)
        return BackupReport(time, sum(file.size for file in files), self._written, pruned)

    def _copy_beside(self, store: BackupStore, progress: Callable[[float], None]) -> None:
        sources = self._worker.outside(self._sources)
        total = sum(path.stat().st_size for _, path in sources if path.exists()) or 1
        done = 0
        for name, path in sources:
            try:
                chunks, size = [], 0
                for content in _parts(path.open("rb", buffering=0) if is_blob(name) else self._reader(path), name):
                    chunks.append(self._put(store, content))
                    size += len(content)
                    progress(min(1.0, (done + size) / total))
            except FileNotFoundError:
                continue  # a blob of an interview that was erased this moment
            done += size
            if is_blob(name):
                self._copied[name] = BackedUpFile(name, size, tuple(chunks))

    def _copy_state(self, inner: Store, store: BackupStore) -> tuple[datetime, tuple[BackedUpFile, ...], bytes]:
        self._anchor(inner)
        files = []
        for name, place in self._sources(inner):
            if name in self._copied:
                files.append(self._copied[name])  # a recording of an hour would keep saves waiting
                continue
            chunks, size = [], 0
            part = place.with_name(place.name + _BLOB_PART)
            path = part if is_blob(name) and not place.exists() else place  # its row is committed, its name comes next
            if is_blob(name) and not path.exists():
                continue  # missing in the vault, too; `verify` says so
            reader = path.open("rb", buffering=0) if is_blob(name) else self._reader(path)
            for content in _parts(reader, name):
                chunks.append(self._put(store, content))
                size += len(content)
            files.append(BackedUpFile(name, size, tuple(chunks)))
        return inner.clock(), tuple(files), self._worker.layout.header.read_bytes()

    def _put(self, store: BackupStore, content: bytes) -> str:
        if not store.has(hashlib.sha256(content).hexdigest(), len(content)):
            self._written += len(content)
        return store.put(content)

    def _reader(self, path: Path) -> BinaryIO:
        return self._worker.reading(path)

    def _sources(self, inner: Store) -> list[tuple[str, Path]]:
        layout = self._worker.layout
        blobs = sorted(key.decode("ascii") for (key,) in inner.rows("SELECT key FROM blobs", (bytes,)))
        files = [(path.name, path) for path in (layout.keys, layout.answers, layout.identity)]
        return [*files, *((f"blobs/{blob_id}", layout.blobs / blob_id) for blob_id in blobs)]


def _parts(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The file from its beginning; one on a database stays open, see `Worker.reading`."""
    try:
        file.seek(0)
        while part := file.read(chunk_bytes(name)):
            yield part
    finally:
        if is_blob(name):
            file.close()
