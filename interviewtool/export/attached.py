"""The files of interviews on their way into a bundle, which is made in memory and therefore has an end.

A bundle takes some three times its content in memory while it is written, and 1 GiB at most. So files have a bound of
their own; what does not fit stays sealed in the vault, is listed in the bundle with its hash, and whoever exports is
asked first.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.errors import KnownError
from interviewtool.export import record as names
from interviewtool.model import InterviewId
from interviewtool.vault import Vault

MOST = 512 << 20
"""Bytes of all files in one bundle."""


class Attached:
    """Reads the files of one bundle. leave_out: whether what does not fit is left out, or refused."""

    def __init__(self, vault: Vault, *, leave_out: bool, most: int = MOST) -> None:
        self._vault = vault
        self._leave_out = leave_out
        self._most = most
        self._taken = 0

    def files(self, record: names.InterviewRecord, *, without: Collection[str] = ()) -> dict[str, bytes]:
        """Path in the bundle → content; the small ones first. without: names of files that stay.

        KnownError export.files_too_large, vault.blob_damaged.
        """
        interview_id: InterviewId = record.interview.interview_id
        found = {}
        leaving = (each for each in record.attachments if each.name not in without)
        for attachment in sorted(leaving, key=lambda each: each.size):
            if self._taken + attachment.size > self._most:
                if not self._leave_out:
                    raise KnownError("export.files_too_large", most=self._most >> 20)
                continue
            self._taken += attachment.size
            content = self._vault.blobs.read(interview_id, attachment.blob)
            found[names.attachment_name(interview_id, attachment.name)] = content
        return found
