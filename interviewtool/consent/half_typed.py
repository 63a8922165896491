"""Text that was being typed when an interview was stopped: nobody had said it yet, and it may be half a name."""

from __future__ import annotations

from dataclasses import replace

from interviewtool.model import InterviewId
from interviewtool.vault import Transaction


def drop_drafts(transaction: Transaction, interview_id: InterviewId) -> None:
    """Take every draft out; the answers beside them stay. The gate stands as before. KnownError vault.*."""
    for rows in (transaction.preparation, transaction.answers):
        half = [replace(row, draft=None) for row in rows.all(interview_id) if row.draft is not None]
        if not half:
            continue
        closed = not transaction.gate.is_open(interview_id)
        if closed:  # within this transaction alone: a row can only be changed while it is open
            transaction.gate.open(interview_id)
        rows.put(interview_id, half)
        if closed:
            transaction.gate.close(interview_id)
