"""Whether an interview was held for practice, where that is lost with a damaged vault: a person says which it is.

Until then it is taken for practice, so that it neither leaves nor is counted (`vault.reconstruction`).
"""

from __future__ import annotations

from dataclasses import replace

from interviewtool.consent import versions
from interviewtool.model import InterviewId
from interviewtool.vault import Transaction

SAID = "practice"
"""Audit event: a person says whether it was; details: `practice`, yes or no."""


def settle(transaction: Transaction, interview_id: InterviewId, *, practice: bool) -> None:
    """Say which it is, of every version of which that is not known; what is known stays. KnownError
    vault.no_such_interview.
    """
    for each in map(transaction.interviews.get, versions(transaction, interview_id)):
        if each.practice_presumed:
            transaction.interviews.update(replace(each, practice=practice, practice_presumed=False))
            transaction.audit.append(each.interview_id, SAID, details={"practice": "yes" if practice else "no"})
