"""What a withdrawal would mean for an interview: what goes and what stays, who was given it, what stands against it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from interviewtool.consent.retentions import is_held
from interviewtool.consent.shared_persons import persons_of
from interviewtool.consent.standing import counting, versions, withdrawn
from interviewtool.errors import KnownError
from interviewtool.model import Attachment, AttachmentKind, InterviewId, InterviewState, Tier
from interviewtool.vault import Transaction

EXPORT_EVENT = "export"
"""Audit event: the interview left the vault."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sent:
    """One time the interview left the vault. kind: `summary` or `bundle`. purpose: as `Purpose` has it, "" before
    purposes were asked for. recipient: who was given it, as whoever exported said; "" where nobody said.
    """

    kind: str
    purpose: str
    time: datetime
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a tier means for one interview. interviews: every version of it, the one asked for among them.

    answers, files, names, signatures: how many there are; which of them go, the tier says. files: without signed forms.
    names: those that no other interview holds. sent: when it left, oldest first. held: a legal hold keeps it from being
    erased. before: what was withdrawn already. others: further interviews with the same person, which this leaves as
    they are. in_progress: a version of it is, and will be closed. names_kept: how many names stay, since other
    interviews hold them, too, which are kept_by.
    """

    interviews: tuple[InterviewId, ...]
    tier: Tier
    answers: int
    files: int
    names: int
    signatures: int
    sent: tuple[Sent, ...]
    held: bool
    before: Tier | None
    others: tuple[InterviewId, ...]
    in_progress: bool = False
    names_kept: int = 0
    kept_by: tuple[InterviewId, ...] = ()


def preview_of(transaction: Transaction, interview_id: InterviewId, tier: Tier) -> Preview:
    """What is damaged cannot be counted, and is not; it goes all the same. KnownError vault.no_such_interview."""
    chain = versions(transaction, interview_id)
    respondent = transaction.interviews.get(interview_id).respondent
    persons = persons_of(transaction, chain)
    files = {file.name for each in chain for file in _readable(answered_files, transaction, each)}
    return Preview(
        interviews=chain,
        tier=tier,
        answers=sum(len(_readable(lambda inside, one: inside.answers.all(one), transaction, each)) for each in chain),
        files=len(files),
        names=len(persons.alone),
        signatures=sum(len(_readable(_signatures, transaction, each)) for each in chain),
        sent=sent_before(transaction, chain),
        held=is_held(transaction, chain),
        before=withdrawn(transaction, chain, counting(transaction)),
        in_progress=any(transaction.interviews.get(each).state is InterviewState.IN_PROGRESS for each in chain),
        others=tuple(
            each.interview_id
            for each in transaction.interviews.list()
            if respondent and each.respondent == respondent and each.interview_id not in chain
        ),
        names_kept=len(persons.kept),
        kept_by=tuple(dict.fromkeys(persons.kept.values())),
    )


def sent_before(transaction: Transaction, chain: tuple[InterviewId, ...]) -> tuple[Sent, ...]:
    """When and to whom any version of an interview left, the first time first."""
    found = [
        Sent(
            entry.details.get("kind", ""),
            entry.details.get("purpose", ""),
            entry.time,
            entry.details.get("recipient", ""),
        )
        for each in chain
        for entry in transaction.audit.entries(each)
        if entry.event == EXPORT_EVENT and entry.time is not None
    ]
    return tuple(sorted(found, key=lambda each: each.time))


def answered_files(transaction: Transaction, interview_id: InterviewId) -> list[Attachment]:
    """The files that answers hold."""
    return [each for each in transaction.attachments.all(interview_id) if each.kind is AttachmentKind.ANSWER]


def _readable(
    read: Callable[[Transaction, InterviewId], Collection[T]], transaction: Transaction, interview_id: InterviewId
) -> Collection[T]:
    """What can be read of an interview; nothing of what is damaged."""
    try:
        return read(transaction, interview_id)
    except KnownError:
        return ()


def _signatures(transaction: Transaction, interview_id: InterviewId) -> list[str]:
    """Blobs of the signatures drawn on the screen, and of signed forms."""
    forms = [each for each in transaction.attachments.all(interview_id) if each.kind is AttachmentKind.CONSENT_FORM]
    drawn = (each.handwriting for each in transaction.consent.all(interview_id))
    return [*(blob for blob in drawn if blob is not None), *(each.blob for each in forms)]
