"""Sealed files beside the database: a drawn signature, a photograph, a recording. One file each in `blobs/`.

A blob is written and synced as ID.part, then its row is committed, then it is renamed: killed in between, the next
unlocking renames it where there is a row, and deletes it where there is none. The file itself: see `blob_file`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.blob_file import BlobReader, blob_place, write_blob_file
from interviewtool.vault.data_keys import InterviewKeys
from interviewtool.vault.durable import sync_folder
from interviewtool.vault.failures import known
from interviewtool.vault.rows import Rows
from interviewtool.vault.sealed_rows import keys_of
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

_SIZE_BYTES = 8
PART = ".part"
"""Ending of the name of a blob that is being written."""


class Blobs:
    """The blobs of an open vault. May be called from any thread but the vault's own."""

    def __init__(self, worker: Worker, vault_key: bytes) -> None:
        self._worker = worker
        self._folder = worker.layout.blobs
        self._vault_blobs_key = subkey(vault_key, Label.BLOBS)

    def write(self, interview_id: InterviewId, content: bytes | BinaryIO) -> str:
        """Seal content under the interview's data key; durable on return. The blob's random id, 32 hex digits.

        content: a stream is read in chunks of 64 KiB to its end, so that a recording may be as long as it is.
        KnownError vault.no_such_interview, vault.disk_full; then nothing is left of it.
        """
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        return self.bring(interview_id, os.urandom(16).hex(), source)

    def bring(self, interview_id: InterviewId, blob_id: str, source: BinaryIO) -> str:
        """The same for a blob that has its id already, from another vault."""
        keys = self._worker.outside(lambda store: keys_of(store, interview_id))
        part = self._folder / (blob_id + PART)
        place = blob_place(interview_id, blob_id)
        try:
            size = write_blob_file(part, (keys.blobs, self._vault_blobs_key), place, source)
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

    @contextmanager
    def named(self, interview_id: InterviewId, blob_id: str | None) -> Iterator[None]:
        """A with block whose transaction names a blob just written, if any. Where it fails, the blob goes, too: one
        that nothing names would outlive an erase of who it was.
        """
        try:
            yield
        except BaseException:
            if blob_id is not None:
                self.delete(interview_id, blob_id)
            raise

    def open(self, interview_id: InterviewId, blob_id: str) -> BlobReader:
        """The content as a file that can be read from the middle; to be closed. KnownError vault.blob_missing,
        blob_damaged; vault.blob_part_damaged while reading.
        """

        def sealed_size(store: Store) -> tuple[InterviewKeys, int | None]:
            row = Rows(store, "blobs").get(interview_id, blob_id.encode("utf-8"))
            return keys_of(store, interview_id), None if row is None else int.from_bytes(row, "big")

        keys, size = self._worker.outside(sealed_size)
        if size is None:
            raise KnownError("vault.blob_missing", blob=blob_id)
        return self.reader(keys, interview_id, blob_id, size)

    def read(self, interview_id: InterviewId, blob_id: str) -> bytes:
        """The whole content. KnownError vault.blob_missing, vault.blob_damaged."""
        with self.open(interview_id, blob_id) as reader:
            try:
                return reader.readall()
            except KnownError:
                raise KnownError("vault.blob_damaged", blob=blob_id) from None

    def delete(self, interview_id: InterviewId, blob_id: str) -> None:
        """Take a blob out; nothing happens when there is none. Flash storage may keep its sealed bytes, whose keys go
        when the interview is erased.
        """
        path = self._folder / blob_id
        part = path.with_name(path.name + PART)  # killed in between, the next unlocking brings it back or removes it

        def work(store: Store) -> None:
            with suppress(FileNotFoundError):
                path.replace(part)
            Rows(store, "blobs").delete(interview_id, blob_id.encode("utf-8"))

        try:
            self._worker.run(work)
        except BaseException:
            with suppress(OSError):
                part.replace(path)
            raise
        part.unlink(missing_ok=True)
        sync_folder(self._folder)

    def list(self, interview_id: InterviewId) -> tuple[str, ...]:
        """The ids of an interview's blobs, oldest first."""
        return self._worker.outside(lambda store: blob_ids(store, interview_id))

    def reader(self, keys: InterviewKeys, interview_id: InterviewId, blob_id: str, size: int) -> BlobReader:
        """A blob whose keys and file size are known. KnownError vault.blob_missing, blob_damaged."""
        return BlobReader(self._folder / blob_id, (keys.blobs, self._vault_blobs_key), interview_id, blob_id, size)


def blob_ids(store: Store, interview_id: InterviewId) -> tuple[str, ...]:
    """The ids of an interview's blobs, oldest first."""
    return tuple(key.decode("ascii") for key, _ in Rows(store, "blobs").all(interview_id))


def settle_blobs(store: Store, folder: Path) -> None:
    """After a kill: put a written blob in its place, delete one that nobody was told of."""
    folder.mkdir(mode=0o700, exist_ok=True)  # some tools that copy a vault leave an empty folder out
    for part in folder.glob("*" + PART):
        blob_id = part.name.removesuffix(PART)
        if store.execute("SELECT 1 FROM blobs WHERE key = ?", (blob_id.encode("utf-8"),)).fetchone():
            part.replace(folder / blob_id)
        else:
            part.unlink()
