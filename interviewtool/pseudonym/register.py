"""The register of who is who, opened with the passphrase for the length of one act."""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.model import Identity, InterviewId
from interviewtool.vault import Vault


def identities_of(vault: Vault, passphrase: str, interview_ids: Collection[InterviewId]) -> tuple[Identity, ...]:
    """Everyone named in these interviews. KnownError vault.wrong_passphrase."""
    with vault.identities(passphrase) as register:
        return tuple(identity for interview_id in interview_ids for identity in register.of(interview_id))
