"""Brings what remains of one vault into another, whose keys are all new. That it arrived, `arrival` proves.

Interviews keep their ids, answers the times at which they were written, log entries their times and their order within
an interview. What starts anew is the chain of the log itself; its first head notes where the old one ended.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from interviewtool.crypto.chunks import CHUNK
from interviewtool.errors import KnownError
from interviewtool.i18n import N_
from interviewtool.model import ConsentRecord, EventKind, Interview, InterviewId, KeptEvent, receipt_hash
from interviewtool.vault.audit import AuditEntry
from interviewtool.vault.blob_file import BlobReader
from interviewtool.vault.doubt import doubted
from interviewtool.vault.interviews import Tombstone
from interviewtool.vault.remaining_interview import SavedInterview
from interviewtool.vault.remains import Remains
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.transaction import Transaction
from interviewtool.vault.vault import Vault

Progress = Callable[[float], None]

DOUBTED = N_(
    "Of these a consent taken back, or a withdrawal, may be lost with the damage. All that was said is there; but "
    "nothing leaves, nobody is named and nothing is added until consent is decided anew, with the person or from the "
    "signed form."
)
"""Message id: what it means that consent to an interview is in doubt."""

PRESUMED = N_(
    "The record that said so was lost with the damage. All that was said is there; but it neither leaves nor is "
    "counted until somebody looks it over and says which it was, under “Afterwards”."
)
"""Message id: what it means that an interview is taken for practice."""

BROUGHT = "brought from another vault"
"""Audit event: closes what an interview brings along, and what the vault as a whole does."""


@dataclass(frozen=True, slots=True)
class Moved:
    """brought: the interviews that are in the new vault. lost: those that are not. erased: those a tombstone kept out.

    findings: what was damaged or missing, also of interviews that were brought. doubted: of those that were brought, in
    which a no may be lost; a yes in them counts for nothing until somebody decides anew. presumed: of those, what is
    taken for practice until somebody says whether it was.
    """

    brought: tuple[InterviewId, ...]
    lost: tuple[InterviewId, ...]
    erased: tuple[InterviewId, ...]
    findings: tuple[Finding, ...]
    doubted: tuple[InterviewId, ...]
    presumed: tuple[InterviewId, ...]


def bring_over(
    source: Remains,
    vault: Vault,
    progress: Progress,
    *,
    buried: Iterable[Tombstone] = (),
    heard: Iterable[KeptEvent] = (),
) -> Moved:
    """Everything that authenticates. progress: 0..1; may raise to stop. buried: tombstones beside the source's own.
    heard: events of other vaults; the withdrawals among them count, and are carried out when the new vault is unlocked.
    """
    stones = {stone.interview_id: stone for stone in (*source.tombstones(), *buried)}
    _furnish(source, vault, stones.values(), heard)
    decided: dict[Interview, tuple[ConsentRecord, ...]] = {}
    lost, erased = [], []
    interview_ids = source.interview_ids()
    for number, interview_id in enumerate(interview_ids):
        progress(number / len(interview_ids))
        if interview_id in stones:
            erased.append(interview_id)
            continue
        saved = source.interview(interview_id)
        if saved is None:
            lost.append(interview_id)
            continue
        _bring(vault, saved, tuple(source.audit(interview_id)))
        for blob_id in saved.blobs:
            _bring_blob(source, vault, saved, blob_id)
        decided[saved.interview] = saved.consent
    in_doubt = doubted(source, decided, lost)
    _close(source, vault, decided, in_doubt)
    vault.anchor()
    progress(1.0)
    brought = tuple(interview.interview_id for interview in decided)
    known = tuple(each for each in brought if each in in_doubt)
    presumed = tuple(interview.interview_id for interview in decided if interview.practice_presumed)
    return Moved(brought, tuple(lost), tuple(erased), tuple(source.findings), known, presumed)


def _furnish(source: Remains, vault: Vault, stones: Iterable[Tombstone], heard: Iterable[KeptEvent]) -> None:
    """What belongs to the vault as a whole, but for its log."""
    documents, pseudonyms, events = tuple(source.documents()), source.pseudonyms(), source.events()

    def work(transaction: Transaction) -> None:
        for entry, content in documents:
            transaction.documents.bring(entry, content)
        for person_code, pseudonym in pseudonyms.items():
            transaction.pseudonyms.put(person_code, pseudonym)
        for stone in stones:
            transaction.interviews.bury(stone)
        for event in (*events, *_missed(heard, events)):
            transaction.events.append(event)

    vault.run(work)


def _missed(heard: Iterable[KeptEvent], events: tuple[KeptEvent, ...]) -> list[KeptEvent]:
    """The withdrawals that are not among the events. Without their lines: they are no part of the chains held here."""
    known = [event.payload for event in events if event.kind == EventKind.TOMBSTONE]
    return [
        replace(event, line="", author="" if event.own else event.author)
        for event in heard
        if event.kind == EventKind.TOMBSTONE and event.payload not in known
    ]


def _close(
    source: Remains,
    vault: Vault,
    decided: Mapping[Interview, tuple[ConsentRecord, ...]],
    in_doubt: Collection[InterviewId],
) -> None:
    """The decisions on consent, and the log of the vault as a whole."""
    own = tuple(source.audit(""))
    details = {
        "vault": source.header.vault_id.hex(),
        "entries": str(source.head.sequence),
        "head": source.head.link.hex(),
    }

    def work(transaction: Transaction) -> None:
        for interview, records in decided.items():
            _bring_consent(transaction, interview.interview_id, records, interview.interview_id in in_doubt)
        _append(transaction, None, own)
        transaction.audit.append(None, BROUGHT, details=details)

    vault.run(work)


def _bring(vault: Vault, saved: SavedInterview, entries: tuple[AuditEntry, ...]) -> None:
    owner = saved.interview.interview_id

    def work(transaction: Transaction) -> None:
        transaction.interviews.add(saved.interview)
        transaction.preparation.bring(owner, saved.preparation)
        if saved.gate is not None or saved.answers:
            transaction.gate.open(owner)
            transaction.answers.bring(owner, saved.answers)
            if not saved.gate:
                transaction.gate.close(owner)
        for identity in saved.persons:
            transaction.names.put(identity)
        transaction.names.forget(owner)
        for identity in saved.own_names:
            transaction.names.hold(identity, at=owner)
        for attachment in saved.attachments:
            transaction.attachments.put(owner, attachment)
        if saved.retention is not None:
            transaction.retention.put(owner, saved.retention)
        if saved.receipt is not None:
            transaction.receipts.put(owner, saved.receipt, receipt_hash(saved.receipt))
        _append(transaction, owner, entries)

    vault.run(work)


def _bring_consent(
    transaction: Transaction, owner: InterviewId, records: Iterable[ConsentRecord], in_doubt: bool
) -> None:
    """Decisions as they were; in doubt no answer is let in either, until somebody decides anew."""
    for record in records:
        transaction.consent.append(owner, replace(record, doubted=record.doubted or in_doubt))
    if in_doubt:
        transaction.gate.close(owner)
    transaction.audit.append(owner, BROUGHT, details={"consent": "in doubt"} if in_doubt else {})


def _append(transaction: Transaction, owner: InterviewId | None, entries: Iterable[AuditEntry]) -> None:
    for entry in entries:
        transaction.audit.append(owner, entry.event, entry.reference, entry.details, time=entry.time)


def _bring_blob(source: Remains, vault: Vault, saved: SavedInterview, blob_id: str) -> None:
    try:
        reader = source.blob(saved, blob_id)
    except KnownError as error:
        missing = error.code == "vault.blob_missing"
        source.findings.append(Finding(FindingKind.MISSING if missing else FindingKind.DAMAGED, "blobs", blob_id))
        return
    with reader:
        filled = _Filled(reader)
        vault.blobs.bring(saved.interview.interview_id, blob_id, cast(BinaryIO, io.BufferedReader(filled, CHUNK)))
    if filled.damaged:
        source.findings.append(Finding(FindingKind.DAMAGED, "blobs", blob_id))


class _Filled(io.RawIOBase):
    """A blob in which zeros stand for what is lost, so that everything else keeps its place."""

    def __init__(self, reader: BlobReader) -> None:
        super().__init__()
        self._reader = reader
        self.damaged = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        position = self._reader.tell()
        try:
            return self._reader.readinto(buffer)
        except KnownError:
            self.damaged = True
            lost = min(CHUNK - position % CHUNK, self._reader.size - position, len(buffer))
            memoryview(buffer)[:lost] = bytes(lost)
            self._reader.seek(position + lost)
            return lost
