"""The supervisor's desk: open a bundle from an interviewer of the team, verify it, read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from interviewtool.bundle import open_bundle
from interviewtool.consent import tier_of
from interviewtool.errors import KnownError
from interviewtool.export.record import EVENTS
from interviewtool.model import KeptEvent
from interviewtool.review.continuity import accept, remember
from interviewtool.review.received import ReceivedBundle, Verdict, interview_names, received
from interviewtool.review.versions import learn
from interviewtool.team import signers
from interviewtool.team.teams import Teams
from interviewtool.vault import Vault


class Reviews:
    """The reviews of one vault."""

    def __init__(self, vault: Vault, teams: Teams, *, clock: Callable[[], datetime]) -> None:
        self._vault = vault
        self._teams = teams
        self._clock = clock

    def open(self, data: bytes, *, progress: Callable[[float], None] = lambda share: None) -> ReceivedBundle:
        """Check who signed, that nothing changed and for whom it is; then decrypt, check again and read.

        Nothing is decrypted before the signature is checked. What the sender tells the team is taken in first, and an
        interview that was withdrawn is closed here, as far as its tier says. It is compared with the bundles that
        this signer sent before, and remembered.
        KnownError bundle.*, review.*, team.*.
        """
        team = self._teams.joined()
        moment = self._clock()
        progress(0.1)
        opened = open_bundle(data, (self._teams.keys().age_identity.secret,), signers(team), received=moment)
        progress(0.4)
        refused = self._take(opened.files.get(EVENTS))
        cards = (team.supervisor, *(member.card for member in team.members))
        heard = self._heard(opened.signer.code)
        certificates = tuple(card.pdf_certificate for card in cards)
        said, signer = interview_names(opened), opened.signer.code
        found = received(
            opened,
            moment=moment,
            certificates=certificates,
            events=heard,
            events_refused=refused,
            versions=self._vault.run(lambda transaction: learn(transaction, signer, said)),
        )
        continuity = self._vault.run(lambda transaction: remember(transaction, opened))
        progress(1.0)
        return replace(found, verdict=replace(found.verdict, continuity=continuity))

    def is_current(self, bundle: ReceivedBundle) -> bool:
        """Whether nothing in an open bundle was withdrawn since it was opened."""
        heard = self._heard(bundle.verdict.signer)
        return all(tier_of(heard, each.meant_by) == each.withdrawn for each in bundle.interviews)

    def accept(self, verdict: Verdict, reason: str) -> None:
        """The signer was asked why their vault had forgotten bundles; from now on it is not told any more.

        reason: what they said; kept in the audit log. KnownError review.no_reason for an empty one.
        """
        line = verdict.continuity.line
        if not reason.strip():
            raise KnownError("review.no_reason")
        if line is not None:
            self._vault.run(lambda transaction: accept(transaction, verdict.verification_key, line, reason.strip()))

    def _heard(self, signer: str) -> list[KeptEvent]:
        return [event for event in self._teams.log.all() if _counts(event, signer)]

    def _take(self, said: bytes | None) -> bool:
        """Take in what the sender says to the team; whether it contradicts what is held.

        Then the bundle is shown all the same, and the reader is told: an interviewer who had to go back to an older
        backup must not be shut out.
        """
        try:
            if said:
                self._teams.take_events(said)
        except KnownError as error:
            if error.code != "team.events_forked":
                raise
            return True
        return False


def _counts(event: KeptEvent, signer: str) -> bool:
    """Whether an event may speak of a signer's interviews: said here, by the supervisor, or by the signer."""
    return event.own or event.supervisor or event.author == signer
