"""Sealed files beside the database: a drawn signature, a photograph, a recording. One file each in `blobs/`."""

from __future__ import annotations

from typing import BinaryIO

from interviewtool.model import InterviewId


class Blobs:
    """The blobs of an open vault. May be called from any thread but the vault's own."""

    def write(self, interview_id: InterviewId, content: bytes | BinaryIO) -> str:
        """Seal content under the interview's data key; durable on return. Returns the blob's random id, 32 hex digits."""
        raise NotImplementedError

    def read(self, interview_id: InterviewId, blob_id: str) -> bytes:
        """The whole content. KnownError vault.blob_missing, vault.blob_damaged."""
        raise NotImplementedError

    def list(self, interview_id: InterviewId) -> tuple[str, ...]:
        """The ids of an interview's blobs, oldest first."""
        raise NotImplementedError
