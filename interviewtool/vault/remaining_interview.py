"""One interview, put together from the rows that are left of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from interviewtool.crypto.sealing import SealBroken
from interviewtool.errors import KnownError
from interviewtool.model import (
    Attachment,
    ConsentRecord,
    Identity,
    Interview,
    InterviewId,
    Retention,
    StoredAnswer,
)
from interviewtool.vault.answers import read_answer
from interviewtool.vault.data_keys import DataKeys, InterviewKeys, KeyOf
from interviewtool.vault.person_records import PersonEntry, digest, open_person
from interviewtool.vault.reconstruction import Timed
from interviewtool.vault.records import unpack
from interviewtool.vault.remaining_names import RemainingRegister
from interviewtool.vault.report import Finding, FindingKind
from interviewtool.vault.schema import INTERVIEW_TABLES
from interviewtool.vault.sealed_rows import open_row
from interviewtool.vault.slot_number import SLOT_NUMBER_BYTES, after_slot, slot_of
from interviewtool.vault.tally import Tally

_PERSON_ENTRY = 36
_BLOB_KEY, _BLOB_SIZE = 32, 8
_HASHED_KEY, _CONSENT_KEY = 16, 4
_HASHED = ("answers", "preparation", "attachments", "retention", "receipts")

Row = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class InterviewRows:
    """rows: key and content, in the order in which they were first written. tally: what they must add up to.
    reconstruct: makes its own row anew from what else is left; see `reconstruction`.
    """

    interview_id: InterviewId
    rows: Sequence[Row]
    tally: Tally
    reconstruct: Callable[[Timed, Timed, Sequence[ConsentRecord]], Interview | None]


@dataclass(frozen=True, slots=True, repr=False)
class SavedInterview:
    """Everything of an interview but its log and the content of its blobs.

    preparation, answers: each with the time of its writing. gate: None where none was ever opened. persons: whose
    records are this interview's. own_names: who was still at hand without the register, by whichever interview the
    record is kept. receipt: the code of the withdrawal card. blobs: id → size of the file. blobs_key: derived, 32 B.
    """

    interview: Interview
    preparation: tuple[tuple[StoredAnswer, str], ...]
    answers: tuple[tuple[StoredAnswer, str], ...]
    gate: bool | None
    consent: tuple[ConsentRecord, ...]
    persons: tuple[Identity, ...]
    own_names: tuple[Identity, ...]
    attachments: tuple[Attachment, ...]
    retention: Retention | None
    receipt: str | None
    blobs: Mapping[str, int]
    blobs_key: bytes


def read_interview(
    found: InterviewRows, data_keys: DataKeys, register: RemainingRegister
) -> tuple[SavedInterview | None, tuple[Finding, ...]]:
    """The interview and what is wrong with it; None when nothing of it can be opened any more.

    One whose own row is lost is known by what else is left (`reconstruction`); that the row is lost the sums tell.
    """
    keys = _keys(found, data_keys)
    if keys is None:
        return None, ()
    tables, findings = _sorted_by_table(found, keys)
    at_hand = _at_hand(found.interview_id, tables, keys)
    persons, lost = _persons(found.interview_id, tables, at_hand, data_keys, register)

    def opened(table: str) -> list[bytes]:
        return [_open(keys, table, found.interview_id, key, content) or b"" for key, content in tables[table]]

    preparation, answers = (tuple(map(read_answer, opened(table))) for table in ("preparation", "answers"))
    consent = tuple(unpack(ConsentRecord, plain) for plain in opened("consent"))
    interview = _own_row(found, tables, keys)
    own_names = tuple(at_hand.values())
    gate = tables["gate"][-1][1] == b"\x01" if tables["gate"] else None
    if interview is None:
        gate = gate and False  # until its preparation says who has to decide
        interview = found.reconstruct(preparation, answers, consent)
        own_names = persons  # at hand once more, to be sought in its narrative when it is finalized
    if interview is None:
        return None, ()
    saved = SavedInterview(
        interview=interview,
        preparation=preparation,
        answers=answers,
        gate=gate,
        consent=consent,
        persons=persons,
        own_names=own_names,
        attachments=tuple(unpack(Attachment, plain) for plain in opened("attachments")),
        retention=next((unpack(Retention, plain) for plain in opened("retention")), None),
        receipt=next((plain.decode("ascii") for plain in opened("receipts")), None),
        blobs={key.decode("ascii"): int.from_bytes(content, "big") for key, content in tables["blobs"]},
        blobs_key=keys.blobs,
    )
    return saved, (*findings, *lost)


def _own_row(found: InterviewRows, tables: Mapping[str, list[Row]], keys: InterviewKeys) -> Interview | None:
    for key, content in reversed(tables["interviews"]):
        plain = _open(keys, "interviews", found.interview_id, key, after_slot(content))
        if plain is not None:
            return unpack(Interview, plain)
    return None


def _keys(found: InterviewRows, data_keys: DataKeys) -> InterviewKeys | None:
    slots = [slot_of(content) for key, content in found.rows if not key and len(content) > SLOT_NUMBER_BYTES]
    for slot in slots:
        with suppress(KnownError):
            return data_keys.interview(found.interview_id, slot)
    return None if slots else data_keys.search(found.interview_id)


def _sorted_by_table(found: InterviewRows, keys: InterviewKeys) -> tuple[dict[str, list[Row]], list[Finding]]:
    tables: dict[str, list[Row]] = defaultdict(list)
    findings = []
    for key, content in found.rows:
        table = _table_of(found.interview_id, keys, key, content)
        if table is None:
            findings.append(Finding(FindingKind.DAMAGED, "answers.db", found.interview_id))
        else:
            tables[table].append((key, content))
    tables["consent"].sort()  # its keys count up
    for table in INTERVIEW_TABLES:
        total = sum(found.tally.of_row(table, found.interview_id, key, content) for key, content in tables[table])
        if total % (1 << 256) != found.tally.expected(table, found.interview_id):
            findings.append(Finding(FindingKind.DAMAGED, table, found.interview_id))
    return tables, findings


def _table_of(owner: str, keys: InterviewKeys, key: bytes, content: bytes) -> str | None:
    """By its shape, and by its seal where it has one. None for a row that is neither."""
    if not key:
        if len(content) == 1:
            return "gate"
        return "interviews" if _open(keys, "interviews", owner, key, after_slot(content)) is not None else None
    if len(key) == _BLOB_KEY and len(content) == _BLOB_SIZE:
        return "blobs"
    if len(key) == _HASHED_KEY:
        candidates: tuple[str, ...] = _HASHED
    elif len(key) == _CONSENT_KEY:
        candidates = ("consent",)
    elif len(content) == _PERSON_ENTRY:
        return "persons"
    else:
        candidates = ("own_names",)
    for table in candidates:
        if _open(keys, table, owner, key, content) is not None:
            return table
    return "waiting_names" if candidates == ("own_names",) else None


def _at_hand(owner: InterviewId, tables: Mapping[str, list[Row]], keys: InterviewKeys) -> dict[bytes, Identity]:
    return {
        key: unpack(Identity, plain)
        for key, content in tables["own_names"]
        if (plain := _open(keys, "own_names", owner, key, content)) is not None
    }


def _persons(
    owner: InterviewId,
    tables: Mapping[str, list[Row]],
    at_hand: Mapping[bytes, Identity],
    data_keys: DataKeys,
    register: RemainingRegister,
) -> tuple[tuple[Identity, ...], list[Finding]]:
    waiting = dict(tables["waiting_names"])
    persons, lost = [], []
    for key, content in tables["persons"]:
        person_code, entry = key.decode("utf-8", "replace"), PersonEntry.decode(content)
        identity = at_hand.get(key)
        record = register.record(person_code, waiting.get(key))
        if identity is None and record is not None and digest(record) == entry.digest:
            try:
                identity = open_person(data_keys.open(KeyOf.PERSON, person_code, entry.slot), person_code, record)
            except SealBroken:
                identity = None
        if identity is None:
            lost.append(Finding(FindingKind.DAMAGED if register.open else FindingKind.MISSING, "identity.db", owner))
        else:
            persons.append(replace(identity, interview_id=owner))
    return tuple(persons), lost


def _open(keys: InterviewKeys, table: str, owner: str, key: bytes, sealed: bytes) -> bytes | None:
    try:
        return open_row(keys, table, owner, key, sealed)
    except KnownError:
        return None
