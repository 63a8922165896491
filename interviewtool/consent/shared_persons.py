"""Whose names go when an interview is withdrawn, and whose stay since another interview stands on them.

The record of a person belongs to the interview that named the person first; another one with the same person, or with
somebody who was only named before, holds no more than the code. So what another one stands on is handed over to it
before anything is destroyed: that one stays as it is, until it is withdrawn itself. An interview whose own names were
taken back stands on none: else a name would stay for ever that everybody had taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from interviewtool.consent.retentions import is_held
from interviewtool.consent.standing import counting, families, withdrawn
from interviewtool.errors import KnownError
from interviewtool.model import Interview, InterviewId, PersonCode, Tier
from interviewtool.vault import Transaction


@dataclass(frozen=True, slots=True)
class Persons:
    """Of one interview with all its versions. alone: who is in the register for it alone. kept: who stays, and by which
    other interview.
    """

    alone: frozenset[PersonCode]
    kept: Mapping[PersonCode, InterviewId]


def persons_of(transaction: Transaction, chain: Collection[InterviewId]) -> Persons:
    """chain: all versions of an interview. Units and addresses count as persons, too."""
    every = transaction.interviews.list()
    owners = transaction.names.owners()
    here = [each for each in every if each.interview_id in chain]
    named = {code for code, owner in owners.items() if owner in chain}
    codes = (named | set().union(*(_held(transaction, each) for each in here))) & owners.keys()
    others = _with_these(every, chain, codes | {each.respondent for each in here}, owners)
    lasting = _lasting(transaction, every, others)
    kept: dict[PersonCode, InterviewId] = {}
    for other in lasting:
        for code in codes & (_held(transaction, other) | {c for c in codes if owners[c] == other.interview_id}):
            kept.setdefault(code, other.interview_id)
    return Persons(frozenset(codes - kept.keys()), kept)


def hand_over(transaction: Transaction, interview_id: InterviewId, chain: Collection[InterviewId]) -> None:
    """Give what other interviews stand on to these; what is left of an interview can be destroyed then. chain: what
    goes with it, all its versions or it alone.
    """
    transaction.names.hand_over(persons_of(transaction, chain).kept, of=interview_id)


def _with_these(
    every: Collection[Interview],
    chain: Collection[InterviewId],
    codes: Collection[PersonCode],
    owners: Mapping[PersonCode, InterviewId],
) -> list[Interview]:
    """Interviews that may hold one of the codes: they are with one of these persons, or named the person first."""
    first = {owners[code] for code in codes if code in owners}
    return [
        each
        for each in every
        if each.interview_id not in chain and (each.respondent in codes or each.interview_id in first)
    ]


def _lasting(transaction: Transaction, every: Collection[Interview], others: Collection[Interview]) -> list[Interview]:
    """Those whose names are not to go themselves. What a legal hold keeps stays for as long as the hold."""
    events = counting(transaction)
    chain_of = {each: chain for chain in families(every) for each in chain}
    found = []
    for other in others:
        chain = chain_of[other.interview_id]
        tier = withdrawn(transaction, chain, events)
        if tier is None or tier < Tier.ERASE_IDENTITY or is_held(transaction, chain):
            found.append(other)
    return found


def _held(transaction: Transaction, interview: Interview) -> set[PersonCode]:
    """The respondent, and whatever stands in the answers; of a damaged interview the respondent alone."""
    found = {interview.respondent}
    for rows in (transaction.preparation, transaction.answers):
        with suppress(KnownError):
            found |= {PersonCode(row.value) for row in rows.all(interview.interview_id) if row.value}
    return found
