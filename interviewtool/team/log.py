"""The events of a vault: what was said here, signed as soon as there are keys, and what others said.

Each member has one chain. It travels whole, in bundles, in the team file, or as a file of its own, so that what
arrives must go on from what is held: a chain that says something else than before is refused. A tombstone that arrives
is acknowledged by an event of one's own, which travels back the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interviewtool.crypto.signers import AllowedSigner
from interviewtool.errors import KnownError
from interviewtool.model import ContentHash, EventKind, KeptEvent
from interviewtool.team.events import SignedEvent, check_events, read_events, sign_event, write_events
from interviewtool.team.file import TeamFile
from interviewtool.team.keys import OwnKeys
from interviewtool.vault import Transaction, Vault


@dataclass(frozen=True, slots=True)
class Received:
    """author: whose chain it is, "" for an empty one. new: what was not held before, oldest first."""

    author: str
    new: tuple[KeptEvent, ...]


class EventLog:
    """The events of one vault."""

    def __init__(self, vault: Vault, *, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._clock = clock

    def all(self) -> tuple[KeptEvent, ...]:
        """Said here and received, in the order in which they came."""
        return self._vault.run(lambda transaction: transaction.events.all())

    def say(self, kind: EventKind, payload: Mapping[str, str], *, supervisor: bool) -> KeptEvent:
        """Say something; durable on return, signed with the next `chain`. supervisor: said as the team's supervisor."""
        event = KeptEvent(kind, dict(payload), self._clock(), own=True, supervisor=supervisor)
        self._vault.run(lambda transaction: transaction.events.append(event))
        return event

    def chain(self, keys: OwnKeys) -> bytes:
        """Everything said here as a chain to hand out; what waited for keys is signed now. b"" when there is none."""
        return self._vault.run(lambda transaction: write_events(_signed(transaction, keys)))

    def receive(self, data: bytes, signers: Iterable[AllowedSigner], *, team: TeamFile, own: str) -> Received:
        """Take in the chain of a member of the team; durable on return. Taking it in again changes nothing.

        signers: who is listened to. own: one's own verification key, whose chain is none to receive.
        KnownError team.events_damaged, event_out_of_order, event_altered, event_unknown_author, event_revoked_author,
        events_forked, events_own.
        """
        events = read_events(data)
        if not events:
            return Received("", ())
        author = events[0].author
        known = tuple(signer for signer in signers if signer.code == author)
        if any(signer.verification_key == own for signer in known):
            raise KnownError("team.events_own")
        supervises = author == team.supervisor.interviewer_code
        moment = self._clock()

        def take(transaction: Transaction) -> tuple[KeptEvent, ...]:
            return _take(transaction, events, known, supervisor=supervises, moment=moment)

        return Received(author, self._vault.run(take))


def event_hash(event: KeptEvent) -> ContentHash:
    """By what an acknowledgement names an event. ValueError while it waits for keys."""
    if not event.line:
        raise ValueError("not signed yet")
    return read_events(f"{event.line}\n".encode())[0].hash


def acknowledgements(events: Sequence[KeptEvent], event: KeptEvent) -> tuple[str, ...]:
    """Who has acknowledged an own event: codes, in the order in which it was said."""
    if not event.line:
        return ()
    named = event_hash(event)
    found = (
        each.author
        for each in events
        if not each.own and each.kind == EventKind.ACKNOWLEDGEMENT and each.payload.get("event") == named
    )
    return tuple(dict.fromkeys(found))


def _signed(transaction: Transaction, keys: OwnKeys) -> list[SignedEvent]:
    chain: list[SignedEvent] = []
    for number, event in enumerate(transaction.events.all()):
        if not event.own:
            continue
        if event.line:
            chain += read_events(f"{event.line}\n".encode())
            continue
        said = event.time
        signed = sign_event(
            key=keys.signing_key,
            author=keys.interviewer_code,
            previous=chain[-1] if chain else None,
            kind=event.kind,
            payload=event.payload,
            clock=lambda said=said: said,  # type: ignore[misc]
        )
        line = signed.line().decode().removesuffix("\n")
        transaction.events.sign(number, replace(event, author=keys.interviewer_code, line=line))
        chain.append(signed)
    return chain


def _take(
    transaction: Transaction,
    events: Sequence[SignedEvent],
    known: Sequence[AllowedSigner],
    *,
    supervisor: bool,
    moment: datetime,
) -> tuple[KeptEvent, ...]:
    author = events[0].author
    held = [event.line for event in transaction.events.all() if not event.own and event.author == author]
    lines = [event.line().decode().removesuffix("\n") for event in events]
    shared = min(len(held), len(lines))
    if lines[:shared] != held[:shared]:
        raise KnownError("team.events_forked", member=author)
    new = events[shared:]
    check_events(new, known, received=moment, after=events[shared - 1] if shared else None)
    kept = tuple(
        KeptEvent(
            event.kind,
            dict(event.payload),
            event.time,
            own=False,
            supervisor=supervisor,
            author=author,
            line=line,
            received=moment,
        )
        for event, line in zip(new, lines[shared:], strict=True)
    )
    for event, signed in zip(kept, new, strict=True):
        transaction.events.append(event)
        if event.kind == EventKind.TOMBSTONE:
            heard = {"event": signed.hash}
            transaction.events.append(KeptEvent(EventKind.ACKNOWLEDGEMENT, heard, moment, own=True, supervisor=False))
    if kept:
        transaction.audit.append(None, "events received", details={"author": author, "number": str(len(kept))})
    return kept
