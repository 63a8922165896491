"""Reads the pages of a SQLCipher 4 file one by one, without SQLite, and writes nothing.

SQLite gives up on a whole table where one page of it is damaged. Here every page stands for itself. Format: pages of
4096 bytes, the last 80 of each an IV (16) and an HMAC-SHA512 (64) over ciphertext, IV and page number (4 bytes, little-
endian); AES-256-CBC without padding; the first 16 bytes of the file are the salt, from which, each byte XOR 0x3a, two
rounds of PBKDF2-HMAC-SHA512 over the raw key make the HMAC's key (Zetetic, "SQLCipher Design"). A hot rollback journal
(SQLite file format, section 3) is heeded: its pages stand in the place of those a killed transaction has written.
Where the salt is damaged no page authenticates, though every page can be decrypted: then they are given out
unauthenticated (`blind`), since rows are sealed and counted on their own.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
USABLE = PAGE - RESERVED
_IV, _MAC = 16, 64
_SALT = 16
_SALT_MASK = 0x3A
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEADER = struct.Struct(">8sIIIII")
_CACHED = 64


class PageLost(Exception):
    """A page is not there, or does not authenticate."""


class Pages:
    """The pages of one database file, numbered from 1. key: raw, 32 bytes. OSError when the file cannot be read."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._file = path.open("rb")
        self._key = key
        self.count = -(-self._file.seek(0, 2) // PAGE)
        self._instead: dict[int, bytes] = {}
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            self._read_journal(journal.read_bytes())
        salt = self._sealed(1)[:_SALT]
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, 2, len(key))
        self.blind = False
        self.blind = self.count > 0 and all(self._lost(number) for number in range(1, self.count + 1))
        self.page = lru_cache(_CACHED)(self._page)

    def close(self) -> None:
        """Let go of the file."""
        self.page.cache_clear()
        self._file.close()

    def _page(self, number: int) -> bytes:
        """The plaintext of a page, 4016 bytes; of page 1 with 16 zeros in the salt's place. PageLost."""
        sealed = self._sealed(number)
        if len(sealed) < PAGE or (not self.blind and not self._authentic(number, sealed)):
            raise PageLost
        start = _SALT if number == 1 else 0
        iv = sealed[USABLE : USABLE + _IV]
        cipher = Cipher(algorithms.AES256(self._key), modes.CBC(iv)).decryptor()
        return bytes(start) + cipher.update(sealed[start:USABLE]) + cipher.finalize()

    def _lost(self, number: int) -> bool:
        sealed = self._sealed(number)
        return len(sealed) < PAGE or not self._authentic(number, sealed)

    def _authentic(self, number: int, sealed: bytes) -> bool:
        covered = sealed[_SALT if number == 1 else 0 : USABLE + _IV] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(self._mac_key, covered, "sha512"), sealed[-_MAC:])

    def _sealed(self, number: int) -> bytes:
        if number in self._instead:
            return self._instead[number]
        if not 1 <= number <= self.count:
            return b""
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _read_journal(self, content: bytes) -> None:
        at = 0
        while len(content) - at >= _JOURNAL_HEADER.size:
            magic, records, nonce, pages, sector, size = _JOURNAL_HEADER.unpack_from(content, at)
            if magic != _JOURNAL_MAGIC or size != PAGE or not 0 < sector <= 1 << 16:
                return
            if at == 0 and records:
                self.count = pages  # what the transaction added at the end is no part of the database
            at += sector
            for _record in range(records):
                end = at + 4 + PAGE
                if len(content) < end + 4:
                    return
                page = content[at + 4 : end]
                total = nonce + sum(page[position] for position in range(PAGE - 200, 0, -200))
                if total & 0xFFFFFFFF != int.from_bytes(content[end : end + 4], "big"):
                    return
                self._instead.setdefault(int.from_bytes(content[at : at + 4], "big"), page)
                at = end + 4
            at = -(-at // sector) * sector
