"""An interview in progress that was withdrawn in part: it is closed as it stands, by nobody's answer.

No answer may be stored any more, so none is: what was said stays as it is, and the record says that the interview was
broken off. Half-typed text was not said yet; it goes.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from interviewtool.consent import drop_drafts
from interviewtool.errors import KnownError
from interviewtool.interview.course import still_open
from interviewtool.interview.finalizing import stopped
from interviewtool.interview.own_names import OwnNames
from interviewtool.model import InterviewId
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import FormInstance


def close_stopped(
    vault: Vault, interview_id: InterviewId, instance: FormInstance, names: OwnNames, *, now: datetime
) -> None:
    """Close it; durable on return. KnownError interview.closed, where it is closed by now."""

    def close(transaction: Transaction) -> None:
        stored = still_open(transaction, interview_id)
        transaction.interviews.update(stopped(stored, instance, names, now=now))
        transaction.names.forget(interview_id)
        drop_drafts(transaction, interview_id)
        transaction.audit.append(interview_id, "form finalize", details={"stopped": "withdrawal"})

    vault.run(close)
    with suppress(KnownError):  # it is closed and durable; an anchor that fails now is made with the next lock
        vault.anchor()
