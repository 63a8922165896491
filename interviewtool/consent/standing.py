"""What stands for an interview: the respondent's decisions, whether something was withdrawn, what a supervisor decided.

Decisions are the interview's own sealed records. Withdrawals and authorisations are events, since others must be able
to rely on them: those said in this vault count, and those received from the team's supervisor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from interviewtool.consent.state import State, opens_gate, opens_sensitive, state
from interviewtool.model import EventKind, Interview, InterviewId, KeptEvent, Tier, receipt_hash
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
    records = transaction.consent.all(interview_id)
    events = [event for event in transaction.events.all() if event.own or event.supervisor]
    named, receipts = names_of(transaction, interview)
    return Standing(
        consent=state(records),
        sensitive=opens_sensitive(records),
        tier=tier_of(events, named, receipts),
        authorisation=_authorisation(events, interview),
    )


def follow(transaction: Transaction, interview_id: InterviewId) -> Standing:
    """Bring the gate of answers.db in step with what stands, in the transaction of what has changed it."""
    current = standing(transaction, interview_id)
    if current.answers != transaction.gate.is_open(interview_id):
        (transaction.gate.open if current.answers else transaction.gate.close)(interview_id)
    return current


def names_of(transaction: Transaction, interview: Interview) -> tuple[frozenset[str], frozenset[str]]:
    """By what an event may mean an interview: the ids of it and of the versions before, the hashes of their codes."""
    ids, receipts = [], []
    each: Interview | None = interview
    while each is not None:
        ids.append(each.interview_id)
        code = transaction.receipts.get(each.interview_id)
        receipts += [] if code is None else [receipt_hash(code)]
        each = (
            next((other for other in transaction.interviews.list() if other.interview_id == each.follows), None)
            if each.follows
            else None
        )
    return frozenset(ids), frozenset(receipts)


def tier_of(events: Iterable[KeptEvent], named: Collection[str], receipts: Collection[str]) -> Tier | None:
    """The highest tier that was withdrawn; a withdrawal is never taken back."""
    found = []
    for event in events:
        meant = event.payload.get("interview") in named or event.payload.get("receipt") in receipts
        if event.kind == EventKind.TOMBSTONE and meant:
            with suppress(KeyError):  # a tier of a later version
                found.append(Tier.from_code(event.payload.get("tier", "")))
    return max(found, default=None)


def _authorisation(events: Iterable[KeptEvent], interview: Interview) -> Authorisation:
    """The supervisor's last decision. Without one it is awaited where the preparation found that it is needed; once C1
    was given it was not awaited then, and what shows later is for the interviewer to act upon.
    """
    decisions = [
        event.payload.get("decision")
        for event in events
        if event.kind == EventKind.AUTHORISATION
        and event.supervisor
        and event.payload.get("interview") == interview.interview_id
    ]
    if decisions:
        return Authorisation.GIVEN if decisions[-1] == PROCEED else Authorisation.DENIED
    return Authorisation.AWAITED if interview.needs_authorisation else Authorisation.NOT_NEEDED
