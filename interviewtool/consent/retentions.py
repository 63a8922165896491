"""Retention: when somebody must look whether an interview is still needed, and what holds it until then.

A review date and a hold stand for an interview with all its versions. Nothing is erased because a day has come, so a
clock that is wrong makes the list of what is due too long or too short, and never costs evidence. A clock that is
behind what the vault holds is told of; what would be due on the later day is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from interviewtool.consent.standing import counting, families, versions, withdrawn
from interviewtool.consent.state import in_doubt
from interviewtool.errors import KnownError
from interviewtool.model import Interview, InterviewId, InterviewState, KeptEvent, Retention, Tier
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.audit import HOLD, HOLD_LIFTED

_REVIEW = "review date"
KEEPING_EVENTS = (_REVIEW, HOLD, HOLD_LIFTED)
"""Audit events."""


@dataclass(frozen=True, slots=True)
class Kept:
    """interview: its latest version. retention: as it was set, or the usual date. due: the day has come. withdrawn:
    erasing was asked for, and a hold keeps it. doubted: a no to something that was agreed to may be lost. damaged: what
    was set cannot be read, so that the date may be the usual one instead, and a hold may stand that is not told.
    """

    interview: Interview
    retention: Retention
    due: bool
    withdrawn: bool
    doubted: bool
    damaged: bool

    @property
    def wanted(self) -> bool:
        """Whether somebody has to look at it now."""
        return self.due or self.withdrawn or self.doubted or self.damaged or self.interview.practice_presumed


class Retentions:
    """The review dates of one vault."""

    def __init__(
        self,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        months: Callable[[], int],
        carry_out: Callable[[], object],
    ) -> None:
        """months: the team's usual time until a review. carry_out: erases what a hold has kept and keeps no more."""
        self._vault = vault
        self._clock = clock
        self._months = months
        self._carry_out = carry_out

    def all(self) -> tuple[Kept, ...]:
        """Every interview that holds something: first what somebody has to look at now, each by its review date."""
        months = self._months()

        def read(transaction: Transaction) -> list[Kept]:
            every = {each.interview_id: each for each in transaction.interviews.list()}
            events = counting(transaction)
            now = self._clock()
            today = max([now, *_moments(every.values())]).date()
            chains = (tuple(every[each] for each in chain) for chain in families(every.values()))
            return [
                _kept(transaction, chain, events, months=months, today=today)
                for chain in chains
                if chain[-1].state is not InterviewState.REFUSED
            ]

        return tuple(sorted(self._vault.run(read), key=lambda kept: (not kept.wanted, kept.retention.review)))

    def due(self) -> tuple[Kept, ...]:
        """What somebody has to look at now."""
        return tuple(kept for kept in self.all() if kept.wanted)

    def get(self, interview_id: InterviewId) -> Kept:
        """One interview; as in the list, damage to what was set is told and no error. KnownError
        vault.no_such_interview.
        """
        months, today = self._months(), self._clock().date()

        def read(transaction: Transaction) -> Kept:
            chain = tuple(map(transaction.interviews.get, versions(transaction, interview_id)))
            return _kept(transaction, chain, counting(transaction), months=months, today=today)

        return self._vault.run(read)

    def clock_is_behind(self) -> date | None:
        """A day later than the clock's on which something in this vault was made; None while it may be right."""
        now = self._clock()
        latest = max([now, *self._vault.run(lambda transaction: _moments(transaction.interviews.list()))])
        return latest.date() if latest > now else None

    def review_on(self, interview_id: InterviewId, day: date) -> None:
        """Set the next review. KnownError consent.review_in_the_past, vault.no_such_interview."""
        today = self._clock().date()
        self._vault.run(lambda transaction: set_review(transaction, interview_id, day, today=today))

    def hold(self, interview_id: InterviewId, reason: str) -> None:
        """Keep an interview from being erased. reason: for people, sealed with the interview. KnownError
        consent.reason_missing, vault.no_such_interview.
        """
        if not reason.strip():
            raise KnownError("consent.reason_missing")
        self._set_hold(interview_id, HOLD, reason.strip())

    def lift(self, interview_id: InterviewId) -> None:
        """Let go of the hold; what was withdrawn meanwhile is erased now. KnownError vault.no_such_interview."""
        self._set_hold(interview_id, HOLD_LIFTED, None)
        self._carry_out()

    def _set_hold(self, interview_id: InterviewId, event: str, reason: str | None) -> None:
        usual = self.get(interview_id).retention

        def put(transaction: Transaction) -> None:
            for each in versions(transaction, interview_id):
                known = transaction.retention.get(each) or usual
                transaction.retention.put(each, replace(known, hold=reason))
                transaction.audit.append(each, event)

        self._vault.run(put)


def is_held(transaction: Transaction, chain: tuple[InterviewId, ...]) -> bool:
    """Whether a legal hold keeps an interview; one that cannot be read is none. chain: all its versions."""
    return _hold(_set(transaction, chain)[0]) is not None


def set_review(transaction: Transaction, interview_id: InterviewId, day: date, *, today: date) -> None:
    """Set the next review. KnownError consent.review_in_the_past, vault.no_such_interview."""
    for each in versions(transaction, interview_id):
        known = transaction.retention.get(each)
        if known is not None and known.review == day:
            continue
        if day < today:
            raise KnownError("consent.review_in_the_past")
        transaction.retention.put(each, Retention(day) if known is None else replace(known, review=day))
        transaction.audit.append(each, _REVIEW)


def usual_review(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _kept(
    transaction: Transaction,
    chain: tuple[Interview, ...],
    events: tuple[KeptEvent, ...],
    *,
    months: int,
    today: date,
) -> Kept:
    latest, ids = chain[-1], tuple(each.interview_id for each in chain)
    found, damaged = _set(transaction, ids)
    review = found[-1].review if found else usual_review(chain[0].created.date(), months)
    hold = _hold(found)
    tier = withdrawn(transaction, ids, events)
    return Kept(
        interview=latest,
        retention=Retention(review, hold),
        due=review <= today,
        withdrawn=tier is not None and tier >= Tier.ERASE_IDENTITY and hold is not None,
        doubted=_doubted(transaction, latest.interview_id),
        damaged=damaged,
    )


def _doubted(transaction: Transaction, interview_id: InterviewId) -> bool:
    try:
        return bool(in_doubt(transaction.consent.all(interview_id)))
    except KnownError:  # what is damaged is told of elsewhere
        return False


def _set(transaction: Transaction, chain: tuple[InterviewId, ...]) -> tuple[list[Retention], bool]:
    """What was set for the versions of an interview, the first one first; and whether some of it cannot be read."""
    found, damaged = [], False
    for each in chain:
        try:
            found += [known] if (known := transaction.retention.get(each)) is not None else []
        except KnownError:
            damaged = True
    return found, damaged


def _hold(found: Iterable[Retention]) -> str | None:
    return next((each.hold for each in found if each.hold is not None), None)


def _moments(interviews: Iterable[Interview]) -> list[datetime]:
    """When interviews were begun and finalized."""
    return [moment for each in interviews for moment in (each.created, each.finalized) if moment is not None]
