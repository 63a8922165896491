"""The folder of a backup: `header`, `manifest`, and `chunks/ab/abcd…`, each chunk named by its SHA-256.

Chunks are cut from the vault's files as they lie there, encrypted; nothing in a backup is in clear that is not in clear
in the vault. `header` is the vault's, so that its secrets open the backup. `manifest`: `interviewtool backup\\n`,
format version (2 bytes, big-endian), length of the body (4 bytes), the body, HMAC-SHA256 of all before it under a key
derived from the vault key. Body, JSON in UTF-8: vault_id (hex), time (ISO 8601), files: name (`/` between parts), size
in bytes, chunks (hex SHA-256, in order; 65,536 bytes each, of a blob 4,194,304, but the last).
A chunk is written aside, synced and renamed; the manifest comes last, so that a stopped backup leaves the one before.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import struct
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.vault.durable import overwrite, replace_durably, sync_folder, write_aside
from interviewtool.vault.failures import is_disk_full
from interviewtool.vault.header import HeaderDamaged, parse_header

MAGIC = b"interviewtool backup\n"
VERSION = 1
CHUNK = 1 << 16
"""Bytes: 16 pages of a database, so that a changed page does not cost a long copy."""
BLOB_CHUNK = 1 << 22
"""Bytes: blobs never change."""
_START = struct.Struct(f">{len(MAGIC)}sHI")
_MAC = 32
_MOST_BYTES = 1 << 28
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"answers\.db|identity\.db|keys|blobs/[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class BackedUpFile:
    """name: in the vault's folder. size: bytes. chunks: their SHA-256, in order."""

    name: str
    size: int
    chunks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """vault_id: hex. time: ISO 8601."""

    vault_id: str
    time: str
    files: tuple[BackedUpFile, ...]

    def chunks(self) -> frozenset[str]:
        """Every chunk that is needed."""
        return frozenset(chunk for file in self.files for chunk in file.chunks)


def is_blob(name: str) -> bool:
    """Whether a file of the vault never changes."""
    return name.startswith("blobs/")


def chunk_bytes(name: str) -> int:
    """How long the chunks of a file are, but for the last."""
    return BLOB_CHUNK if is_blob(name) else CHUNK


@contextmanager
def _of_the_backup() -> Iterator[None]:
    """Say of the backup's disk, not of the vault's, that it is full or gone."""
    try:
        yield
    except OSError as error:
        raise KnownError("vault.backup_full" if is_disk_full(error) else "vault.backup_unreachable") from None


