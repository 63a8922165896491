"""Withdrawal: what it would destroy and leave, the act itself, and the acts of others that arrive as tombstones.

The tombstone is written first, in one transaction with the closing of the gate; what it says is then carried out. So a
kill in between costs nothing: the next unlocking finds the tombstone and carries it out (`carry_out`). All versions of
an interview go together. A withdrawal is never taken back; who wishes to speak again is asked in a new interview.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from interviewtool.consent.standing import follow, names_of, standing, versions
from interviewtool.errors import KnownError
from interviewtool.model import AttachmentKind, EventKind, InterviewId, KeptEvent, Tier
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.audit import IDENTITY_ERASED

EXPORT_EVENT = "export"


@dataclass(frozen=True, slots=True)
class Sent:
    """One time the interview left the vault. kind: `summary` or `bundle`. purpose: as `Purpose` has it, "" before
    purposes were asked for.
    """

    kind: str
    purpose: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What a tier means for one interview. interviews: every version of it, the one asked for among them.

    answers, files, names, signatures: how many there are; which of them go, the tier says. sent: when it left, oldest
    first. held: a legal hold keeps it from being erased. before: what was withdrawn already. others: further interviews
    with the same person, which this leaves as they are.
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


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for the sheet that stays. erased: everything is gone. unfinished: keys are destroyed, rows and
    files wait for room on the disk.
    """

    preview: Preview
    time: datetime
    erased: bool
    unfinished: bool


class Withdrawals:
    """The withdrawals of one vault."""

    def __init__(self, vault: Vault, *, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock

    def tier(self, interview_id: InterviewId) -> Tier | None:
        """What was withdrawn so far. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: standing(transaction, interview_id).tier)

    def preview(self, interview_id: InterviewId, tier: Tier) -> Preview:
        """What the tier would mean; nothing changes. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: _preview(transaction, interview_id, tier))

    def withdraw(self, interview_id: InterviewId, tier: Tier) -> Done:
        """Carry a withdrawal out; durable on return.

        KnownError consent.withdrawn_already for a tier that stands; consent.held where a legal hold stands against
        erasing; vault.no_such_interview.
        """
        moment = self._clock()

        def bury(transaction: Transaction) -> Preview:
            found = _preview(transaction, interview_id, tier)
            if found.before is not None and found.before >= tier:
                raise KnownError("consent.withdrawn_already")
            if found.held and tier >= Tier.ERASE_IDENTITY:
                raise KnownError("consent.held")
            recipients = tuple(dict.fromkeys(f"{sent.kind} {sent.purpose}".strip() for sent in found.sent))
            for each in found.interviews:
                payload = {"interview": each, "tier": tier.code}
                transaction.events.append(
                    KeptEvent(EventKind.TOMBSTONE, payload, moment, own=True, supervisor=False, recipients=recipients)
                )
                transaction.gate.close(each)
                transaction.audit.append(each, "withdrawal", details={"tier": tier.code})
            return found

        preview = self._vault.run(bury)
        unfinished = self.carry_out()
        return Done(preview, moment, tier is Tier.ERASE_ALL, unfinished)

    def carry_out(self) -> bool:
        """Do what tombstones say and was not done yet: after an import, and after a kill. Whether rows wait for room.

        What a legal hold keeps is closed but not erased, and stays in the list of what is due.
        """
        unfinished = False
        for interview_id, tier, held in self._vault.run(_withdrawn):
            if held:
                continue
            if tier is Tier.ERASE_ALL:
                unfinished = not self._vault.erase(interview_id).rows_deleted or unfinished
            elif tier is Tier.ERASE_IDENTITY:
                self._erase_identity(interview_id)
        return unfinished

    def _erase_identity(self, interview_id: InterviewId) -> None:
        """Names and pseudonyms with their keys, drawn signatures, paper forms. The blobs before what tells of them."""
        blobs, forms, done = self._vault.run(
            lambda transaction: (
                *_identifying(transaction, interview_id),
                any(entry.event == IDENTITY_ERASED for entry in transaction.audit.entries(interview_id)),
            )
        )
        if done:
            return
        there = set(self._vault.blobs.list(interview_id))
        for blob in (each for each in blobs if each in there):
            self._vault.blobs.delete(interview_id, blob)

        def forget(transaction: Transaction) -> None:
            for name in forms:
                transaction.attachments.delete(interview_id, name)
            transaction.names.erase(interview_id)
            transaction.audit.append(interview_id, IDENTITY_ERASED)

        self._vault.run(forget)


def _preview(transaction: Transaction, interview_id: InterviewId, tier: Tier) -> Preview:
    chain = versions(transaction, interview_id)
    respondent = transaction.interviews.get(interview_id).respondent
    blobs = [blob for each in chain for blob in _identifying(transaction, each)[0]]
    sent = [
        Sent(entry.details.get("kind", ""), entry.details.get("purpose", ""), entry.time)
        for each in chain
        for entry in transaction.audit.entries(each)
        if entry.event == EXPORT_EVENT and entry.time is not None
    ]
    return Preview(
        interviews=chain,
        tier=tier,
        answers=sum(len(transaction.answers.all(each)) for each in chain),
        files=sum(len(transaction.attachments.all(each)) for each in chain),
        names=sum(transaction.names.count(each) for each in chain),
        signatures=len(blobs),
        sent=tuple(sorted(sent, key=lambda each: each.time)),
        held=any(_held(transaction, each) for each in chain),
        before=standing(transaction, interview_id).tier,
        others=tuple(
            each.interview_id
            for each in transaction.interviews.list()
            if each.respondent == respondent and each.interview_id not in chain
        ),
    )


def _withdrawn(transaction: Transaction) -> list[tuple[InterviewId, Tier, bool]]:
    """Interviews with a tier, and whether each is held. The gate of every interview that an event means is in step."""
    payloads = [event.payload for event in transaction.events.all()]
    named = {payload["interview"] for payload in payloads if "interview" in payload}
    receipts = {payload["receipt"] for payload in payloads if "receipt" in payload}
    if not named and not receipts:
        return []
    found = []
    for interview in transaction.interviews.list():
        ids, codes = names_of(transaction, interview)
        if not (ids & named or codes & receipts):
            continue
        owner = interview.interview_id
        tier = follow(transaction, owner).tier
        if tier is not None:
            found.append((owner, tier, _held(transaction, owner)))
    return found


def _identifying(transaction: Transaction, interview_id: InterviewId) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Blobs by which a person is known beside the names, and the names of the paper forms among the attachments."""
    forms = [each for each in transaction.attachments.all(interview_id) if each.kind is AttachmentKind.CONSENT_FORM]
    drawn = [each.handwriting for each in transaction.consent.all(interview_id) if each.handwriting is not None]
    return (*drawn, *(form.blob for form in forms)), tuple(form.name for form in forms)


def _held(transaction: Transaction, interview_id: InterviewId) -> bool:
    kept = transaction.retention.get(interview_id)
    return kept is not None and kept.hold is not None
