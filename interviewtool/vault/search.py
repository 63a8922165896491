"""Finds interviews by what was said: an index in memory, made when it is first asked for and never written anywhere.

Reading and opening are apart: rows are taken on the vault's thread a few interviews at a time, so that a save waits
for milliseconds, and opened on the caller's. What changed since is known by the sums of the tally; only that is read
again. A hit says where to look and nothing more: rows authenticate one by one, but whether they are the newest is
checked when the interview is opened.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviewtool.crypto.sealing import NONCE_BYTES, place
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId, folded
from interviewtool.vault.rows import ROW, keys_of
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

_TABLES = ("answers", "preparation")
_QUERIES = tuple(f"SELECT key, content FROM {table} WHERE owner = ?" for table in _TABLES)  # noqa: S608
_AT_ONCE = 16
"""Interviews read in one visit to the vault's thread: some 3 ms with a hundred answers in each."""
_DECODER = json.JSONDecoder()

_Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Taken:
    owner: str
    sums: _Sums
    key: bytes
    rows: tuple[list[tuple[bytes, bytes]], ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Indexed:
    sums: _Sums
    text: str


class Search:
    """The index of an open vault. May be called from any thread but the vault's own."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._index: dict[str, _Indexed] = {}
        self._updating = threading.Lock()

    def find(
        self,
        words: str,
        progress: Callable[[float], None] = lambda share: None,
        *,
        also: Callable[[str], Collection[str]] = lambda word: (),
    ) -> tuple[InterviewId, ...]:
        """The interviews in which every one of these words occurs, in answers or preparation, in any letter case and
        also as a part of a longer word; the one begun first comes first. Nothing for no words.

        progress: 0..1, on the calling thread; may raise to stop, then what was read stays in the index. also: what
        stands for a word as well, such as the codes of those who bear it as a pseudonym.
        """
        sought = [(word, *map(folded, also(word))) for word in folded(words).split()]
        if not sought:
            return ()
        with self._updating:
            order = self._update(progress)
            return tuple(
                InterviewId(owner)
                for owner in order
                if (indexed := self._index.get(owner))
                and all(any(each in indexed.text for each in ways) for ways in sought)
            )

    def _update(self, progress: Callable[[float], None]) -> list[str]:
        sums = self._worker.outside(_all_sums)
        self._index = {owner: known for owner, known in self._index.items() if owner in sums}
        changed = [owner for owner, now in sums.items() if owner not in self._index or self._index[owner].sums != now]
        for start in range(0, len(changed), _AT_ONCE):
            progress(start / len(changed))
            some = changed[start : start + _AT_ONCE]
            for taken in self._worker.outside(partial(_take, owners=some)):
                self._index[taken.owner] = _Indexed(taken.sums, folded("\n".join(_texts(taken))))
        progress(1.0)
        return list(sums)


def _all_sums(store: Store) -> dict[str, _Sums]:
    owners = store.rows("SELECT owner FROM interviews ORDER BY id", (str,))
    return {owner: _sums(store, owner) for (owner,) in owners}


def _sums(store: Store, owner: str) -> _Sums:
    return tuple(store.tally.expected(table, owner) for table in _TABLES)


def _take(store: Store, owners: list[str]) -> list[_Taken]:
    found = []
    for owner in owners:
        try:
            key = keys_of(store, owner).rows
            rows = tuple(store.execute(query, (owner,)).fetchall() for query in _QUERIES)
        except KnownError:  # erased this moment, or damaged: opening it says so
            continue
        found.append(_Taken(owner, _sums(store, owner), key, rows))
    return found


def _texts(taken: _Taken) -> Iterator[str]:
    cipher = AESGCM(taken.key)  # once for an interview: making it takes longer than opening a row
    for table, rows in zip(_TABLES, taken.rows, strict=True):
        before_key = place(ROW, table, taken.owner)
        for key, sealed in rows:
            try:
                plain = cipher.decrypt(
                    sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], before_key + len(key).to_bytes(4, "big") + key
                )
            except (InvalidTag, ValueError, TypeError):  # altered; opening the interview says so
                continue
            (_reference, value, _missing, draft, _time), _end = _DECODER.raw_decode(
                plain.decode("utf-8", "surrogatepass")
            )
            if value:
                yield value
            if draft:
                yield draft
