"""A member's own keys, as they stand in the vault (document kind "own_keys"). Nothing of them is written anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from interviewtool.crypto.age import AgeIdentity
from interviewtool.crypto.sshsig import SigningKey
from interviewtool.model import InterviewerCode
from interviewtool.team.card import Card, Role


@dataclass(frozen=True, slots=True, repr=False)
class OwnKeys:
    """created: UTC, whole seconds. pdf_key: RSA-3072, PKCS #8 PEM. pdf_certificate: PEM, names the code alone."""

    interviewer_code: InterviewerCode
    created: datetime
    signing_key: SigningKey
    age_identity: AgeIdentity
    pdf_key: bytes
    pdf_certificate: bytes

    @classmethod
    def generate(cls, code: str, *, clock: Callable[[], datetime]) -> Self:
        """New keys for a code (letters a-z, digits and `-`, at most 32). Raises KnownError team.code_unusable."""
        raise NotImplementedError

    def to_bytes(self) -> bytes:
        """For the vault only: the keys in clear."""
        raise NotImplementedError

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises KnownError team.own_keys_damaged."""
        raise NotImplementedError

    def card(self, role: Role) -> Card:
        """The own card, signed; the same bytes each time."""
        raise NotImplementedError
