"""A long recording: written as a stream, read from the middle, and a damaged chunk costs that chunk."""

from __future__ import annotations

import io
import os

import pytest

from interviewtool.crypto.chunks import CHUNK
from interviewtool.errors import KnownError

SIZE = 10 * CHUNK + 777


class Recording(io.RawIOBase):
    """Gives its bytes in odd parts, as a microphone does, and cannot be sought in."""

    def __init__(self, content):
        self.content = content
        self.at = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        part = self.content[self.at : self.at + min(len(buffer), 1000 + self.at % 7777)]
        buffer[: len(part)] = part
        self.at += len(part)
        return len(part)


@pytest.fixture
def recorded(vault, begin):
    content = os.urandom(SIZE)
    owner = begin(vault)
    return owner, vault.blobs.write(owner, Recording(content)), content


def test_any_part_is_read_without_the_rest(vault, recorded):
    owner, blob_id, content = recorded
    with vault.blobs.open(owner, blob_id) as reader:
        assert reader.size == SIZE
        for start, length in ((0, 5), (CHUNK - 1, 2), (5 * CHUNK + 3, CHUNK), (SIZE - 3, 100), (SIZE + 5, 1), (7, 0)):
            reader.seek(start)
            found = b"".join(iter(lambda left=length, reader=reader: reader.read(left), b"")) if length else b""
            assert found == content[start:] if length else found == b""
        reader.seek(-777, os.SEEK_END)
        assert reader.read(777) == content[-777:]
        assert reader.damaged() == ()
    assert vault.blobs.read(owner, blob_id) == content


@pytest.mark.parametrize("chunk", [0, 4, 10])
def test_a_damaged_chunk_costs_that_chunk_and_says_which(vaults, vault, recorded, chunk):
    owner, blob_id, content = recorded
    path = vaults.folder / "blobs" / blob_id
    changed = bytearray(path.read_bytes())
    changed[37 + chunk * (CHUNK + 16) + 500] ^= 1
    path.write_bytes(changed)
    lost = range(chunk * CHUNK, min((chunk + 1) * CHUNK, SIZE))
    with vault.blobs.open(owner, blob_id) as reader:
        assert reader.damaged() == (lost,)
        reader.seek(lost.start + 9)
        with pytest.raises(KnownError) as caught:
            reader.read(1)
        assert caught.value.code == "vault.blob_part_damaged"
        assert (caught.value.parameters["first"], caught.value.parameters["last"]) == (lost.start, lost.stop)
        reader.seek(lost.stop)
        assert reader.read(10) == content[lost.stop : lost.stop + 10]
    with pytest.raises(KnownError, match=r"vault\.blob_damaged"):
        vault.blobs.read(owner, blob_id)


def test_a_file_that_was_cut_keeps_what_is_left(vaults, vault, recorded):
    owner, blob_id, content = recorded
    path = vaults.folder / "blobs" / blob_id
    path.write_bytes(path.read_bytes()[: 37 + 3 * (CHUNK + 16)])
    with vault.blobs.open(owner, blob_id) as reader:
        assert [lost.start // CHUNK for lost in reader.damaged()] == list(range(3, 11))
        reader.seek(0)
        assert reader.read(CHUNK) == content[:CHUNK]


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", ["replace", "unlink"])
def test_taken_out_is_taken_out_or_still_there_after_a_kill(vaults, vault, recorded, monkeypatch, step):
    """And no file without a row is left, which would be spoken of for ever and keep the vault from new keys."""
    owner, blob_id, content = recorded

    def kill(*_arguments, **_more):
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(type(vaults.folder), step, kill)
        vault.blobs.delete(owner, blob_id)
    vaults.close()
    vault = vaults.unlock()
    assert vault.verify(lambda _: None).findings == vault.findings == ()
    left = [path.name for path in (vaults.folder / "blobs").iterdir()]
    assert left == list(vault.blobs.list(owner)) == ([blob_id] if step == "replace" else [])
    if left:
        assert vault.blobs.read(owner, blob_id) == content


def test_an_empty_one(vault, begin):
    owner = begin(vault)
    blob_id = vault.blobs.write(owner, b"")
    with vault.blobs.open(owner, blob_id) as reader:
        assert (reader.size, reader.read(5), reader.damaged()) == (0, b"", ())
