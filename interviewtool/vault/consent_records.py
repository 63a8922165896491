"""Consent records: sealed, in order, and append-only by the triggers of the schema."""

from __future__ import annotations

from interviewtool.model import ConsentRecord, InterviewId
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.sealed_rows import SealedRows
from interviewtool.vault.store import Store


class ConsentRecords:
    """The only truth about consent."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = SealedRows(store, "consent")

    def append(self, interview_id: InterviewId, record: ConsentRecord) -> None:
        """Add a record. KnownError vault.no_such_interview."""
        (count,) = self._store.execute("SELECT count(*) FROM consent WHERE owner = ?", (interview_id,)).fetchone()
        self._rows.put(interview_id, count.to_bytes(4, "big"), pack(record))

    def all(self, interview_id: InterviewId) -> tuple[ConsentRecord, ...]:
        """Every record of an interview, oldest first."""
        return tuple(unpack(ConsentRecord, plaintext) for plaintext in self._rows.all(interview_id))
