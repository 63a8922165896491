"""The vault's place in a team: its own keys, the cards it took in, and the team file it works under.

A vault has one role. A supervisor's vault signs the team file anew, one version up, each time it hands it out; an
interviewer's vault holds the newest one it accepted, and from then on trusts only that supervisor. What a supervisor
decides and what is withdrawn travels as signed events (`log`), in the team file too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from interviewtool.crypto.canonical import time_text
from interviewtool.errors import KnownError
from interviewtool.model import DocumentKind, EventKind
from interviewtool.team.card import Card, Role
from interviewtool.team.file import (
    Attachment,
    Member,
    TeamFile,
    check_team_name,
    check_terms,
    read_team_file,
    signers,
    write_team_file,
)
from interviewtool.team.keys import OwnKeys
from interviewtool.team.log import EventLog, Received
from interviewtool.vault import Transaction, Vault

_ATTACHED = (DocumentKind.FORM, DocumentKind.CONSENT_TEXT)


class Teams:
    """The team of one vault."""

    def __init__(
        self,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        check: Callable[[TeamFile], None],
        apply: Callable[[], object],
    ) -> None:
        """check: raises the KnownError of a questionnaire or consent text that cannot be used. apply: carries out what
        events that arrived say.
        """
        self.log = EventLog(vault, clock=clock)
        self.apply = apply
        self._vault = vault
        self._clock = clock
        self._check = check
        self._read: tuple[bytes, OwnKeys] | None = None

    # -- what stands

    def keys(self) -> OwnKeys:
        """The vault's own keys. KnownError team.no_keys before there are any."""
        data = self._get(DocumentKind.OWN_KEYS)
        if data is None:
            raise KnownError("team.no_keys")
        if self._read is None or self._read[0] != data:  # checking an RSA key takes a fifth of a second
            self._read = data, OwnKeys.from_bytes(data)
        return self._read[1]

    def has_keys(self) -> bool:
        """Whether this vault has keys of its own yet."""
        return self._get(DocumentKind.OWN_KEYS) is not None

    def current(self) -> TeamFile | None:
        """The team file this vault works under; None before it joined or created a team."""
        data = self._get(DocumentKind.TEAM)
        return None if data is None else read_team_file(data)

    def joined(self) -> TeamFile:
        """The same. KnownError team.no_team before it joined or created one."""
        team = self.current()
        if team is None:
            raise KnownError("team.no_team")
        return team

    def role(self) -> Role | None:
        """Supervisor of the team, interviewer in it or about to join, or None without keys."""
        if not self.has_keys():
            return None
        team = self.current()
        own = self.keys().signing_key.verification_key
        supervises = team is not None and team.supervisor.verification_key == own
        return Role.SUPERVISOR if supervises else Role.INTERVIEWER

    def own_card(self) -> Card:
        """The card to give to the supervisor, or, as supervisor, to the interviewers."""
        return self.keys().card(self.role() or Role.INTERVIEWER)

    def cards(self) -> tuple[Card, ...]:
        """Cards taken in, whether or not the team file has them yet."""
        return self._vault.run(
            lambda transaction: tuple(
                Card.from_bytes(transaction.documents.get(entry.kind, entry.name) or b"")
                for entry in transaction.documents.list(DocumentKind.CARD)
            )
        )

    # -- the interviewer's acts

    def create_interviewer(self, code: str) -> Card:
        """Make this vault's keys. KnownError team.code_unusable, team.has_keys."""
        self._create_keys(code)
        return self.own_card()

    def read(self, data: bytes) -> TeamFile:
        """Check a team file against the one held, without taking it in. The caller compares the words, then accepts."""
        return read_team_file(data, self.current())

    def accept(self, data: bytes) -> TeamFile:
        """Take a team file in, with its questionnaires and consent texts; durable on return."""
        team = self.read(data)
        self._check(team)

        def take(transaction: Transaction) -> None:
            transaction.documents.put(DocumentKind.TEAM, DocumentKind.TEAM, data)
            for kind, attached in zip(_ATTACHED, (team.questionnaires, team.consent_texts), strict=True):
                for each in attached:
                    if transaction.documents.get(kind, each.name) != each.content:
                        transaction.documents.put(kind, each.name, each.content)
            transaction.audit.append(None, "team file", details={"version": str(team.version)})

        self._vault.run(take)
        if team.events:
            self.take_events(team.events)
        return team

    # -- events

    def events(self) -> bytes:
        """Everything said here, signed, as a file for any member of the team. KnownError team.no_keys,
        team.no_events.
        """
        chain = self.log.chain(self.keys())
        if not chain:
            raise KnownError("team.no_events")
        return chain

    def take_events(self, data: bytes) -> Received:
        """Take in what another member said, and carry out what it says; durable on return. An interviewer's vault
        listens to the supervisor alone.

        KnownError team.no_team, team.no_keys and those of `EventLog.receive`.
        """
        team = self.joined()
        everybody = signers(team)
        heard = everybody if self.role() is Role.SUPERVISOR else everybody[:1]
        try:
            return self.log.receive(data, heard, own=self.keys(), team=team)
        finally:
            self.apply()

    # -- the supervisor's acts

    def create(self, team_name: str, code: str) -> TeamFile:
        """Make the supervisor's keys and the first team file.

        KnownError team.name_unusable, team.code_unusable, team.has_keys; then nothing was made.
        """
        check_team_name(team_name)
        self._create_keys(code)
        self._sign(TeamFile(team_name, 1, self._clock(), self.keys().card(Role.SUPERVISOR)))
        return self.supervised()

    def take_card(self, data: bytes) -> Card:
        """Take an interviewer's card in; taking the same one again changes nothing.

        KnownError team.not_a_card, team.card_altered, team.not_supervisor, team.code_taken.
        """
        team = self.supervised()
        card = Card.from_bytes(data)
        revoked = {member.card.verification_key for member in team.members if member.revoked_since is not None}
        cards = (*(member.card for member in team.members), *self.cards())
        known = (team.supervisor, *(each for each in cards if each.verification_key not in revoked))
        if any(_same_code(card, each) and card.verification_key != each.verification_key for each in known):
            raise KnownError("team.code_taken", member=card.interviewer_code)
        self._vault.run(lambda transaction: transaction.documents.put(DocumentKind.CARD, card.interviewer_code, data))
        return card

    def revoke(self, code: str, since: datetime, reason: str) -> TeamFile:
        """A member's key counts no more for what is received from `since` on; the team file goes one version up.

        reason: for the whole team, a signed event in the team file. Their code may be given again, with a new card.
        KnownError team.not_supervisor, team.no_such_member, team.no_reason.
        """
        team = self.supervised()
        if not reason.strip():
            raise KnownError("team.no_reason")
        active = [one for one in team.members if one.revoked_since is None]
        found = next((one for one in active if one.card.interviewer_code.casefold() == code.casefold()), None)
        if found is None:
            raise KnownError("team.no_such_member", member=code)
        members = tuple(replace(one, revoked_since=since) if one is found else one for one in team.members)
        said = {"key": found.card.verification_key, "since": time_text(since), "reason": reason.strip()}
        self.log.say(EventKind.REVOCATION, said, supervisor=True)
        self._sign(replace(team, version=team.version + 1, members=members))
        return self.supervised()

    def reasons(self) -> Mapping[str, str]:
        """Why members were revoked, as the supervisor says: verification key → reason."""
        return {
            event.payload.get("key", ""): event.payload.get("reason", "")
            for event in self.log.all()
            if event.kind == EventKind.REVOCATION and event.supervisor
        }

    def set_terms(self, *, withdrawal_contact: str, review_months: int) -> TeamFile:
        """To whom withdrawals go, and when interviews are looked at again; the team file goes one version up.

        KnownError team.terms_unusable, team.not_supervisor.
        """
        team = self.supervised()
        check_terms(withdrawal_contact, review_months)
        self._sign(
            replace(team, version=team.version + 1, withdrawal_contact=withdrawal_contact, review_months=review_months)
        )
        return self.supervised()

    def hand_out(self) -> bytes:
        """The team file, one version up, with every card taken in so far. KnownError team.not_supervisor."""
        team = self.supervised()
        known = {member.card.verification_key for member in team.members}
        new = tuple(Member(card, self._clock()) for card in self.cards() if card.verification_key not in known)
        return self._sign(replace(team, version=team.version + 1, members=team.members + new))

    def supervised(self) -> TeamFile:
        """The team this vault supervises. KnownError team.not_supervisor."""
        team = self.current()
        if team is None or self.role() is not Role.SUPERVISOR:
            raise KnownError("team.not_supervisor")
        return team

    def _create_keys(self, code: str) -> None:
        if self.has_keys():
            raise KnownError("team.has_keys")
        keys = OwnKeys.generate(code, clock=self._clock).to_bytes()
        self._vault.run(
            lambda transaction: transaction.documents.put(DocumentKind.OWN_KEYS, DocumentKind.OWN_KEYS, keys)
        )

    def _sign(self, team: TeamFile) -> bytes:
        """Sign a team file anew, with the questionnaires, consent texts and events of this vault."""
        keys = self.keys()
        questionnaires, consent_texts = self._vault.run(
            lambda transaction: tuple(_attachments(transaction, kind) for kind in _ATTACHED)
        )
        signed_now = replace(
            team,
            created=self._clock(),
            questionnaires=questionnaires,
            consent_texts=consent_texts,
            events=self.log.chain(keys),
        )
        data = write_team_file(signed_now, keys)
        self._vault.run(lambda transaction: transaction.documents.put(DocumentKind.TEAM, DocumentKind.TEAM, data))
        return data

    def _get(self, kind: DocumentKind) -> bytes | None:
        return self._vault.run(lambda transaction: transaction.documents.get(kind, kind))


def _same_code(card: Card, other: Card) -> bool:
    return card.interviewer_code.casefold() == other.interviewer_code.casefold()


def _attachments(transaction: Transaction, kind: DocumentKind) -> tuple[Attachment, ...]:
    entries = transaction.documents.list(kind)
    return tuple(Attachment(entry.name, transaction.documents.get(kind, entry.name) or b"") for entry in entries)
