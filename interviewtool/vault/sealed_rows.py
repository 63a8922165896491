"""Rows sealed under the data key of their interview, each for its place alone: table, owner and key.

So a row that was put into the place of another, or of another interview, does not open.
"""

from __future__ import annotations

import hashlib

from interviewtool.crypto.sealing import SealBroken, open_sealed, place, seal
from interviewtool.errors import KnownError
from interviewtool.vault.data_keys import InterviewKeys
from interviewtool.vault.rows import Rows
from interviewtool.vault.slot_number import slot_of
from interviewtool.vault.store import Store

ROW = "interviewtool row"
"""First part of the associated data of every sealed row; table, owner and key follow."""
_KEY_BYTES = 16


class SealedRows:
    """One table. Everything raises KnownError vault.no_such_interview where there is none, and vault.interview_damaged
    where its data key, or what is read, does not open.
    """

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._table = table
        self._rows = Rows(store, table)

    def key_of(self, interview_id: str, name: str) -> bytes:
        """The key of a row found by a name nobody else may read: a hash keyed from the interview's data key."""
        keys = keys_of(self._store, interview_id)
        return hashlib.blake2b(name.encode("utf-8"), key=keys.places, digest_size=_KEY_BYTES).digest()

    def put(self, interview_id: str, key: bytes, plaintext: bytes) -> None:
        """Add or replace one row."""
        keys = keys_of(self._store, interview_id)
        self._rows.put(interview_id, key, seal_row(keys, self._table, interview_id, key, plaintext))

    def get(self, interview_id: str, key: bytes) -> bytes | None:
        """What was sealed in one row, not checked against the tally; None where there is no such row."""
        keys = keys_of(self._store, interview_id)
        sealed = self._rows.get(interview_id, key)
        return None if sealed is None else open_row(keys, self._table, interview_id, key, sealed)

    def all(self, interview_id: str) -> list[bytes]:
        """What was sealed in each row, oldest first. KnownError vault.rows_put_back, too."""
        keys = keys_of(self._store, interview_id)
        return [open_row(keys, self._table, interview_id, key, sealed) for key, sealed in self._rows.all(interview_id)]

    def delete(self, interview_id: str, key: bytes) -> None:
        """Take one row out; nothing happens when there is none, nor where there is no such interview."""
        self._rows.delete(interview_id, key)

    def clear(self, interview_id: str) -> None:
        """Take all rows of an interview out; nothing happens where there is no such interview."""
        self._rows.clear(interview_id)


def keys_of(store: Store, interview_id: str) -> InterviewKeys:
    """The data keys of an interview. KnownError vault.no_such_interview, vault.interview_damaged."""
    known = store.data_keys.known(interview_id)
    if known is not None:
        return known
    row = store.row("SELECT content FROM interviews WHERE owner = ? AND key = x''", (bytes,), (interview_id,))
    if row is None:
        raise KnownError("vault.no_such_interview", interview=interview_id)
    return store.data_keys.interview(interview_id, slot_of(row[0]))


def seal_row(keys: InterviewKeys, table: str, owner: str, key: bytes, plaintext: bytes) -> bytes:
    """Content for a row, under the interview's data key and for this row alone."""
    return seal(keys.rows, plaintext, place(ROW, table, owner, key))


def open_row(keys: InterviewKeys, table: str, owner: str, key: bytes, sealed: bytes) -> bytes:
    """What was sealed. KnownError vault.interview_damaged when it does not authenticate."""
    try:
        return open_sealed(keys.rows, sealed, place(ROW, table, owner, key))
    except SealBroken:
        raise KnownError("vault.interview_damaged", interview=owner) from None
