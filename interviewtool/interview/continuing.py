"""An interview goes on later: another session with the same person, or a new version of one that was finalized.

A new version is an interview of its own that begins with everything of the one before, which stays as it is: evidence
that was signed is never changed. Its instance gets a new instanceID and, when it leaves, names the one it replaces.
One that was begun by mistake is dropped again, as long as nothing was changed in it.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO, cast

from interviewtool.consent import KEEPING_EVENTS, Act, hand_over, require, standing
from interviewtool.errors import KnownError
from interviewtool.interview.breaks import MINUTES, NUMBER
from interviewtool.model import Identity, Interview, InterviewId, InterviewState, Reference, StoredAnswer
from interviewtool.model.codes import Randomness
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.audit import CHANGE, NEW_VERSION, AuditEntry

DROPPED = "version dropped"
"""Audit event in the log of the version before; details: `version`, the number dropped."""

_INSTANCE_ID = "/meta/instanceID"
_NOTHING_CHANGED = frozenset(
    {NEW_VERSION, "form resume", "form exit", "language switch", "break", "resume", CHANGE, *KEEPING_EVENTS}
)
"""Events of a version in which nothing was said or decided yet; what `CHANGE` stands for is looked at."""


def new_version(
    vault: Vault, earlier: Interview, identities: Iterable[Identity], interview_id: InterviewId, draw: Randomness
) -> Interview:
    """The next version of a finalized interview, open, durable on return.

    identities: whom it named, to be at hand. KnownError interview.not_finalized, interview.has_later_version,
    consent.*, vault.disk_full; then nothing of it is left.
    """
    version = replace(
        earlier,
        interview_id=interview_id,
        state=InterviewState.IN_PROGRESS,
        disposition=None,
        finalized=None,
        mentions=(),
        follows=earlier.interview_id,
        version=earlier.version + 1,
        place=Reference(""),
        # Whether consent might be asked at all was decided for the version before.
        needs_authorisation=False,
    )

    def begin(transaction: Transaction) -> None:
        if earlier.state is not InterviewState.FINALIZED:
            raise KnownError("interview.not_finalized")
        if any(each.follows == earlier.interview_id for each in transaction.interviews.list()):
            raise KnownError("interview.has_later_version")
        require(transaction, earlier.interview_id, Act.ANSWER)
        # Killed before it is filled, it is an empty preparation and hides nothing.
        transaction.interviews.add(replace(version, state=InterviewState.PREPARATION, follows=None))

    fresh = f"uuid:{uuid.UUID(int=draw(2**128), version=4)}"
    vault.run(begin)
    try:
        # A blob is sealed under the key of its interview, so each is read and sealed again before the rows name it.
        held = vault.blobs.list(earlier.interview_id)
        blobs = {blob: _copied(vault, earlier.interview_id, interview_id, blob) for blob in held}
        return vault.run(lambda transaction: _fill(transaction, version, tuple(identities), blobs, fresh))
    except BaseException:
        vault.erase(interview_id)
        raise


def is_unchanged(transaction: Transaction, interview: Interview) -> bool:
    """Whether this is a version to which nothing was added yet. KnownError vault.no_such_interview."""
    if interview.follows is None or interview.closed:
        return False
    now, before = interview.interview_id, interview.follows
    asked = [entry for entry in transaction.audit.entries(now) if not _enters_breaks(entry)]
    typed = any(row.draft for rows in (transaction.answers, transaction.preparation) for row in rows.all(now))
    papers = {each.name for each in transaction.attachments.all(now)}
    return (
        all(entry.event in _NOTHING_CHANGED for entry in asked)
        and not typed
        and papers == {each.name for each in transaction.attachments.all(before)}
    )


def drop_version(vault: Vault, interview: Interview) -> InterviewId:
    """Take a version back in which nothing was changed; the one before, which is told, is the latest again.

    KnownError interview.version_changed, vault.no_such_interview.
    """

    def note(transaction: Transaction) -> InterviewId:
        stored = transaction.interviews.get(interview.interview_id)
        if stored.follows is None or not is_unchanged(transaction, stored):
            raise KnownError("interview.version_changed")
        transaction.audit.append(stored.follows, DROPPED, details={"version": stored.interview_id})
        return stored.follows

    before, dropped = vault.run(note), interview.interview_id
    vault.erase(dropped, lambda transaction: hand_over(transaction, dropped, (dropped,)))
    return before


def _enters_breaks(entry: AuditEntry) -> bool:
    return entry.event == "question" and entry.reference.rpartition("/")[2] in (NUMBER, MINUTES)


def _copied(vault: Vault, earlier: InterviewId, later: InterviewId, blob: str) -> str:
    with vault.blobs.open(earlier, blob) as content:
        return vault.blobs.write(later, cast(BinaryIO, io.BufferedReader(content)))


def _fill(
    transaction: Transaction,
    version: Interview,
    identities: tuple[Identity, ...],
    blobs: Mapping[str, str],
    instance_id: str,
) -> Interview:
    now, before = version.interview_id, version.follows or version.interview_id
    for record in transaction.consent.all(before):
        drawn = None if record.handwriting is None else blobs[record.handwriting]
        transaction.consent.append(now, replace(record, handwriting=drawn))
    for attachment in transaction.attachments.all(before):
        transaction.attachments.put(now, replace(attachment, blob=blobs[attachment.blob]))
    retention = transaction.retention.get(before)
    if retention is not None:
        transaction.retention.put(now, retention)
    for identity in identities:
        transaction.names.hold(identity, at=now)
    rows = transaction.answers.all(before)
    replaced = next((row.value for row in rows if row.reference.endswith(_INSTANCE_ID)), "")
    version = replace(version, replaces=replaced)
    transaction.interviews.update(version)
    transaction.preparation.put(now, transaction.preparation.all(before))
    if standing(transaction, now).answers:
        transaction.gate.open(now)
    transaction.answers.put(now, (_renamed(row, instance_id) for row in rows))
    transaction.audit.append(now, NEW_VERSION, details={"follows": before})
    return version


def _renamed(row: StoredAnswer, instance_id: str) -> StoredAnswer:
    return replace(row, value=instance_id) if row.reference.endswith(_INSTANCE_ID) else row
