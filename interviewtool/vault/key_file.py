"""The file `keys`: fixed slots, overwritten in place and synced, so that erasing a key needs no free space.

Page 0 (4096 bytes): `interviewtool keys\\n`, format version (2 bytes), vault id (16 bytes), zeros. All numbers
big-endian. Then groups of 64 slots of 64 bytes, each group twice, in two pages of 4096 bytes one after the other: slot
n stands at 4096 * (1 + 2 * (n // 64) + copy) + 64 * (n % 64), copy 0 and 1. A torn or damaged page so costs no key.
A slot: state (0 free, 1 used, 2 erased), three zeros, 60 bytes: a sealed key, or zeros. A slot is never used again.
A copy that is erased counts before one that is not: the program was killed while it erased.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from interviewtool.errors import KnownError, Place
from interviewtool.vault.durable import sync_folder, write_all

MAGIC = b"interviewtool keys\n"
VERSION = 1
PAGE = 4096
SLOT = 64
PER_PAGE = PAGE // SLOT
VAULT_ID_BYTES = 16
_HEADER = struct.Struct(f">{len(MAGIC)}sH{VAULT_ID_BYTES}s")
_USED = b"\x01\0\0\0"
_ERASED = (b"\x02\0\0\0").ljust(SLOT, b"\0")
_FREE = bytes(SLOT)
COPIES = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """erased: one copy at least was erased. contents: of the copies that are in use, the first copy first."""

    erased: bool
    contents: tuple[bytes, ...]


def create_key_file(path: Path, vault_id: bytes) -> None:
    """A file without a slot in use. path must not exist."""
    with path.open("xb", buffering=0) as file:
        write_all(file, _HEADER.pack(MAGIC, VERSION, vault_id).ljust(PAGE, b"\0") + bytes(COPIES * PAGE))
        os.fsync(file.fileno())
    path.chmod(0o600)
    sync_folder(path.parent)


class KeyFile:
    """The open file. Works on the vault's thread."""

    def __init__(self, path: Path, vault_id: bytes, *, salvage: bool = False) -> None:
        """KnownError vault.keys_missing, vault.keys_damaged, vault.newer_version.

        salvage: nothing will be written, and a damaged first page is passed over; slots authenticate by themselves.
        """
        place = Place(file=path.name)
        try:
            self._file: BinaryIO = path.open("rb" if salvage else "r+b", buffering=0)
        except FileNotFoundError:
            raise KnownError("vault.keys_missing", place) from None
        try:
            content = self._file.read(-1)
            if not salvage:
                _check_header(content, vault_id, place)
        except BaseException:
            self._file.close()
            raise
        used = len(content.rstrip(b"\0"))
        page, offset = divmod(max(used - 1 - PAGE, 0), PAGE)
        self._next = 0 if used <= PAGE else (page // COPIES) * PER_PAGE + offset // SLOT + 1
        self._size = len(content)
        self._erased = frozenset(_erased_slots(content))

    def erased_slots(self) -> frozenset[int]:
        """The slots of which a copy was erased when the file was opened."""
        return self._erased

    @property
    def size(self) -> int:
        """How many slots lie before the next new one."""
        return self._next

    @property
    def whole(self) -> bool:
        """Whether the file ends where a group of slots ends."""
        return self._size % PAGE == 0 and (self._size // PAGE) % COPIES == 1

    def sound(self) -> bool:
        """Whether nothing stands in the file that was never written there."""
        self._file.seek(0)
        content = self._file.read(-1)
        slots = (content[start : start + SLOT] for start in range(PAGE, len(content), SLOT))
        return not any(content[_HEADER.size : PAGE]) and all(
            slot in (_FREE, _ERASED) or slot[: len(_USED)] == _USED for slot in slots
        )

    def reserve(self, slots: int) -> None:
        """Never give out a slot under this number: the database knows of them, though the file may have been cut."""
        self._next = max(self._next, slots)

    def add(self, content_for: Callable[[int], bytes]) -> int:
        """Put content into the next slot, durably, and return its number. content_for: slot number → 60 bytes."""
        slot = self._next
        self._grow(slot)
        self._write(slot, _USED + content_for(slot))
        self._next = slot + 1
        return slot

    def read(self, slot: int) -> Slot:
        """What stands in a slot; nothing beyond the end of the file."""
        copies = [self._read_copy(slot, copy) for copy in range(COPIES)]
        return Slot(
            erased=_ERASED in copies,
            contents=tuple(copy[4:] for copy in copies if len(copy) == SLOT and copy[:4] == _USED),
        )

    def erase(self, slot: int) -> None:
        """Overwrite both copies in place, durably. A slot beyond the end of the file holds nothing to erase."""
        if self._position(slot, COPIES - 1) + SLOT <= self._size:
            self._write(slot, _ERASED)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _position(self, slot: int, copy: int) -> int:
        group, index = divmod(slot, PER_PAGE)
        return PAGE * (1 + COPIES * group + copy) + SLOT * index

    def _read_copy(self, slot: int, copy: int) -> bytes:
        self._file.seek(self._position(slot, copy))
        return self._file.read(SLOT)

    def _write(self, slot: int, content: bytes) -> None:
        for copy in range(COPIES):  # one after the other, so that a power cut never tears both
            self._file.seek(self._position(slot, copy))
            write_all(self._file, content)
            os.fsync(self._file.fileno())

    def _grow(self, slot: int) -> None:
        needed = PAGE * (1 + COPIES * (slot // PER_PAGE + 1))
        if self._size >= needed:
            return
        before = self._size
        try:
            self._file.seek(before)
            write_all(self._file, bytes(needed - before))
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(before)
            raise
        self._size = needed


def _check_header(content: bytes, vault_id: bytes, place: Place) -> None:
    if len(content) < PAGE:
        raise KnownError("vault.keys_damaged", place)
    magic, version, owner = _HEADER.unpack_from(content)
    if magic != MAGIC or owner != vault_id:
        raise KnownError("vault.keys_damaged", place)
    if version > VERSION:
        raise KnownError("vault.newer_version", place)
    if version != VERSION:
        raise KnownError("vault.keys_damaged", place)


def _erased_slots(content: bytes) -> Iterator[int]:
    found = content.find(_ERASED, PAGE)
    while found >= 0:
        page, offset = divmod(found - PAGE, PAGE)
        if offset % SLOT == 0:
            yield (page // COPIES) * PER_PAGE + offset // SLOT
        found = content.find(_ERASED, found + 1)
