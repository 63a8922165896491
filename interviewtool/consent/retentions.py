"""Retention: when somebody must look whether an interview is still needed, and what holds it until then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from interviewtool.consent.standing import standing
from interviewtool.errors import KnownError
from interviewtool.model import Interview, InterviewId, InterviewState, Retention, Tier
from interviewtool.vault import Transaction, Vault

USUAL_MONTHS = 12
"""Until the first review, where the team says nothing else."""


@dataclass(frozen=True, slots=True)
class Kept:
    """retention: as it was set, or the usual date. due: the day has come. withdrawn: erasing was asked for, and a hold
    keeps it.
    """

    interview: Interview
    retention: Retention
    due: bool
    withdrawn: bool


class Retentions:
    """The review dates of one vault. months: the team's usual time until a review."""

    def __init__(
        self, vault: Vault, *, clock: Callable[[], datetime], months: Callable[[], int] = lambda: USUAL_MONTHS
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._months = months

    def all(self) -> tuple[Kept, ...]:
        """Every interview that holds something, the one to be reviewed first at the beginning."""
        months = self._months()

        def read(transaction: Transaction) -> list[Kept]:
            return [
                self._kept(transaction, each, months)
                for each in transaction.interviews.list()
                if each.state is not InterviewState.REFUSED
            ]

        return tuple(sorted(self._vault.run(read), key=lambda kept: kept.retention.review))

    def due(self) -> tuple[Kept, ...]:
        """What somebody has to look at now."""
        return tuple(kept for kept in self.all() if kept.due or kept.withdrawn)

    def get(self, interview_id: InterviewId) -> Kept:
        """One interview. KnownError vault.no_such_interview."""
        months = self._months()
        return self._vault.run(
            lambda transaction: self._kept(transaction, transaction.interviews.get(interview_id), months)
        )

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
        self._set_hold(interview_id, "legal hold", reason.strip())

    def lift(self, interview_id: InterviewId) -> None:
        """Let go of the hold. KnownError vault.no_such_interview."""
        self._set_hold(interview_id, "legal hold lifted", None)

    def _set_hold(self, interview_id: InterviewId, event: str, reason: str | None) -> None:
        usual = self.get(interview_id).retention

        def put(transaction: Transaction) -> None:
            known = transaction.retention.get(interview_id) or usual
            transaction.retention.put(interview_id, replace(known, hold=reason))
            transaction.audit.append(interview_id, event)

        self._vault.run(put)

    def _kept(self, transaction: Transaction, interview: Interview, months: int) -> Kept:
        retention = transaction.retention.get(interview.interview_id)
        if retention is None:
            retention = Retention(usual_review(interview.created.date(), months))
        tier = standing(transaction, interview.interview_id).tier
        return Kept(
            interview=interview,
            retention=retention,
            due=retention.review <= self._clock().date(),
            withdrawn=tier is not None and tier >= Tier.ERASE_IDENTITY and retention.hold is not None,
        )


def set_review(transaction: Transaction, interview_id: InterviewId, day: date, *, today: date) -> None:
    """Set the next review. KnownError consent.review_in_the_past, vault.no_such_interview."""
    transaction.interviews.get(interview_id)
    known = transaction.retention.get(interview_id)
    if known is not None and known.review == day:
        return
    if day < today:
        raise KnownError("consent.review_in_the_past")
    transaction.retention.put(interview_id, Retention(day) if known is None else replace(known, review=day))
    transaction.audit.append(interview_id, "review date")


def usual_review(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
