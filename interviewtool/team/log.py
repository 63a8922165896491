"""The events of a vault: what was said here, signed as soon as there are keys, and what others said.

Each member has one chain. It travels whole, in bundles, in the team file, or as a file of its own, so that what
arrives must go on from what is held: a chain that says something else than before is refused, but for the withdrawals
in it, since a withdrawal only ever closes. A tombstone that arrives is acknowledged by an event of one's own, which
travels back the same way and says what was heard: a vault that was restored from a backup, and has forgotten what was
withdrawn in it, hears it again from the supervisor.
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

_TOMBSTONE = ("interview", "receipt", "tier")
"""What the payload of a tombstone holds."""


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

    def receive(self, data: bytes, signers: Iterable[AllowedSigner], *, team: TeamFile, own: OwnKeys) -> Received:
        """Take in the chain of a member of the team; durable on return. Taking it in again changes nothing.

        signers: who is listened to. own: one's own keys, whose chain is none to receive. Of a chain that is refused as
        events_forked the withdrawals were taken in. KnownError team.events_damaged, event_out_of_order, event_altered,
        event_unknown_author, event_revoked_author, events_forked, events_own.
        """
        events = read_events(data)
        if not events:
            return Received("", ())
        author = events[0].author
        known = tuple(signer for signer in signers if signer.code == author)
        if any(signer.verification_key == own.signing_key.verification_key for signer in known):
            raise KnownError("team.events_own")
        supervises = author == team.supervisor.interviewer_code
        moment = self._clock()

        def take(transaction: Transaction) -> tuple[KeptEvent, ...] | None:
            arriving = _Arriving(events, known, supervisor=supervises, moment=moment, own=own.interviewer_code)
            return arriving.take(transaction)

        new = self._vault.run(take)
        if new is None:
            raise KnownError("team.events_forked", member=author)
        return Received(author, new)


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


@dataclass(frozen=True, slots=True)
class _Arriving:
    """A chain on its way in. known: whose keys count for its author. own: one's own code."""

    events: Sequence[SignedEvent]
    known: Sequence[AllowedSigner]
    supervisor: bool
    moment: datetime
    own: str

    def take(self, transaction: Transaction) -> tuple[KeptEvent, ...] | None:
        """What is new; None where the chain parts from what is held."""
        author = self.events[0].author
        every = transaction.events.all()
        held = [event.line for event in every if not event.own and event.author == author and event.line]
        lines = [event.line().decode().removesuffix("\n") for event in self.events]
        shared = next(
            (at for at, (one, other) in enumerate(zip(lines, held, strict=False)) if one != other),
            min(len(held), len(lines)),
        )
        new = self.events[shared:]
        check_events(new, self.known, received=self.moment, after=self.events[shared - 1] if shared else None)
        if new and shared < len(held):
            for event in new:
                self._take_aside(transaction, every, event)
            return None
        kept = tuple(self._kept(event, line) for event, line in zip(new, lines[shared:], strict=True))
        for one, signed in zip(kept, new, strict=True):
            transaction.events.append(one)
            if one.kind == EventKind.TOMBSTONE:
                self._acknowledge(transaction, signed)
            elif one.kind == EventKind.ACKNOWLEDGEMENT:
                self._hear_again(transaction, every, one)
        if kept:
            transaction.audit.append(None, "events received", details={"author": author, "number": str(len(kept))})
        return kept

    def _kept(self, event: SignedEvent, line: str) -> KeptEvent:
        return KeptEvent(
            event.kind,
            dict(event.payload),
            event.time,
            own=False,
            supervisor=self.supervisor,
            author=event.author,
            line=line,
            received=self.moment,
        )

    def _take_aside(self, transaction: Transaction, every: Sequence[KeptEvent], event: SignedEvent) -> None:
        """A withdrawal from a chain that is refused; it has no line, since it is no part of the chain held."""
        known = any(each.author == event.author and each.payload == event.payload for each in every)
        if event.kind == EventKind.TOMBSTONE and not known:
            transaction.events.append(self._kept(event, ""))
            self._acknowledge(transaction, event)

    def _acknowledge(self, transaction: Transaction, event: SignedEvent) -> None:
        heard = {**event.payload, "event": event.hash, "author": event.author}
        transaction.events.append(KeptEvent(EventKind.ACKNOWLEDGEMENT, heard, self.moment, own=True, supervisor=False))

    def _hear_again(self, transaction: Transaction, every: Sequence[KeptEvent], event: KeptEvent) -> None:
        """The supervisor heard a withdrawal from this vault, which knows nothing of it: a backup was restored."""
        said = {name: event.payload[name] for name in _TOMBSTONE if name in event.payload}
        known = any(each.kind == EventKind.TOMBSTONE and each.payload == said for each in every)
        if self.supervisor and event.payload.get("author") == self.own and "tier" in said and not known:
            again = replace(event, kind=EventKind.TOMBSTONE, payload=said, author="", line="")
            transaction.events.append(again)
