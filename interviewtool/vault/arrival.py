"""Proves that what was brought into a new vault arrived: both are read, and everything is compared."""

from __future__ import annotations

from dataclasses import replace

from interviewtool.crypto.chunks import CHUNK
from interviewtool.errors import KnownError
from interviewtool.model import InterviewId
from interviewtool.vault.audit import CHANGE
from interviewtool.vault.blob_file import BlobReader
from interviewtool.vault.moving import BROUGHT, Moved
from interviewtool.vault.remains import Remains


def check_copy(source: Remains, copy: Remains, moved: Moved) -> None:
    """Read everything in both and compare. KnownError vault.copy_differs."""
    same = (
        dict(source.pseudonyms()).items() <= dict(copy.pseudonyms()).items()
        and source.events() == copy.events()[: len(source.events())]
        and list(source.documents()) == list(copy.documents())
        and {stone.interview_id for stone in source.tombstones()} <= {stone.interview_id for stone in copy.tombstones()}
        and _log(source, "") == _log(copy, "")
        and all(_same_interview(source, copy, interview_id, moved) for interview_id in moved.brought)
    )
    if not same or copy.findings:
        raise KnownError("vault.copy_differs")


def _same_interview(source: Remains, copy: Remains, interview_id: InterviewId, moved: Moved) -> bool:
    before, now = source.interview(interview_id), copy.interview(interview_id)
    if before is None or now is None or _log(source, interview_id) != _log(copy, interview_id):
        return False
    answers = (before.interview, before.preparation, before.answers, before.persons, before.own_names)
    if answers != (now.interview, now.preparation, now.answers, now.persons, now.own_names):
        return False
    in_doubt = interview_id in moved.doubted
    consent = tuple(replace(record, doubted=record.doubted or in_doubt) for record in before.consent)
    if (consent, bool(before.gate) and not in_doubt) != (now.consent, bool(now.gate)):
        return False
    if (before.attachments, before.retention, before.receipt) != (now.attachments, now.retention, now.receipt):
        return False
    hurt = {finding.subject for finding in moved.findings if finding.part == "blobs"}
    return all(
        _same_blob(source.blob(before, blob_id), copy.blob(now, blob_id)) for blob_id in before.blobs.keys() - hurt
    )


def _same_blob(before: BlobReader, now: BlobReader) -> bool:
    with before, now:
        while part := before.read(CHUNK):
            if now.read(CHUNK) != part:
                return False
        return before.size == now.size


def _log(remains: Remains, owner: str) -> list[tuple[object, ...]]:
    """The entries without the one that bringing them has added last."""
    entries = [(entry.time, entry.event, entry.reference, dict(entry.details)) for entry in remains.audit(owner)]
    return [entry for entry in entries if entry[1] not in (BROUGHT, CHANGE)]
