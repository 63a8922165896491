"""Who is not named in a document whatever its interview says: what somebody decided about the own name comes first.

A mother may agree that her son is named (C11), and the son, asked himself, that he is not (C10). And what was withdrawn
from publication names nobody any more.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.consent import counting, families, may_be_named, state, withdrawn
from interviewtool.errors import KnownError
from interviewtool.model import ConsentItem, IdentityKind, Interview, InterviewId, InterviewState, PersonCode, Tier
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
        elif interview_id not in chain and not _may_be_named(transaction, every[chain[-1]]):
            found.add(respondent)
    return frozenset(found)


def _may_be_named(transaction: Transaction, interview: Interview) -> bool:
    """Whether the respondent of another interview agreed, or was not asked there yet."""
    try:
        records = transaction.consent.all(interview.interview_id)
    except KnownError:  # damaged: nobody knows what was said
        return False
    held = interview.state in (InterviewState.IN_PROGRESS, InterviewState.FINALIZED)
    unknown = any(record.doubted for record in records) or (held and not records)  # it was brought out of a damaged one
    asked = unknown or any(record.item is ConsentItem.QUOTATION for record in records)
    return not asked or may_be_named(state(records), IdentityKind.RESPONDENT)
