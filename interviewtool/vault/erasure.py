"""Erasing an interview: first its keys, in place, which needs no free space; then everything that they opened.

From the moment the slots are overwritten nobody reads the interview any more, whatever keys they hold, but for what
flash storage keeps of old blocks. On a full disk rows and files may have to wait; the next unlocking sees the
overwritten slot and goes on from there.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.audit import Audit
from interviewtool.vault.ballast import give_up, lay_in
from interviewtool.vault.failures import is_disk_full
from interviewtool.vault.interviews import Interviews
from interviewtool.vault.person_records import PersonEntry
from interviewtool.vault.report import Erasure, Finding, FindingKind
from interviewtool.vault.rows import Rows
from interviewtool.vault.schema import INTERVIEW_TABLES
from interviewtool.vault.slot_number import slot_of, with_slot
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

MOST_VACUUMED = 256 << 20
"""Bytes. VACUUM holds the whole database in memory, since no temporary file may hold it in clear; beyond this the free
pages stay, which secure_delete has zeroed."""

ERASED = "interview erased"
"""Audit event; its detail is the interview's random id."""


def erase_interview(
    worker: Worker, store: Store, interview_id: InterviewId, first: Callable[[Store], None] | None = None
) -> Erasure:
    """On the vault's thread. first: as `Vault.erase`. KnownError vault.no_such_interview."""
    row = Rows(store, "interviews").get(interview_id, b"")
    if row is None:
        raise KnownError("vault.no_such_interview", interview=interview_id)
    slot = slot_of(row)
    if first is not None:
        with suppress(KnownError):  # of what is damaged, and without room for it, the keys go all the same
            _with_ballast(worker, first)
    persons = Rows(store, "persons").unchecked(interview_id)
    blobs = [key.decode("ascii", "replace") for key, _ in Rows(store, "blobs").unchecked(interview_id)]
    codes = {code for code, _ in persons} | _respondent(store, interview_id)
    store.data_keys.erase(slot, interview_id)
    for _, entry in persons:
        store.data_keys.erase(PersonEntry.decode(entry).slot)
    for blob in blobs:  # before their rows: killed in between, the rows still tell which files are to go
        with suppress(OSError):
            (worker.layout.blobs / blob).unlink(missing_ok=True)
    deleted = _with_ballast(worker, lambda inner: _delete(inner, interview_id, slot, codes))
    if not deleted:
        store.found(Finding(FindingKind.UNFINISHED, "answers.db", interview_id))
    vacuumed = deleted and _vacuum(worker, store)
    if deleted:
        lay_in(worker.layout.ballast)
    return Erasure(rows_deleted=deleted, vacuumed=vacuumed)


def finish_erasures(worker: Worker, store: Store, erased_slots: frozenset[int]) -> None:
    """After a kill or a full disk: erase what has an overwritten slot and still has rows."""
    for owner, content in store.rows("SELECT owner, content FROM interviews", (str, bytes)):
        if slot_of(content) in erased_slots:
            erase_interview(worker, store, InterviewId(owner))


def _with_ballast(worker: Worker, work: Callable[[Store], None]) -> bool:
    """Whether there was room for it, once the ballast was given up."""
    for _attempt in range(2):
        try:
            worker.transact(work)
        except KnownError as error:
            if not is_disk_full(error):
                raise
            give_up(worker.layout.ballast)
        else:
            return True
    return False


def _delete(store: Store, interview_id: InterviewId, slot: int, codes: Collection[bytes]) -> None:
    stone = with_slot(slot, store.clock().isoformat().encode("ascii"))
    Rows(store, "tombstones").put("", interview_id.encode("utf-8"), stone)  # first: it lets consent rows go
    for table in INTERVIEW_TABLES:
        Rows(store, table).clear(interview_id)
    for code in codes:
        if store.row("SELECT 1 FROM persons WHERE key = ?", (int,), (code,)) is None:  # else another has the record now
            Rows(store, "pseudonyms").delete("", code)
    Audit(store).append(None, ERASED, details={"interview": interview_id})


def _respondent(store: Store, interview_id: InterviewId) -> set[bytes]:
    """The respondent's person code, which may have a pseudonym without a name; none where another interview is with the
    same person, nor when the key is gone already.
    """
    try:
        code = Interviews(store).get(interview_id).respondent
    except KnownError:
        return set()
    spoken = Counter(each.respondent for each in Interviews(store).list())
    return {code.encode("utf-8")} if spoken[code] == 1 else set()


def _vacuum(worker: Worker, store: Store) -> bool:
    """Give the free pages back. It needs room for the database twice; without, zeroed free pages stay in the file."""
    try:
        size = worker.layout.answers.stat().st_size
        if size > MOST_VACUUMED or shutil.disk_usage(worker.layout.folder).free < 2 * size:
            return False
        store.execute("VACUUM")
    except (OSError, dbapi2.Error):
        return False
    return True
