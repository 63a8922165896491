"""The gate: whether answers of an interview may be written. It moves in the transaction of a consent record.

The row stands unsealed, so that triggers can read it; it is counted in the tally like every other.
"""

from __future__ import annotations

from interviewtool.model import InterviewId
from interviewtool.vault.rows import Rows
from interviewtool.vault.sealed_rows import keys_of
from interviewtool.vault.store import Store

_OPEN = b"\x01"
_CLOSED = b"\x00"


class Gate:
    """Opens and closes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Rows(store, "gate")

    def open(self, interview_id: InterviewId) -> None:
        """Let answers in. KnownError vault.no_such_interview."""
        keys_of(self._store, interview_id)
        self._rows.put(interview_id, b"", _OPEN)

    def close(self, interview_id: InterviewId) -> None:
        """Let no answer in any more, new or changed. KnownError vault.no_such_interview."""
        keys_of(self._store, interview_id)
        self._rows.put(interview_id, b"", _CLOSED)

    def is_open(self, interview_id: InterviewId) -> bool:
        """An interview whose gate was never opened has a closed one."""
        return [content for _, content in self._rows.all(interview_id)] == [_OPEN]
