"""Signed events: who did what and when, each naming the hash of the one before. One mechanism for consent authorisations, review acts, joins and tombstones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewtool.crypto.signers import AllowedSigner
from interviewtool.crypto.sshsig import SigningKey
from interviewtool.model import ContentHash, InterviewerCode


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """time: the author's claim, UTC, whole seconds. previous: hash of the event before, None for the first of a chain."""

    author: InterviewerCode
    time: datetime
    previous: ContentHash | None
    kind: str
    payload: Mapping[str, str]
    signature: str

    @property
    def hash(self) -> ContentHash:
        """SHA-256 over content and signature."""
        raise NotImplementedError


def sign_event(
    *,
    key: SigningKey,
    author: InterviewerCode,
    previous: SignedEvent | None,
    kind: str,
    payload: Mapping[str, str],
    clock: Callable[[], datetime],
) -> SignedEvent:
    """The next event of a chain."""
    raise NotImplementedError


def write_events(events: Iterable[SignedEvent]) -> bytes:
    """A chain as text, one line per event."""
    raise NotImplementedError


def read_events(data: bytes) -> tuple[SignedEvent, ...]:
    """Read, not yet check, a chain. Raises KnownError team.events_damaged."""
    raise NotImplementedError


def check_events(events: Sequence[SignedEvent], signers: Iterable[AllowedSigner], *, received: datetime) -> None:
    """Check every signature, every link, and whose keys they are. Raises KnownError team.event_{altered,out_of_order,unknown_author,revoked_author}."""
    raise NotImplementedError
