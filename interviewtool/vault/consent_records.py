"""Consent records: sealed, in order, and append-only by the triggers of the schema."""

from __future__ import annotations

from interviewtool.model import ConsentRecord, InterviewId
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.rows import Rows, keys_of
from interviewtool.vault.store import Store


class ConsentRecords:
    """The only truth about consent."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, "consent")

    def append(self, interview_id: InterviewId, record: ConsentRecord) -> None:
        """Add a record. KnownError vault.no_such_interview."""
        keys = keys_of(self._store, interview_id)
        (count,) = self._store.execute("SELECT count(*) FROM consent WHERE owner = ?", (interview_id,)).fetchone()
        key = count.to_bytes(4, "big")
        self._rows.put(interview_id, key, self._rows.seal(keys, interview_id, key, pack(record)))

    def all(self, interview_id: InterviewId) -> tuple[ConsentRecord, ...]:
        """Every record of an interview, oldest first."""
        keys = keys_of(self._store, interview_id)
        return tuple(
            unpack(ConsentRecord, self._rows.open(keys, interview_id, key, sealed))
            for key, sealed in self._rows.all(interview_id)
        )