class BackupStore:
    """One backup folder. Whatever writes raises KnownError vault.backup_full, vault.backup_unreachable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.header = folder / "header"
        self.manifest = folder / "manifest"
        self._chunks = folder / "chunks"
        self._touched: set[Path] = set()

    @_of_the_backup()
    def prepare(self) -> None:
        """Make the folder. KnownError vault.folder_not_empty for one that holds something else.

        Other programs' backups have a folder `chunks`, too: without a manifest every name in it must be one of ours.
        """
        if self.folder.exists() and any(self.folder.iterdir()):
            own = self._chunks.is_dir() and (self.manifest.exists() or all(map(_is_chunk, self._chunks.glob("*/*"))))
            if not own:
                raise KnownError("vault.folder_not_empty")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._chunks.mkdir(mode=0o700, exist_ok=True)
        sync_folder(self.folder)

    @_of_the_backup()
    def has(self, chunk: str, size: int) -> bool:
        """Whether a chunk of this length is there; its content is read by `damaged`."""
        try:
            return self._path(chunk).stat().st_size == size
        except FileNotFoundError:
            return False

    @_of_the_backup()
    def put(self, content: bytes) -> str:
        """Keep a chunk; its name. Synced; the folder is by `sync`."""
        chunk = hashlib.sha256(content).hexdigest()
        if not self.has(chunk, len(content)):
            path = self._path(chunk)
            if not path.parent.exists():
                path.parent.mkdir(mode=0o700)
                self._touched.add(self._chunks)
            write_aside(path, content).replace(path)
            self._touched.add(path.parent)
        return chunk

    def get(self, chunk: str) -> bytes | None:
        """A chunk; None when it is missing or damaged."""
        try:
            content = self._path(chunk).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == chunk else None

    @_of_the_backup()
    def sync(self) -> None:
        """Make the names of new chunks durable."""
        for folder in self._touched:
            sync_folder(folder)
        self._touched.clear()

    @_of_the_backup()
    def drop_damaged(self, chunk: str) -> bool:
        """Read a chunk back from the disk, and take it out when it is damaged. Whether it was."""
        path = self._path(chunk)
        _forget_cached(path)
        if self.get(chunk) is not None:
            return False
        path.unlink(missing_ok=True)
        return True

    @_of_the_backup()
    def prune(self, needed: Collection[str]) -> int:
        """Overwrite and delete chunks that are no longer needed: what was erased goes here too. How many."""
        gone = 0
        for path in self._chunks.glob("*/*"):
            if path.name not in needed and _is_chunk(path):
                with path.open("r+b", buffering=0) as file:
                    overwrite(file)
                path.unlink()
                gone += 1
        return gone

    @_of_the_backup()
    def clear(self) -> None:
        """Take away what a first backup that was stopped has written: every chunk, and folders that are then empty."""
        for path in self._chunks.glob("*/*"):
            if _is_chunk(path):
                path.unlink()
        for folder in (*self._chunks.glob("*"), self._chunks, self.folder):
            with suppress(OSError):  # not empty: something in it is not ours
                folder.rmdir()

    @_of_the_backup()
    def write_manifest(self, manifest: Manifest, header: bytes, vault_key: bytes) -> None:
        """Make these files the backup. The header before was for the same vault, and is overwritten."""
        body = json.dumps(
            {
                "vault_id": manifest.vault_id,
                "time": manifest.time,
                "files": [
                    {"name": file.name, "size": file.size, "chunks": list(file.chunks)} for file in manifest.files
                ],
            }
        ).encode()
        content = _START.pack(MAGIC, VERSION, len(body)) + body
        replace_durably(self.manifest, content + _mac(vault_key, content))
        before = self.header.open("r+b", buffering=0) if self.header.exists() else None
        replace_durably(self.header, header)
        if before is not None:
            with before:
                overwrite(before)

    def vault_id(self) -> str | None:
        """Of the vault whose backup this claims to be, by its manifest, or by its header where that is damaged; None
        where neither can be read.
        """
        with suppress(OSError, ValueError):
            return _parse(self._read())[0].vault_id
        with suppress(OSError, HeaderDamaged):
            return parse_header(self.header.read_bytes()).header.vault_id.hex()
        return None

    def read_manifest(self, vault_key: bytes) -> Manifest:
        """KnownError vault.backup_damaged, vault.newer_version, vault.not_a_backup."""
        try:
            manifest, signed, mac = _parse(self._read())
        except FileNotFoundError:
            raise KnownError("vault.not_a_backup") from None
        except ValueError:
            raise KnownError("vault.backup_damaged") from None
        if not hmac.compare_digest(mac, _mac(vault_key, signed)):
            raise KnownError("vault.backup_damaged")
        return manifest

    def _read(self) -> bytes:
        with self.manifest.open("rb") as file:
            return file.read(_MOST_BYTES + 1)

    def _path(self, chunk: str) -> Path:
        return self._chunks / chunk[:2] / chunk


def _parse(content: bytes) -> tuple[Manifest, bytes, bytes]:
    """Untrusted bytes: the manifest, what its MAC covers, the MAC. ValueError; KnownError vault.newer_version."""
    if not _START.size + _MAC < len(content) <= _MOST_BYTES or not content.startswith(MAGIC):
        raise ValueError
    _magic, version, length = _START.unpack_from(content)
    if version > VERSION:
        raise KnownError("vault.newer_version")
    signed, mac = content[:-_MAC], content[-_MAC:]
    if version != VERSION or len(signed) != _START.size + length:
        raise ValueError
    try:
        body = json.loads(signed[_START.size :])
        files = tuple(_file(one) for one in body["files"])
        return Manifest(str(body["vault_id"]), str(body["time"]), files), signed, mac
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError from None


def _file(one: dict[str, object]) -> BackedUpFile:
    name, size, chunks = one["name"], one["size"], one["chunks"]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError  # no name may lead out of the folder a restore writes
    if not isinstance(size, int) or not isinstance(chunks, list) or size < 0:
        raise TypeError
    if not all(isinstance(chunk, str) and _HASH.fullmatch(chunk) for chunk in chunks):
        raise ValueError
    return BackedUpFile(name, size, tuple(chunks))


def _mac(vault_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(subkey(vault_key, Label.BACKUP), signed, "sha256")


def _is_chunk(path: Path) -> bool:
    """Whether a file in `chunks` is named as ours are, also one whose writing was stopped."""
    name = path.name.removesuffix(".new")
    return _HASH.fullmatch(name) is not None and name[:2] == path.parent.name


def _forget_cached(path: Path) -> None:
    """Ask the system to read from the disk, not from memory, where it can be asked."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None and path.exists():
        descriptor = os.open(path, os.O_RDONLY)
        try:
            advise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
