"""A running sum over the rows of answers.db, so that a row or page put back is noticed.

SQLCipher authenticates each page for its place, not for its time: an old page at its own number passes. So every row
counts as a number, BLAKE2b keyed from the vault key over table, interview, key and content; the rows of one table of
one interview are added up modulo 2^256, kept in `tallies`; and all tallies are added up once more into the *state*,
which every audit entry carries. A sum can be corrected for one changed row without reading the others (the
construction of AdHash: Bellare and Micciancio 1997; a secret key takes the place of the long modulus).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

SIZE = 32
_MODULUS = 1 << (8 * SIZE)

Sums = dict[str, int]


class Tally:
    """The sums of one vault, in memory, and what the running transaction changed of them."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._sums: dict[str, Sums] = {}
        self._before: dict[str, Sums] = {}
        self._state = self._state_before = 0

    def load(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Take over what `tallies` holds: owner (an interview's id, or "" for the vault's own rows) and encoded
        sums.
        """
        self._sums = {owner: _decode(content) for owner, content in rows}
        self._before = {}
        self._state = sum(self._weight(owner, sums) for owner, sums in self._sums.items()) % _MODULUS
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
        sums = self._sums.get(owner, {})
        self._before.setdefault(owner, dict(sums))
        self._state -= self._weight(owner, sums)
        sums = {**sums, table: (sums.get(table, 0) + added - taken) % _MODULUS}
        if not sums[table]:
            del sums[table]
        self._sums[owner] = sums
        self._state = (self._state + self._weight(owner, sums)) % _MODULUS

    def expected(self, table: str, owner: str) -> int:
        """What the rows of a table of this owner must add up to."""
        return self._sums.get(owner, {}).get(table, 0)

    def owners(self) -> Mapping[str, Mapping[str, int]]:
        """Every owner's sums by table."""
        return self._sums

    def changed(self) -> dict[str, bytes | None]:
        """Encoded sums of the owners this transaction touched; None where nothing of an owner is left."""
        return {owner: _encode(self._sums[owner]) or None for owner in self._before}

    def commit(self) -> None:
        """What changed stands."""
        for owner in self._before:
            if not self._sums[owner]:
                del self._sums[owner]
        self._before = {}
        self._state_before = self._state

    def roll_back(self) -> None:
        """What changed is as it was."""
        for owner, sums in self._before.items():
            if sums:
                self._sums[owner] = sums
            else:
                self._sums.pop(owner, None)
        self._before = {}
        self._state = self._state_before

    def _weight(self, owner: str, sums: Sums) -> int:
        return self._number(b"owner", owner.encode(), _encode(sums)) if sums else 0

    def _number(self, *parts: bytes) -> int:
        number = hashlib.blake2b(key=self._key, digest_size=SIZE)
        for part in parts:
            number.update(len(part).to_bytes(8, "big") + part)
        return int.from_bytes(number.digest(), "big")


def _encode(sums: Sums) -> bytes:
    return b"".join(
        bytes([len(table)]) + table.encode("latin-1") + value.to_bytes(SIZE, "big")
        for table, value in sorted(sums.items())
    )


def _decode(content: bytes) -> Sums:
    """Sums by table. Garbage gives sums that agree with nothing, never an exception: the state then says so."""
    sums: Sums = {}
    start = 0
    while start < len(content):
        end = start + 1 + content[start]
        sums[content[start + 1 : end].decode("latin-1")] = int.from_bytes(content[end : end + SIZE], "big")
        start = end + SIZE
    return sums
