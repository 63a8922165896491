"""Reads a SQLCipher database, chunk by chunk, on the thread that writes it, and knows later which chunks are stale.

SQLCipher draws a new IV whenever it writes a page, and keeps it with the page's MAC in the last 80 bytes. So a page
whose end is the same was not written since; reading the ends of all pages of 350 MB takes a tenth of a second where
reading and hashing the whole takes two. Everything here runs on the vault's thread, in steps a save does not feel.
"""

from __future__ import annotations

import os
from typing import BinaryIO

PAGE = 4096
_END = 80
_PAGES = 16
CHUNK = PAGE * _PAGES
_LOOKED_AT = 128
_TAKEN = 16
"""Chunks in one step, a few milliseconds: so many are looked at, and so many at most, 1 MiB, are read."""


class PageCopy:
    """What is known of one database file. reader: stays open, see `Worker.reading`."""

    def __init__(self, reader: BinaryIO) -> None:
        self._file = reader.fileno()
        self._ends: list[bytes] = []
        self.size = 0

    def read(self, first: int) -> tuple[dict[int, bytes], int]:
        """Look at some chunks from `first` on: those that were written since they were read, and the next one to look
        at; 0 at the end of the file.
        """
        found: dict[int, bytes] = {}
        self._measure()
        number = first
        while number < min(first + _LOOKED_AT, len(self._ends)) and len(found) < _TAKEN:
            if self._stale(number):
                found[number] = self._take(number)
            number += 1
        return found, 0 if number >= len(self._ends) else number

    def rest(self) -> dict[int, bytes]:
        """All chunks that were written since they were read, in one step: with nothing written meanwhile, the state."""
        self._measure()
        return {number: self._take(number) for number in range(len(self._ends)) if self._stale(number)}

    def forget(self) -> None:
        """Everything is to be read again."""
        self._ends.clear()

    def _measure(self) -> None:
        self.size = os.fstat(self._file).st_size
        chunks = -(-self.size // CHUNK)
        del self._ends[chunks:]
        self._ends += [b""] * (chunks - len(self._ends))

    def _stale(self, number: int) -> bool:
        return self._ends[number] != self._end_of(number)

    def _take(self, number: int) -> bytes:
        self._ends[number] = self._end_of(number)
        return os.pread(self._file, CHUNK, number * CHUNK)

    def _end_of(self, number: int) -> bytes:
        start = number * CHUNK
        pages = range(start, min(start + CHUNK, self.size), PAGE)
        return b"".join([os.pread(self._file, _END, page + PAGE - _END) for page in pages])
