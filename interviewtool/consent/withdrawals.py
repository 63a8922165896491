"""Withdrawal: what it would destroy and leave, the act itself, and the acts of others that arrive as tombstones.

The tombstone is written first, in one transaction with the closing of the gate; what it says is then carried out. So a
kill in between costs nothing: the next unlocking finds the tombstone and carries it out (`carry_out`). All versions of
an interview go together: before anything is erased, each has a tombstone of its own, so that neither a kill nor a desk
that knows another version alone leaves one out. What was done is noted, with to whom the interview had gone, since its
own log may be erased. A withdrawal is never taken back; who wishes to speak again is asked in a new interview.

An interview that is not finished can take no answer any more, so it is closed as it stands (`close_stopped`): what was
said stays as it was agreed, and goes on to the supervisor as far as the tier lets it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from interviewtool.consent.half_typed import drop_drafts
from interviewtool.consent.previews import Preview, Sent, answered_files, preview_of, sent_before
from interviewtool.consent.retentions import is_held
from interviewtool.consent.shared_persons import hand_over
from interviewtool.consent.standing import (
    counting,
    families,
    follow,
    is_meant,
    names_of,
    standing,
    tier_of,
    versions,
)
from interviewtool.errors import KnownError
from interviewtool.model import (
    AttachmentKind,
    DocumentKind,
    EventKind,
    InterviewId,
    InterviewState,
    KeptEvent,
    Tier,
)
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.audit import IDENTITY_ERASED
from interviewtool.vault.records import pack, unpack


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

    def __init__(
        self,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        close_stopped: Callable[[InterviewId], object],
    ) -> None:
        """close_stopped: closes an interview in progress as it stands."""
        self._vault = vault
        self._clock = clock
        self._close_stopped = close_stopped

    def tier(self, interview_id: InterviewId) -> Tier | None:
        """What was withdrawn so far. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: standing(transaction, interview_id).tier)

    def sent(self, interview_id: InterviewId) -> tuple[Sent, ...]:
        """When and to whom any version of it left, the first time first. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: sent_before(transaction, versions(transaction, interview_id)))

    def preview(self, interview_id: InterviewId, tier: Tier) -> Preview:
        """What the tier would mean; nothing changes. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: preview_of(transaction, interview_id, tier))

    def withdraw(self, interview_id: InterviewId, tier: Tier) -> Done:
        """Carry a withdrawal out; durable on return. What a legal hold keeps is closed, and erased when it is lifted.

        KnownError consent.withdrawn_already for a tier that stands; vault.no_such_interview.
        """
        moment = self._clock()

        def bury(transaction: Transaction) -> Preview:
            found = preview_of(transaction, interview_id, tier)
            if found.before is not None and found.before >= tier:
                raise KnownError("consent.withdrawn_already")
            for each in found.interviews:
                _say(transaction, each, tier, moment, found.sent)
                transaction.gate.close(each)
                transaction.audit.append(each, "withdrawal", details={"tier": tier.code})
            _note(transaction, Done(found, moment, _erased(found), unfinished=False))
            return found

        preview = self._vault.run(bury)
        unfinished = self.carry_out()
        return Done(preview, moment, _erased(preview), unfinished)

    def done(self) -> tuple[Done, ...]:
        """Every withdrawal that was carried out in this vault, the last one first."""
        return tuple(sorted(self._vault.run(_noted), key=lambda done: done.time, reverse=True))

    def carry_out(self) -> bool:
        """Do what tombstones say and was not done yet: after an import, and after a kill. Whether rows wait for room.

        What a legal hold keeps is closed but not erased, and stays in the list of what is due. One that is damaged
        holds none of the others up: the first KnownError is raised when they are done, and the next call tries again.
        """
        unfinished, failed = False, list[KnownError]()
        moment = self._clock()
        erasing, stopped = self._vault.run(lambda transaction: _withdrawn(transaction, moment))
        for interview_id in stopped:  # first, since who is named in the account is known only while the names are here
            with suppress(KnownError):  # what is damaged must not keep the rest from being erased
                self._close_stopped(interview_id)
        for interview_id, tier in erasing:
            try:
                if tier is Tier.ERASE_ALL:
                    erasure = self._vault.erase(interview_id, partial(_erase_names, interview_id))
                    unfinished = not erasure.rows_deleted or unfinished
                elif tier is Tier.ERASE_IDENTITY:
                    self._erase_identity(interview_id)
            except KnownError as error:
                failed.append(error)
        if failed:
            raise failed[0]
        return unfinished

    def _erase_identity(self, interview_id: InterviewId) -> None:
        """Names and pseudonyms with their keys, drawn signatures, paper forms, how files were called, text that was
        half typed. The blobs before what tells of them.
        """

        def look(transaction: Transaction) -> bool:
            return any(entry.event == IDENTITY_ERASED for entry in transaction.audit.entries(interview_id))

        if self._vault.run(look):
            return
        self._vault.run(partial(_erase_names, interview_id))  # first: of a damaged interview it may be all that can go
        stays = self._vault.run(lambda transaction: {each.blob for each in answered_files(transaction, interview_id)})
        for blob in set(self._vault.blobs.list(interview_id)) - stays:
            self._vault.blobs.delete(interview_id, blob)

        def forget(transaction: Transaction) -> None:
            for each in transaction.attachments.all(interview_id):
                if each.kind is AttachmentKind.CONSENT_FORM:
                    transaction.attachments.delete(interview_id, each.name)
                elif each.original_name:
                    transaction.attachments.put(interview_id, replace(each, original_name=""))
            drop_drafts(transaction, interview_id)
            transaction.audit.append(interview_id, IDENTITY_ERASED)

        self._vault.run(forget)


