"""What stands for an interview: the respondent's decisions, whether something was withdrawn, what a supervisor decided.

Decisions are the interview's own sealed records. Withdrawals and authorisations are events, since others must be able
to rely on them: those said in this vault count, and those received from the team's supervisor.

All versions of an interview stand together: the newest one begins with the records of those before, so that its records
count for every version; and an event that means one version means all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from interviewtool.consent.state import State, opens_gate, opens_sensitive, state
from interviewtool.model import ConsentRecord, EventKind, Interview, InterviewId, KeptEvent, Tier, receipt_hash
from interviewtool.vault import Transaction

PROCEED, DO_NOT_PROCEED = "proceed", "do_not_proceed"
"""The decisions of an authorisation."""


class Authorisation(StrEnum):
    """Whether a supervisor's decision is needed before consent, and what it was."""

    NOT_NEEDED = "not_needed"
    AWAITED = "awaited"
    GIVEN = "given"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Standing:
    """consent: the latest decisions. sensitive: C16 was given again when it was reached. tier: withdrawn so far."""

    consent: State
    sensitive: bool
    tier: Tier | None
    authorisation: Authorisation

    @property
    def answers(self) -> bool:
        """Whether answers may be stored."""
        return opens_gate(self.consent) and self.tier is None and self.authorisation is not Authorisation.DENIED


def standing(transaction: Transaction, interview_id: InterviewId) -> Standing:
    """KnownError vault.no_such_interview."""
    interview = transaction.interviews.get(interview_id)
    chain = versions(transaction, interview_id)
    decided = transaction.consent.all(chain[-1])
    events = [event for event in transaction.events.all() if event.own or event.supervisor]
    receipts = _receipts(transaction, chain) if events else frozenset()
    return Standing(
        consent=state(decided),
        sensitive=opens_sensitive(decided),
        tier=tier_of(events, chain, receipts),
        authorisation=_authorisation(events, interview, chain),
    )


def follow(transaction: Transaction, interview_id: InterviewId) -> Standing:
    """Bring the gate of answers.db in step with what stands, in the transaction of what has changed it."""
    current = standing(transaction, interview_id)
    if current.answers != transaction.gate.is_open(interview_id):
        (transaction.gate.open if current.answers else transaction.gate.close)(interview_id)
    return current


def records(transaction: Transaction, interview_id: InterviewId) -> tuple[ConsentRecord, ...]:
    """Every decision, of whichever version, in the order it was made. KnownError vault.no_such_interview."""
    return transaction.consent.all(versions(transaction, interview_id)[-1])


def versions(transaction: Transaction, interview_id: InterviewId) -> tuple[InterviewId, ...]:
    """Every version of an interview, the first one first. KnownError vault.no_such_interview."""
    follows = {each.interview_id: each.follows for each in transaction.interviews.list()}
    first = transaction.interviews.get(interview_id).interview_id
    while (before := follows.get(first)) in follows and before is not None:
        first = before
    found = [first]
    while later := next((each for each, before in follows.items() if before == found[-1]), None):
        found.append(later)
    return tuple(found)


def names_of(transaction: Transaction, interview: Interview) -> tuple[frozenset[str], frozenset[str]]:
    """By what an event may mean an interview: the ids of all its versions, and the hashes of their codes."""
    chain = versions(transaction, interview.interview_id)
    return frozenset(chain), _receipts(transaction, chain)


def _receipts(transaction: Transaction, chain: Iterable[InterviewId]) -> frozenset[str]:
    codes = (transaction.receipts.get(each) for each in chain)
    return frozenset(receipt_hash(code) for code in codes if code is not None)


def tier_of(events: Iterable[KeptEvent], named: Collection[str], receipts: Collection[str]) -> Tier | None:
    """The highest tier that was withdrawn; a withdrawal is never taken back."""
    found = []
    for event in events:
        meant = event.payload.get("interview") in named or event.payload.get("receipt") in receipts
        if event.kind == EventKind.TOMBSTONE and meant:
            with suppress(KeyError):  # a tier of a later version
                found.append(Tier.from_code(event.payload.get("tier", "")))
    return max(found, default=None)


def _authorisation(events: Iterable[KeptEvent], interview: Interview, chain: Collection[str]) -> Authorisation:
    """The supervisor's last decision. Without one it is awaited where the preparation found that it is needed; once C1
    was given it was not awaited then, and what shows later is for the interviewer to act upon.
    """
    decisions = [
        event.payload.get("decision")
        for event in events
        if event.kind == EventKind.AUTHORISATION and event.supervisor and event.payload.get("interview") in chain
    ]
    if decisions:
        return Authorisation.GIVEN if decisions[-1] == PROCEED else Authorisation.DENIED
    return Authorisation.AWAITED if interview.needs_authorisation else Authorisation.NOT_NEEDED
