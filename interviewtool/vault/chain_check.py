"""Recomputes the hash chain of the log, from its beginning or from where it was last anchored."""

from __future__ import annotations

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError
from interviewtool.vault.chain import EMPTY, LINK_BYTES, Head, next_head
from interviewtool.vault.header import Anchor
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.store import Store

_AT_ONCE = 2000
"""Entries read in one step: some 20 ms."""
_QUERY = "SELECT sequence, owner, state, sums, sealed, link FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?"
_TYPES = (int, str, bytes, bytes, bytes, bytes)


class ChainCheck:
    """One run, step by step on the vault's thread; entries that are added meanwhile are read, too."""

    def __init__(self, store: Store, start: Head, anchor: Anchor) -> None:
        """start: the entry before the first that is read."""
        self._store = store
        self._head = start
        self._anchor = anchor
        self._anchored = (anchor.sequence, anchor.link) == (start.sequence, start.link)
        self._broken = False
        self.count = 0

    @property
    def share(self) -> float:
        """How much of the log was read, 0..1."""
        return self._head.sequence / max(1, self._store.head.sequence)

    def step(self) -> bool:
        """Read on. False when there is nothing more to read, or the chain is broken."""
        try:
            rows = self._store.rows(_QUERY, _TYPES, (self._head.sequence, _AT_ONCE))
        except (dbapi2.DatabaseError, KnownError):
            self._broken = True
            return False
        for sequence, owner, state, sums, sealed, link in rows:
            self._head = next_head(self._head, owner, state, sums, sealed)
            self.count += 1
            if (self._head.sequence, self._head.link) != (sequence, link):
                self._broken = True
                return False
            self._anchored = self._anchored or (sequence, link) == (self._anchor.sequence, self._anchor.link)
        return len(rows) == _AT_ONCE

    def finding(self) -> Finding | None:
        """What is wrong: a broken link, or a log that ends before the anchor; None when all is well."""
        if self._broken:
            return Finding(FindingKind.DAMAGED, "audit")
        return None if self._anchored else Finding(FindingKind.PUT_BACK, "answers.db")


def anchored_head(store: Store, anchor: Anchor) -> Head | None:
    """The entry the anchor names, to go on from; None when it is not there."""
    if anchor.sequence == 0:
        return EMPTY if anchor.link == bytes(LINK_BYTES) else None
    row = store.row("SELECT link, state FROM audit WHERE sequence = ?", (bytes, bytes), (anchor.sequence,))
    if row is None or row[0] != anchor.link:
        return None
    return Head(anchor.sequence, *row)
