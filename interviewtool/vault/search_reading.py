"""Reads what was said, for the search: rows on the vault's thread, a few at a time so that a save waits for
milliseconds; opened on the caller's.

A whole vault is read in the order in which its rows lie, which spares the index over them. SQLCipher opens pages
without Python's lock, so the pages that come next are walked over while the rows before them are opened: the walk is
one step of SQLite, reading row by row would ask for the lock each time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviewtool.crypto.sealing import NONCE_BYTES, place
from interviewtool.errors import KnownError
from interviewtool.vault.folded_text import FoldedText
from interviewtool.vault.sealed_rows import ROW, keys_of
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

_TABLES = ("preparation", "answers")
_AT_ONCE = 1_600
"""Rows read in one visit to the vault's thread: some 3 ms."""
_INTERVIEWS_AT_ONCE = 16

Sums = tuple[int, ...]
"""What the rows of an interview add up to, by table: another sum means that something changed."""
_Row = tuple[str, bytes, bytes]


def all_sums(store: Store) -> dict[str, Sums]:
    """Of every interview, the one begun first first."""
    owners = store.rows("SELECT owner FROM interviews ORDER BY id", (str,))
    return {owner: _sums(store, owner) for (owner,) in owners}


@dataclass(slots=True, repr=False)
class WholeReading:
    """All interviews, read table after table; one that was stopped goes on where it was. No repr: it is testimony.

    sums: when it was begun. What has other sums when it is over was changed meanwhile, and has to be read again.
    """

    sums: dict[str, Sums]
    texts: dict[str, list[FoldedText]] = field(default_factory=lambda: defaultdict(list))
    _read_up_to: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_TABLES, 0))

    def run(self, worker: Worker, progress: Callable[[float], None]) -> None:
        """Read to the end. progress: 0..1; may raise to stop."""
        last = worker.outside(lambda store: {table: _last_row(store, table) for table in _TABLES})
        whole = sum(last.values()) or 1
        for table in _TABLES:
            while (after := self._read_up_to[table]) < last[table]:
                progress(sum(self._read_up_to.values()) / whole)
                self._read_on(worker, table, after)

    def _read_on(self, worker: Worker, table: str, after: int) -> None:
        reading = worker.begin_outside(partial(_read, table=table, after=after))
        # Handed in before waiting: it has mostly begun when this thread, which then keeps Python's lock, goes on.
        worker.begin_outside(partial(_walk, table=table, after=after + _AT_ONCE))
        rows, keys = reading.result()
        for owner, some in groupby(rows, itemgetter(0)):
            if owner in keys:
                self.texts[owner].append(_said(keys[owner], table, owner, some))
        self._read_up_to[table] = after + _AT_ONCE


def read_some(
    worker: Worker, owners: list[str], progress: Callable[[float], None]
) -> Iterator[tuple[str, Sums, tuple[FoldedText, ...]]]:
    """Interviews one by one: what they add up to, and what was said. One that cannot be read is left out."""
    for start in range(0, len(owners), _INTERVIEWS_AT_ONCE):
        progress(start / len(owners))
        some = owners[start : start + _INTERVIEWS_AT_ONCE]
        for owner, sums, key, tables in worker.outside(partial(_take, owners=some)):
            texts = (_said(key, table, owner, rows) for table, rows in zip(_TABLES, tables, strict=True))
            yield owner, sums, tuple(texts)


def _sums(store: Store, owner: str) -> Sums:
    return tuple(store.tally.expected(table, owner) for table in _TABLES)


def _last_row(store: Store, table: str) -> int:
    (last,) = store.execute(f"SELECT max(id) FROM {table}").fetchone()  # noqa: S608
    return last or 0


def _walk(store: Store, table: str, after: int) -> None:
    """Have SQLite read the pages of these rows."""
    query = f"SELECT count(*) FROM {table} WHERE id > ? AND id <= ?"  # noqa: S608
    store.execute(query, (after, after + _AT_ONCE)).fetchone()


def _read(store: Store, table: str, after: int) -> tuple[list[_Row], dict[str, bytes]]:
    """Rows, and the keys of those whose they are and that are there."""
    query = f"SELECT owner, key, content FROM {table} WHERE id > ? AND id <= ?"  # noqa: S608
    rows: list[_Row] = store.execute(query, (after, after + _AT_ONCE)).fetchall()
    keys = {owner: key for owner in {row[0] for row in rows} if (key := _key_of(store, owner)) is not None}
    return rows, keys


def _take(store: Store, owners: list[str]) -> list[tuple[str, Sums, bytes, list[list[_Row]]]]:
    found = []
    for owner in owners:
        key = _key_of(store, owner)
        if key is not None:
            found.append((owner, _sums(store, owner), key, [_rows_of(store, table, owner) for table in _TABLES]))
    return found


def _rows_of(store: Store, table: str, owner: str) -> list[_Row]:
    query = f"SELECT owner, key, content FROM {table} WHERE owner = ?"  # noqa: S608
    return store.execute(query, (owner,)).fetchall()


def _key_of(store: Store, owner: str) -> bytes | None:
    try:
        return keys_of(store, owner).rows
    except KnownError:  # erased this moment, or damaged: opening it says so
        return None


def _said(key: bytes, table: str, owner: str, rows: Iterable[_Row]) -> FoldedText:
    """The values and drafts of rows, a line for each."""
    decrypt = AESGCM(key).decrypt  # once for an interview: making it takes longer than opening a row
    before_key = place(ROW, table, owner)
    opened = []
    for _owner, row_key, sealed in rows:
        try:
            row_place = before_key + len(row_key).to_bytes(4, "big") + row_key
            opened.append(decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row_place))
        except (InvalidTag, ValueError, TypeError):  # altered; opening the interview says so
            continue
    answers = json.loads(b"[" + b",".join(opened) + b"]")  # together: a third of the time of one by one
    lines = [said for _reference, value, _missing, draft, _time in answers for said in (value, draft) if said]
    return FoldedText.of("\n".join(lines))
