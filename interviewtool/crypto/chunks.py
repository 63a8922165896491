"""Sealing of what is too long for memory, in chunks of 64 KiB that authenticate one by one.

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age uses it: the nonce of a chunk is its number (11 bytes,
big-endian) and a byte that is 1 for the last, so that chunks can neither be moved nor the end cut off. The key must be
used for one stream alone. Every chunk but the last is full; an empty stream is one empty last chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviewtool.crypto.sealing import TAG_BYTES, SealBroken

CHUNK = 1 << 16
SEALED_CHUNK = CHUNK + TAG_BYTES


def seal_chunks(key: bytes, plaintext: BinaryIO, associated: bytes) -> Iterator[bytes]:
    """The sealed chunks, in order. plaintext: may give less than it is asked for."""
    cipher = AESGCM(key)
    number, chunk = 0, _read_full(plaintext)
    while True:
        following = _read_full(plaintext) if len(chunk) == CHUNK else b""
        yield cipher.encrypt(_nonce(number, not following), chunk, associated)
        if not following:
            return
        number, chunk = number + 1, following


def open_chunk(key: bytes, number: int, sealed: bytes, size: int, associated: bytes) -> bytes:
    """One chunk by its number, from a stream whose chunks have `size` bytes in all. SealBroken."""
    try:
        return AESGCM(key).decrypt(_nonce(number, number == chunk_count(size) - 1), sealed, associated)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def chunk_count(size: int) -> int:
    """How many chunks have this many bytes in all, one at least."""
    return max(1, -(-size // SEALED_CHUNK))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _read_full(source: BinaryIO) -> bytes:
    parts = []
    missing = CHUNK
    while missing:
        part = source.read(missing)
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
