"""Recomputes the hash chain of the log, from its beginning or from where it was last anchored.

The runs, which tell where the entries of an interview stand, must be those that the entries make.
"""

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
_LARGEST = (1 << 63) - 1
_RUNS = "SELECT first, owner FROM audit_runs WHERE first > ? AND first <= ? ORDER BY first"


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
            last = rows[-1][0] if len(rows) == _AT_ONCE else _LARGEST
            recorded = self._store.rows(_RUNS, (int, str), (self._head.sequence, last))
        except (dbapi2.DatabaseError, KnownError):
            self._broken = True
            return False
        runs: list[tuple[int, str]] = []
        for sequence, owner, state, sums, sealed, link in rows:
            before = self._head.interview
            self._head = next_head(self._head, owner, state, sums, sealed)
            if self._head.interview != before:
                runs.append((sequence, owner))
            self.count += 1
            if (self._head.sequence, self._head.link) != (sequence, link):
                self._broken = True
                return False
            self._anchored = self._anchored or (sequence, link) == (self._anchor.sequence, self._anchor.link)
        self._broken = runs != recorded
        return len(rows) == _AT_ONCE and not self._broken

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
    link, state = row
    return Head(anchor.sequence, link, state, interview_at(store, anchor.sequence))


def interview_at(store: Store, sequence: int) -> str:
    """Whose the last entry of an interview is, up to this entry; "" when there is none."""
    row = store.row("SELECT owner FROM audit_runs WHERE first <= ? ORDER BY first DESC LIMIT 1", (str,), (sequence,))
    return "" if row is None else str(row[0])
