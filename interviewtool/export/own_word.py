"""Who is not named in a document whatever its interview says: what somebody decided about the own name comes first.

A mother may agree that her son is named (C11), and the son, asked himself, that he is not (C10). And what was withdrawn
from publication names nobody any more.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.consent import counting, families, may_be_named, state, withdrawn
from interviewtool.errors import KnownError
from interviewtool.model import ConsentItem, IdentityKind, InterviewId, PersonCode, Tier
from interviewtool.vault import Transaction


def not_to_be_named(
    transaction: Transaction, interview_id: InterviewId, persons: Collection[PersonCode]
) -> frozenset[PersonCode]:
    """Which of these persons are not named in a document about an interview."""
    events = counting(transaction)
    every = {each.interview_id: each for each in transaction.interviews.list()}
    found: set[PersonCode] = set()
    for chain in families(every.values()):
        respondent = every[chain[-1]].respondent
        if interview_id not in chain and respondent not in persons:
            continue
        tier = withdrawn(transaction, chain, events)
        if tier is not None and tier >= Tier.NO_PUBLICATION:
            found |= set(persons) if interview_id in chain else {respondent}
        elif interview_id not in chain and not _may_be_named(transaction, chain[-1]):
            found.add(respondent)
    return frozenset(found)


def _may_be_named(transaction: Transaction, interview_id: InterviewId) -> bool:
    """Whether the respondent of another interview agreed, or was not asked there yet."""
    try:
        consent = state(transaction.consent.all(interview_id))
    except KnownError:  # damaged: nobody knows what was said
        return False
    return ConsentItem.QUOTATION not in consent or may_be_named(consent, IdentityKind.RESPONDENT)
