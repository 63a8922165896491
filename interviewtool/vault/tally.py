"""A running sum over the rows of answers.db, so that a row or page put back is noticed.

SQLCipher authenticates each page for its place, not for its time: an old page at its own number passes. So every row
counts as a number, BLAKE2b keyed from the vault key over table, owner, key and content; the rows of one table of one
owner are added up modulo 2^256; and all those sums are added up once more into the *state*, which every audit entry
carries. A sum can be corrected for one changed row without reading the others (the construction of AdHash: Bellare and
Micciancio 1997; a secret key takes the place of the long modulus).
An audit entry also carries the sums that changed since the entry before, so that a save writes no further page; the
table `tallies` holds all sums as they were at the entry that `checkpoint` names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

SIZE = 32
_MODULUS = 1 << (8 * SIZE)

_LONGEST = 63  # characters of a damaged name that are kept, so that it can be encoded again

Sums = dict[str, int]


class Tally:
    """The sums of one vault, in memory, and what the running transaction changed of them."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._stored: dict[str, bytes] = {}  # encoded as in `tallies`, until somebody asks for them
        self._sums: dict[str, Sums] = {}
        self._weights: dict[str, int] = {}  # what each owner's sums count in the state
        self._before: dict[str, Sums] = {}
        self._pending: set[tuple[str, str]] = set()
        self._unsaved: set[str] = set()
        self._state = self._state_before = 0

    def load(self, rows: Iterable[tuple[str, bytes]], changes: Iterable[bytes] = ()) -> None:
        """Take over sums: by owner (an interview's id, or "" for the vault's own rows), then what changed since."""
        self._stored = dict(rows)
        self._sums = {}
        self._unsaved = set()
        for change in changes:
            for owner, table, value in _decode_changes(change):
                self._set(owner, table, value)
                self._unsaved.add(owner)
        self._before = {}
        self._pending = set()
        self._weights = {owner: self._weight(owner) for owner in self.owners()}
        self._state = sum(self._weights.values()) % _MODULUS
        self._state_before = self._state

    @property
    def state(self) -> bytes:
        """The sum of all, 32 bytes."""
        return self._state.to_bytes(SIZE, "big")

    def of_row(self, table: str, owner: str, key: bytes, content: bytes) -> int:
        """The number of one row."""
        return self._number(b"row", table.encode(), owner.encode(), key, content)

    def change(self, table: str, owner: str, added: int, taken: int) -> None:
        """Rows with these numbers came and went."""
        sums = self._of(owner)
        self._before.setdefault(owner, sums)
        self._pending.add((owner, table))
        self._set(owner, table, (sums.get(table, 0) + added - taken) % _MODULUS)
        weight = self._weight(owner)
        self._state = (self._state + weight - self._weights.get(owner, 0)) % _MODULUS
        self._weights[owner] = weight

    def take_changes(self) -> bytes:
        """The sums that changed since this was last asked: what the next audit entry carries."""
        parts = [
            _name(owner) + _name(table) + self.expected(table, owner).to_bytes(SIZE, "big")
            for owner, table in sorted(self._pending)
        ]
        self._pending = set()
        return b"".join(parts)

    def expected(self, table: str, owner: str) -> int:
        """What the rows of a table of this owner must add up to."""
        return self._of(owner).get(table, 0)

    def owners(self) -> frozenset[str]:
        """Everyone who has rows."""
        return frozenset(self._sums) | frozenset(self._stored)

    def unsaved(self) -> dict[str, bytes | None]:
        """Encoded sums of the owners that `tallies` has otherwise; None where nothing of an owner is left."""
        return {owner: self._encoded(owner) or None for owner in self._unsaved}

    def saved(self) -> None:
        """`tallies` has everything."""
        self._unsaved = set()

    def commit(self) -> None:
        """What changed stands."""
        self._unsaved.update(self._before)
        self._before = {}
        self._pending = set()
        self._state_before = self._state

    def roll_back(self) -> None:
        """What changed is as it was."""
        for owner, sums in self._before.items():
            if sums:
                self._sums[owner] = sums
            else:
                self._sums.pop(owner, None)
            self._weights[owner] = self._weight(owner)
        self._before = {}
        self._pending = set()
        self._state = self._state_before

    def _set(self, owner: str, table: str, value: int) -> None:
        sums = {**self._of(owner), table: value}
        if not value:
            del sums[table]
        if sums:
            self._sums[owner] = sums
        else:
            self._sums.pop(owner, None)

    def _of(self, owner: str) -> Sums:
        if owner in self._stored:
            self._sums[owner] = _decode(self._stored.pop(owner))
        return self._sums.get(owner, {})

    def _encoded(self, owner: str) -> bytes:
        return self._stored.get(owner) or _encode(self._sums.get(owner, {}))

    def _weight(self, owner: str) -> int:
        encoded = self._encoded(owner)
        return self._number(b"owner", owner.encode(), encoded) if encoded else 0

    def _number(self, *parts: bytes) -> int:
        counted = bytearray()
        for part in parts:
            counted += len(part).to_bytes(8, "big")
            counted += part
        return int.from_bytes(hashlib.blake2b(counted, key=self._key, digest_size=SIZE).digest(), "big")


def _name(text: str) -> bytes:
    encoded = text.encode("utf-8")
    return bytes([len(encoded)]) + encoded


def _encode(sums: Sums) -> bytes:
    return b"".join(_name(table) + value.to_bytes(SIZE, "big") for table, value in sorted(sums.items()))


# Garbage decodes into sums that agree with nothing, never into an exception: the state then says so.


def _decode(content: bytes) -> Sums:
    sums: Sums = {}
    start = 0
    while start < len(content):
        table, start = _decode_name(content, start)
        sums[table] = int.from_bytes(content[start : start + SIZE], "big")
        start += SIZE
    return sums


def _decode_changes(content: bytes) -> Iterator[tuple[str, str, int]]:
    start = 0
    while start < len(content):
        owner, start = _decode_name(content, start)
        table, start = _decode_name(content, start)
        yield owner, table, int.from_bytes(content[start : start + SIZE], "big")
        start += SIZE


def _decode_name(content: bytes, start: int) -> tuple[str, int]:
    end = start + 1 + (content[start] if start < len(content) else 0)
    return content[start + 1 : end].decode("utf-8", "backslashreplace")[:_LONGEST], end
