"""Until when an interview is kept, and what holds it. One sealed row each; without one the team's usual time counts."""

from __future__ import annotations

from interviewtool.model import InterviewId, Retention
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.rows import Rows, key_of, keys_of
from interviewtool.vault.store import Store

_NAME = "retention"


class RetentionTable:
    """The review dates of one transaction's vault."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, "retention")

    def put(self, interview_id: InterviewId, retention: Retention) -> None:
        """Set or replace. KnownError vault.no_such_interview."""
        keys = keys_of(self._store, interview_id)
        key = key_of(keys, _NAME)
        self._rows.put(interview_id, key, self._rows.seal(keys, interview_id, key, pack(retention)))

    def get(self, interview_id: InterviewId) -> Retention | None:
        """None where nothing was set. KnownError vault.no_such_interview, interview_damaged, rows_put_back."""
        keys = keys_of(self._store, interview_id)
        for key, sealed in self._rows.all(interview_id):
            return unpack(Retention, self._rows.open(keys, interview_id, key, sealed))
        return None
