"""Sealed files beside the database: a drawn signature, a photograph, a recording. One file each in `blobs/`.

A file: `interviewtool blob\\n`, format version (2 bytes, big-endian), salt (16 bytes), sealed chunks of 64 KiB. Its
key is HKDF over the interview's blob key and the vault's, with the salt; its associated data is blob id and interview
id. It is written and synced as ID.part, then its row is committed, then it is renamed: killed in between, the next
unlocking renames it where there is a row, and deletes it where there is none.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from interviewtool.crypto.chunks import open_chunks, seal_chunks
from interviewtool.crypto.sealing import SealBroken, place
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.data_keys import InterviewKeys
from interviewtool.vault.durable import sync_folder, write_all
from interviewtool.vault.failures import known
from interviewtool.vault.rows import Rows, keys_of
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

MAGIC = b"interviewtool blob\n\x00\x01"
SALT_BYTES = 16
START = len(MAGIC) + SALT_BYTES
_SIZE_BYTES = 8
_PART = ".part"


class Blobs:
    """The blobs of an open vault. May be called from any thread but the vault's own."""

    def __init__(self, worker: Worker, vault_key: bytes) -> None:
        self._worker = worker
        self._folder = worker.layout.blobs
        self._vault_blobs_key = subkey(vault_key, Label.BLOBS)

    def write(self, interview_id: InterviewId, content: bytes | BinaryIO) -> str:
        """Seal content under the interview's data key; durable on return. The blob's random id, 32 hex digits.

        KnownError vault.no_such_interview, vault.disk_full; then nothing is left of it.
        """
        keys = self._worker.outside(lambda store: keys_of(store, interview_id))
        blob_id = os.urandom(16).hex()
        part = self._folder / (blob_id + _PART)
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        try:
            size = self._write_part(part, keys, interview_id, blob_id, source)
            sync_folder(self._folder)
            self._worker.run(
                lambda store: Rows(store, "blobs").put(
                    interview_id, blob_id.encode("ascii"), size.to_bytes(_SIZE_BYTES, "big")
                )
            )
        except BaseException as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            explained = known(error)
            if explained is None:
                raise
            raise explained from None
        part.replace(self._folder / blob_id)
        sync_folder(self._folder)
        return blob_id

    def read(self, interview_id: InterviewId, blob_id: str) -> bytes:
        """The whole content. KnownError vault.blob_missing, vault.blob_damaged."""

        def sealed_size(store: Store) -> tuple[InterviewKeys, int | None]:
            row = Rows(store, "blobs").get(interview_id, blob_id.encode("utf-8"))
            return keys_of(store, interview_id), None if row is None else int.from_bytes(row, "big")

        keys, size = self._worker.outside(sealed_size)
        if size is None:
            raise KnownError("vault.blob_missing", blob=blob_id)
        with self._opened(blob_id) as file:
            return b"".join(self.chunks(file, keys, interview_id, blob_id, size))

    def list(self, interview_id: InterviewId) -> tuple[str, ...]:
        """The ids of an interview's blobs, oldest first."""
        return self._worker.outside(lambda store: blob_ids(store, interview_id))

    def chunks(
        self, file: BinaryIO, keys: InterviewKeys, interview_id: InterviewId, blob_id: str, size: int
    ) -> Iterator[bytes]:
        """Content of an open blob file, chunk by chunk. size: of the file. KnownError vault.blob_damaged."""
        start = file.read(START)
        try:
            whole = len(start) == START and start.startswith(MAGIC) and os.fstat(file.fileno()).st_size == size
            if not whole:
                raise SealBroken  # noqa: TRY301 - one way out for all that can be wrong
            key = self._key(keys, start[len(MAGIC) :])
            yield from open_chunks(key, file, size - START, _associated(interview_id, blob_id))
        except SealBroken:
            raise KnownError("vault.blob_damaged", blob=blob_id) from None

    @contextmanager
    def _opened(self, blob_id: str) -> Iterator[BinaryIO]:
        try:
            file = (self._folder / blob_id).open("rb")
        except FileNotFoundError:
            raise KnownError("vault.blob_missing", blob=blob_id) from None
        with file:
            yield file

    def _write_part(
        self, part: Path, keys: InterviewKeys, interview_id: InterviewId, blob_id: str, source: BinaryIO
    ) -> int:
        salt = os.urandom(SALT_BYTES)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with cast(BinaryIO, open(descriptor, "wb", buffering=0)) as file:  # noqa: PTH123 - a descriptor, for its mode
            write_all(file, MAGIC + salt)
            for chunk in seal_chunks(self._key(keys, salt), source, _associated(interview_id, blob_id)):
                write_all(file, chunk)
            os.fsync(file.fileno())
            return file.tell()

    def _key(self, keys: InterviewKeys, salt: bytes) -> bytes:
        return subkey(keys.blobs + self._vault_blobs_key, Label.ONE_BLOB, salt=salt)


def blob_ids(store: Store, interview_id: InterviewId) -> tuple[str, ...]:
    """The ids of an interview's blobs, oldest first."""
    return tuple(key.decode("ascii") for key, _ in Rows(store, "blobs").all(interview_id))


def settle_blobs(store: Store, folder: Path) -> None:
    """After a kill: put a written blob in its place, delete one that nobody was told of."""
    for part in folder.glob("*" + _PART):
        blob_id = part.name.removesuffix(_PART)
        if store.execute("SELECT 1 FROM blobs WHERE key = ?", (blob_id.encode("utf-8"),)).fetchone():
            part.replace(folder / blob_id)
        else:
            part.unlink()


def _associated(interview_id: InterviewId, blob_id: str) -> bytes:
    return place("interviewtool blob", blob_id, interview_id)
