"""Signed events: who did what and when, each naming the hash of the one before.

One mechanism for consent authorisations, review acts, joins and tombstones. A chain is a text with one event per
line, so that a person can read it and lines can be appended; the signature (SSHSIG, namespace interviewtool-event@1)
is over the line without its field `signature`. Removing, moving or changing an event breaks the chain; that its end
was cut off shows only against a head that was seen elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewtool.crypto.canonical import Fields, Json, Unexpected, time_text, whole_second
from interviewtool.crypto.container import content_hash
from interviewtool.crypto.signers import AllowedSigner, Standing, judge
from interviewtool.crypto.sshsig import BadSignature, SigningKey, sign, verified_signer
from interviewtool.errors import KnownError
from interviewtool.model import ContentHash, InterviewerCode

NAMESPACE = "interviewtool-event@1"
LONGEST = 64 * 1024 * 1024  # bytes of one chain
_FIELDS = ("author", "time", "previous", "kind", "payload", "signature")


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """time: the author's claim, UTC, whole seconds. previous: hash of the event before, None for the first."""

    author: InterviewerCode
    time: datetime
    previous: ContentHash | None
    kind: str
    payload: Mapping[str, str]
    signature: str

    @property
    def hash(self) -> ContentHash:
        """SHA-256 over the event's line, signature included."""
        return content_hash(self.line())

    def line(self) -> bytes:
        """The event as it stands in a chain, with its line feed."""
        return _line({**self._said(), "signature": self.signature})

    def signed_bytes(self) -> bytes:
        """What the signature is over."""
        return _line(self._said())

    def _said(self) -> dict[str, Json]:
        return {
            "author": self.author,
            "time": time_text(self.time),
            "previous": self.previous,
            "kind": self.kind,
            "payload": dict(self.payload),
        }


def sign_event(
    *,
    key: SigningKey,
    author: InterviewerCode,
    previous: SignedEvent | None,
    kind: str,
    payload: Mapping[str, str],
    clock: Callable[[], datetime],
) -> SignedEvent:
    """The next event of a chain, by the holder of the key."""
    values = (author, whole_second(clock), previous.hash if previous else None, kind, dict(payload))
    return SignedEvent(*values, signature=sign(SignedEvent(*values, signature="").signed_bytes(), key, NAMESPACE))


def write_events(events: Iterable[SignedEvent]) -> bytes:
    """A chain as text, one line per event."""
    return b"".join(event.line() for event in events)


def read_events(data: bytes) -> tuple[SignedEvent, ...]:
    """Read a chain, without checking it yet. Raises KnownError team.events_damaged."""
    if len(data) > LONGEST or (data and not data.endswith(b"\n")):
        raise KnownError("team.events_damaged")
    return tuple(_event(line, row) for row, line in enumerate(data.split(b"\n")[:-1], 1))


def check_events(
    events: Sequence[SignedEvent],
    signers: Iterable[AllowedSigner],
    *,
    received: datetime,
    after: SignedEvent | None = None,
) -> None:
    """Check every link, every signature, and whose keys they are at the time of receipt (aware).

    after: the last event that was received and checked earlier; None where `events` is a chain from its beginning.
    Raises KnownError team.event_out_of_order, team.event_altered, team.event_unknown_author, team.event_revoked_author,
    each with the number of the event, from 1.
    """
    known = tuple(signers)
    previous = after.hash if after else None
    for number, event in enumerate(events, 1):
        if event.previous != previous:
            raise KnownError("team.event_out_of_order", number=number)
        previous = event.hash
        try:
            key = verified_signer(event.signed_bytes(), event.signature, NAMESPACE)
        except BadSignature as error:
            raise KnownError("team.event_altered", number=number) from error
        judgement = judge(key, known, received)
        if judgement.signer is None or judgement.signer.code != event.author:
            raise KnownError("team.event_unknown_author", number=number)
        if judgement.standing is not Standing.VALID:
            raise KnownError("team.event_revoked_author", number=number, author=event.author)


def _line(value: Mapping[str, Json]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _event(line: bytes, row: int) -> SignedEvent:
    try:
        return _in_its_one_text(Fields(json.loads(line)), line)
    except (ValueError, RecursionError) as error:
        raise KnownError("team.events_damaged", number=row) from error


def _in_its_one_text(fields: Fields, line: bytes) -> SignedEvent:
    fields.must_be(_FIELDS)
    previous = fields.optional_text("previous")
    event = SignedEvent(
        author=InterviewerCode(fields.text("author")),
        time=fields.time("time"),
        previous=None if previous is None else ContentHash(previous),
        kind=fields.text("kind"),
        payload=fields.mapping("payload"),
        signature=fields.text("signature"),
    )
    if event.line() != line + b"\n":
        raise Unexpected("not in its one text")
    return event
