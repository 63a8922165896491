"""A card: what others need of a member, signed by the member's own key. A text that can be sent by any way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from interviewtool.model import InterviewerCode


class Role(StrEnum):
    """What a member does in the team."""

    INTERVIEWER = "interviewer"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Card:
    """verification_key: `ssh-ed25519 AAAA…`. pdf_certificate: PEM. recipient: `age1…`. signature: armored SSHSIG.

    It proves that one person holds the key and chose the rest; that it is the right person, the words say.
    """

    interviewer_code: InterviewerCode
    role: Role
    created: datetime
    verification_key: str
    recipient: str
    pdf_certificate: bytes
    signature: str

    def to_bytes(self) -> bytes:
        """The card as a text."""
        raise NotImplementedError

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read and check a card. Raises KnownError team.not_a_card, team.card_altered, team.newer_version."""
        raise NotImplementedError

    def fingerprint_words(self, language: str) -> tuple[str, ...]:
        """Words over everything that the card says, to be compared aloud. language: uk, ru or en."""
        raise NotImplementedError
