"""What is known of the files of an interview; their content lies in blobs. Sealed rows, found by a keyed hash of the
name, so that not even free pages tell what was attached.
"""

from __future__ import annotations

from interviewtool.model import Attachment, InterviewId
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.sealed_rows import SealedRows
from interviewtool.vault.store import Store


class Attachments:
    """The attachments of one transaction's vault. Whether consent lets one in is asked before (`consent.require`)."""

    def __init__(self, store: Store) -> None:
        self._rows = SealedRows(store, "attachments")

    def put(self, interview_id: InterviewId, attachment: Attachment) -> None:
        """Add, or replace the one of this name. KnownError vault.no_such_interview."""
        self._rows.put(interview_id, self._rows.key_of(interview_id, attachment.name), pack(attachment))

    def get(self, interview_id: InterviewId, name: str) -> Attachment | None:
        """The attachment of this name, if there is one. KnownError vault.no_such_interview, interview_damaged."""
        found = self._rows.get(interview_id, self._rows.key_of(interview_id, name))
        return None if found is None else unpack(Attachment, found)

    def all(self, interview_id: InterviewId) -> tuple[Attachment, ...]:
        """Every attachment, in the order in which the names were first put. KnownError vault.rows_put_back,
        interview_damaged, no_such_interview.
        """
        return tuple(unpack(Attachment, plaintext) for plaintext in self._rows.all(interview_id))

    def delete(self, interview_id: InterviewId, name: str) -> None:
        """Take a row out; nothing happens when there is none. Its blob goes by `vault.blobs.delete`."""
        self._rows.delete(interview_id, self._rows.key_of(interview_id, name))
