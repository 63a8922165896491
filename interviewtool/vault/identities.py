"""The register of who is who: identity.db, open only after the passphrase was given again.

Only the packages consent, pseudonym and vault may import this module.
"""

from __future__ import annotations

from interviewtool.model import Identity, InterviewId, PersonCode


class IdentityRegister:
    """The open register. Reads; names come in through `transaction.names`."""

    def all(self) -> tuple[Identity, ...]:
        """Every person, in no particular order."""
        raise NotImplementedError

    def get(self, person_code: PersonCode) -> Identity | None:
        """One person."""
        raise NotImplementedError

    def of(self, interview_id: InterviewId) -> tuple[Identity, ...]:
        """The persons of one interview."""
        raise NotImplementedError