def _withdrawn(transaction: Transaction, moment: datetime) -> tuple[list[tuple[InterviewId, Tier]], list[InterviewId]]:
    """What is to be erased as far as its tier says, and is not held; and what is in progress and is to be closed.

    The gate of every interview that an event means is brought in step; every version gets a tombstone of its own; what
    is to be erased is noted first.
    """
    events = counting(transaction)
    found: list[tuple[InterviewId, Tier]] = []
    stopped: list[InterviewId] = []
    if not events:
        return found, stopped
    noted = _noted(transaction)
    interviews = {each.interview_id: each for each in transaction.interviews.list()}
    for chain in families(interviews.values()):
        names = names_of(transaction, chain)
        meaning = [event for event in events if is_meant(event, names)]
        if not meaning:
            continue
        tier = tier_of(meaning, names)
        for each in chain:
            try:
                follow(transaction, each)
            except KnownError:  # damaged: what its decisions were is not known, and need not be
                transaction.gate.close(each)
        if tier is None:
            continue
        if tier is not Tier.ERASE_ALL:
            stopped += [each for each in chain if interviews[each].state is InterviewState.IN_PROGRESS]
        sent = sent_before(transaction, chain)
        for each in chain:
            if tier_of(meaning, {each}) is not tier:
                _say(transaction, each, tier, moment, sent)
        if is_held(transaction, chain):
            continue
        if not any(_is_done(done, chain, tier) for done in noted):
            heard = max(event.received or event.time for event in meaning if tier_of((event,), names) is tier)
            preview = preview_of(transaction, chain[-1], tier)
            _note(transaction, Done(preview, heard, _erased(preview), unfinished=False))
        found += [(each, tier) for each in chain]
    return found, stopped


def _is_done(done: Done, chain: tuple[InterviewId, ...], tier: Tier) -> bool:
    """Whether it was noted that this was done, and not only that a hold kept it from being done."""
    waited = done.preview.held and tier >= Tier.ERASE_IDENTITY
    return done.preview.tier is tier and bool(set(chain) & set(done.preview.interviews)) and not waited


def _erased(preview: Preview) -> bool:
    return preview.tier is Tier.ERASE_ALL and not preview.held


def _say(
    transaction: Transaction, interview_id: InterviewId, tier: Tier, moment: datetime, sent: tuple[Sent, ...]
) -> None:
    recipients = tuple(dict.fromkeys(f"{each.kind} {each.purpose}".strip() for each in sent))
    payload = {"interview": interview_id, "tier": tier.code}
    transaction.events.append(
        KeptEvent(EventKind.TOMBSTONE, payload, moment, own=True, supervisor=False, recipients=recipients)
    )


def _note(transaction: Transaction, done: Done) -> None:
    """Keep what was done. Which other interviews know of the person is not kept: it would say who it was."""
    preview = replace(done.preview, others=(), kept_by=())
    name = f"{preview.interviews[0]} {preview.tier.code}"
    transaction.documents.put(DocumentKind.WITHDRAWAL, name, pack(replace(done, preview=preview)))


def _noted(transaction: Transaction) -> tuple[Done, ...]:
    entries = transaction.documents.list(DocumentKind.WITHDRAWAL)
    return tuple(unpack(Done, transaction.documents.get(entry.kind, entry.name) or b"") for entry in entries)


def _erase_names(interview_id: InterviewId, transaction: Transaction) -> None:
    """What another interview stands on goes over to it; the rest is destroyed."""
    hand_over(transaction, interview_id, versions(transaction, interview_id))
    transaction.names.erase(interview_id)
