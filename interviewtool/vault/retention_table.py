"""Until when an interview is kept, and what holds it. One sealed row each; without one the team's usual time counts."""

from __future__ import annotations

from interviewtool.model import InterviewId, Retention
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.sealed_rows import SealedRows
from interviewtool.vault.store import Store

_NAME = "retention"


class RetentionTable:
    """The review dates of one transaction's vault."""

    def __init__(self, store: Store) -> None:
        self._rows = SealedRows(store, "retention")

    def put(self, interview_id: InterviewId, retention: Retention) -> None:
        """Set or replace. KnownError vault.no_such_interview."""
        self._rows.put(interview_id, self._rows.key_of(interview_id, _NAME), pack(retention))

    def get(self, interview_id: InterviewId) -> Retention | None:
        """None where nothing was set. KnownError vault.no_such_interview, interview_damaged, rows_put_back."""
        return next((unpack(Retention, plaintext) for plaintext in self._rows.all(interview_id)), None)
