"""What stands for an interview: the respondent's decisions, whether something was withdrawn, what a supervisor and a
guardian decided.

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

from interviewtool.consent.state import State, guardian_said, in_doubt, opens_gate, state
from interviewtool.errors import KnownError
from interviewtool.model import (
    ConsentItem,
    ConsentRecord,
    EventKind,
    Interview,
    InterviewId,
    KeptEvent,
    Tier,
    receipt_hash,
)
from interviewtool.vault import Transaction

PROCEED, DO_NOT_PROCEED = "proceed", "do_not_proceed"
"""The decisions of an authorisation."""


class Authorisation(StrEnum):
    """Whether somebody's decision is needed beside the respondent's, and what it was."""

    NOT_NEEDED = "not_needed"
    AWAITED = "awaited"
    GIVEN = "given"
    DENIED = "denied"

    @property
    def forbids(self) -> bool:
        """Whether it stands against the interview: it is needed and not there, or it is a no."""
        return self in (Authorisation.AWAITED, Authorisation.DENIED)


@dataclass(frozen=True, slots=True)
class Standing:
    """consent: the respondent's latest decisions. tier: withdrawn so far. authorisation: a supervisor's decision.
    guardian: a guardian's, which is needed while the preparation says that the respondent may not decide alone.
    doubted: items that are not decided only since a later no to them may be lost.
    """

    consent: State
    tier: Tier | None
    authorisation: Authorisation
    guardian: Authorisation
    doubted: frozenset[ConsentItem]

    @property
    def answers(self) -> bool:
        """Whether answers may be stored."""
        decided = not self.guardian.forbids and not self.authorisation.forbids
        return opens_gate(self.consent) and decided and self.tier is None


NOTHING_STANDS = Standing({}, None, Authorisation.NOT_NEEDED, Authorisation.NOT_NEEDED, frozenset())
"""Of an interview about which nothing was decided."""


def standing(transaction: Transaction, interview_id: InterviewId) -> Standing:
    """KnownError vault.no_such_interview."""
    interview = transaction.interviews.get(interview_id)
    chain = versions(transaction, interview_id)
    decided = transaction.consent.all(chain[-1])
    events = counting(transaction)
    return Standing(
        consent=state(decided),
        tier=withdrawn(transaction, chain, events),
        authorisation=_authorisation(events, interview, chain),
        guardian=guardian_of(decided, needed=transaction.interviews.get(chain[-1]).needs_guardian),
        doubted=in_doubt(decided),
    )


def counting(transaction: Transaction) -> tuple[KeptEvent, ...]:
    """The events that this vault heeds: those said in it, and those of the team's supervisor."""
    return tuple(event for event in transaction.events.all() if event.own or event.supervisor)


def withdrawn(transaction: Transaction, chain: Collection[InterviewId], events: Collection[KeptEvent]) -> Tier | None:
    """What was withdrawn of an interview. chain: all its versions. events: those that count."""
    return tier_of(events, names_of(transaction, chain)) if events else None


def follow_all(transaction: Transaction, interview_id: InterviewId) -> None:
    """Bring the gate of every version in step. KnownError vault.no_such_interview."""
    for each in versions(transaction, interview_id):
        follow(transaction, each)


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
    known = transaction.interviews.get(interview_id).interview_id
    return next(chain for chain in families(transaction.interviews.list()) if known in chain)


def families(interviews: Iterable[Interview]) -> tuple[tuple[InterviewId, ...], ...]:
    """The versions of each interview, the first one first. interviews: every one of a vault."""
    every = tuple(interviews)
    known = {each.interview_id for each in every}
    later = {each.follows: each.interview_id for each in every if each.follows in known}
    found = []
    for each in every:
        if each.follows not in known:
            chain = [each.interview_id]
            while chain[-1] in later:
                chain.append(later[chain[-1]])
            found.append(tuple(chain))
    return tuple(found)


def names_of(transaction: Transaction, chain: Iterable[InterviewId]) -> frozenset[str]:
    """By what an event may mean an interview. chain: all its versions, by whose ids and hashes of codes it is meant."""
    found: set[str] = set()
    for each in chain:
        code = None
        with suppress(KnownError):  # damaged: it is known by its number still
            code = transaction.receipts.get(each)
        found |= {each} if code is None else {each, receipt_hash(code)}
    return frozenset(found)


def is_meant(event: KeptEvent, names: Collection[str]) -> bool:
    """Whether an event means an interview. names: as `names_of`."""
    return event.payload.get("interview") in names or event.payload.get("receipt") in names


def tier_of(events: Iterable[KeptEvent], *by: Collection[str]) -> Tier | None:
    """The highest tier that was withdrawn; a withdrawal is never taken back. by: as `names_of`, in one or several."""
    names: frozenset[str] = frozenset().union(*by)
    found = []
    for event in events:
        if event.kind == EventKind.TOMBSTONE and is_meant(event, names):
            with suppress(KeyError):  # a tier of a later version
                found.append(Tier.from_code(event.payload.get("tier", "")))
    return max(found, default=None)


def guardian_of(decided: Iterable[ConsentRecord], *, needed: bool) -> Authorisation:
    """A guardian's decision; it counts whether or not one had to be asked. needed: by the preparation of the newest
    version, which speaks for all.
    """
    said = guardian_said(decided)
    if said is None or said.open:
        return Authorisation.AWAITED if needed or said is not None else Authorisation.NOT_NEEDED
    return Authorisation.GIVEN if said.given else Authorisation.DENIED


def _authorisation(events: Iterable[KeptEvent], interview: Interview, chain: Collection[str]) -> Authorisation:
    """The supervisor's last decision. Without one it is awaited where the preparation found that it is needed."""
    decisions = [
        event.payload.get("decision")
        for event in events
        if event.kind == EventKind.AUTHORISATION and event.supervisor and event.payload.get("interview") in chain
    ]
    if decisions:
        return Authorisation.GIVEN if decisions[-1] == PROCEED else Authorisation.DENIED
    return Authorisation.AWAITED if interview.needs_authorisation else Authorisation.NOT_NEEDED
