"""Answers, and the preparation before them: one sealed row for each node of the instance.

A row is found by a keyed hash of its reference, so that after an erase not even free pages tell which questions were
answered; reference, value, missing reason, draft and time are sealed.
The triggers of the schema let a row into `answers` only while the gate of its interview is open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from interviewtool.model import InterviewId, MissingReason, Reference, StoredAnswer
from interviewtool.vault.records import pack_list
from interviewtool.vault.sealed_rows import SealedRows, keys_of
from interviewtool.vault.store import Store


class Answers:
    """One of the tables `answers` and `preparation`."""

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._rows = SealedRows(store, table)

    def put(self, interview_id: InterviewId, rows: Iterable[StoredAnswer]) -> None:
        """Add or replace. KnownError vault.gate_closed, vault.no_such_interview."""
        time = self._store.clock().isoformat()
        self.bring(interview_id, ((row, time) for row in rows))

    def bring(self, interview_id: InterviewId, rows: Iterable[tuple[StoredAnswer, str]]) -> None:
        """The same for rows that have their time, ISO 8601, from another vault."""
        for row, time in rows:
            plaintext = pack_list([row.reference, row.value, row.missing, row.draft, time])
            self._rows.put(interview_id, self._rows.key_of(interview_id, row.reference), plaintext)

    def all(self, interview_id: InterviewId) -> tuple[StoredAnswer, ...]:
        """Every row, in the order in which they were first written. KnownError vault.rows_put_back,
        interview_damaged.
        """
        return tuple(read_answer(plaintext)[0] for plaintext in self._rows.all(interview_id))

    def delete(self, interview_id: InterviewId, references: Iterable[Reference]) -> None:
        """Take rows out; a reference without a row is passed over."""
        for reference in references:
            self._rows.delete(interview_id, self._rows.key_of(interview_id, reference))

    def replace_all(self, interview_id: InterviewId, rows: Iterable[StoredAnswer]) -> None:
        """Exactly these rows, in this order: after the positions of a repeat have shifted."""
        self.clear(interview_id)
        self.put(interview_id, rows)

    def clear(self, interview_id: InterviewId) -> None:
        """Take every row of an interview out, whether its gate is open or not."""
        keys_of(self._store, interview_id)
        self._rows.clear(interview_id)


def read_answer(plaintext: bytes) -> tuple[StoredAnswer, str]:
    """A row's plaintext: the answer, and when it was written, ISO 8601."""
    reference, value, missing, draft, time = json.loads(plaintext.decode("utf-8", "surrogatepass"))
    return StoredAnswer(
        reference=Reference(reference),
        value=value,
        missing=None if missing is None else MissingReason(missing),
        draft=draft,
    ), time
