"""The file of one blob: read at any place, and told where it is damaged.

A file: `interviewtool blob\\n`, format version (2 bytes, big-endian), salt (16 bytes), sealed chunks of 64 KiB. Its
key is HKDF over the interview's blob key and the vault's, with the salt; its associated data is blob id and interview
id. How long it is stands in answers.db, so that a file that was cut costs what was cut off and no more.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from interviewtool.crypto.chunks import CHUNK, SEALED_CHUNK, chunk_count, open_chunk, seal_chunks
from interviewtool.crypto.sealing import TAG_BYTES, SealBroken, place
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.vault.durable import write_all

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"interviewtool blob\n\x00\x01"
SALT_BYTES = 16
START = len(MAGIC) + SALT_BYTES


def blob_key(interview_blobs_key: bytes, vault_blobs_key: bytes, salt: bytes) -> bytes:
    """The key of one file. salt: at its beginning."""
    return subkey(interview_blobs_key + vault_blobs_key, Label.ONE_BLOB, salt=salt)


def write_blob_file(path: Path, keys: tuple[bytes, bytes], associated: bytes, source: BinaryIO) -> int:
    """Seal a stream into a new file, synced; its size. keys: the interview's for blobs, the vault's."""
    salt = os.urandom(SALT_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with cast(BinaryIO, open(descriptor, "wb", buffering=0)) as file:  # noqa: PTH123 - a descriptor, for its mode
        write_all(file, MAGIC + salt)
        for chunk in seal_chunks(blob_key(*keys, salt), source, associated):
            write_all(file, chunk)
        os.fsync(file.fileno())
        return file.tell()


def blob_place(interview_id: str, blob_id: str) -> bytes:
    """Associated data of every chunk."""
    return place("interviewtool blob", blob_id, interview_id)


class BlobReader(io.RawIOBase):
    """The plaintext as a file that can be read from the middle. size: of the whole, in bytes.

    Reading raises KnownError vault.blob_part_damaged where a chunk does not authenticate, and goes on behind it after a
    `seek`; vault.blob_missing and blob_damaged come from opening.
    """

    def __init__(self, path: Path, keys: tuple[bytes, bytes], interview_id: str, blob_id: str, file_size: int) -> None:
        """keys: the interview's for blobs, the vault's. file_size: as answers.db has it."""
        super().__init__()
        self._blob_id = blob_id
        try:
            self._file: BinaryIO = path.open("rb")
        except FileNotFoundError:
            raise KnownError("vault.blob_missing", blob=blob_id) from None
        start = self._file.read(START)
        if len(start) != START or not start.startswith(MAGIC) or file_size < START + TAG_BYTES:
            self._file.close()
            raise KnownError("vault.blob_damaged", blob=blob_id)
        self._sealed_size = file_size - START
        self._key = blob_key(*keys, start[len(MAGIC) :])
        self._associated = blob_place(interview_id, blob_id)
        self._chunks = chunk_count(self._sealed_size)
        self.size = self._sealed_size - self._chunks * TAG_BYTES
        self._grown = os.fstat(self._file.fileno()).st_size > file_size
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes from the beginning."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As files do."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer from one chunk."""
        view = memoryview(buffer).cast("B")
        if self._position >= self.size or not len(view):
            return 0
        number, offset = divmod(self._position, CHUNK)
        part = self._chunk(number)[offset : offset + len(view)]
        view[: len(part)] = part
        self._position += len(part)
        return len(part)

    def damaged(self) -> tuple[range, ...]:
        """The bytes that cannot be read, as ranges; every chunk is tried. A longer file than was written is damaged."""
        found = []
        for number in range(self._chunks):
            try:
                self._chunk(number)
            except KnownError:
                found.append(self._range(number))
        if self._grown and not found:
            found.append(range(self.size, self.size))
        return tuple(found)

    def close(self) -> None:
        """Let go of the file and of the chunk that is held."""
        if not self.closed:
            self._file.close()
            self._held = (-1, b"")
        super().close()

    def _range(self, number: int) -> range:
        return range(number * CHUNK, min((number + 1) * CHUNK, self.size))

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            length = min(SEALED_CHUNK, self._sealed_size - number * SEALED_CHUNK)
            self._file.seek(START + number * SEALED_CHUNK)
            sealed = self._file.read(length)
            try:
                chunk = open_chunk(self._key, number, sealed, self._sealed_size, self._associated)
            except SealBroken:
                lost = self._range(number)
                raise KnownError(
                    "vault.blob_part_damaged", blob=self._blob_id, first=lost.start, last=lost.stop
                ) from None
            self._held = (number, chunk)
        return self._held[1]
