"""The register of who is who, opened with the passphrase for the length of one act."""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.model import Identity, InterviewId
from interviewtool.vault import Vault


def identities_of(vault: Vault, passphrase: str, interview_ids: Collection[InterviewId]) -> tuple[Identity, ...]:
    """Everyone named in these interviews, or in others with the same respondents (earlier versions among them).

    A person's record stands with the interview that named the person first. KnownError vault.wrong_passphrase.
    """
    every = vault.run(lambda transaction: transaction.interviews.list())
    respondents = {each.respondent for each in every if each.interview_id in interview_ids} - {""}
    others = (each.interview_id for each in every if each.respondent in respondents)
    with vault.identities(passphrase) as register:
        return tuple(
            identity
            for interview_id in dict.fromkeys((*interview_ids, *others))
            for identity in register.of(interview_id)
        )


def everyone(vault: Vault, passphrase: str) -> tuple[Identity, ...]:
    """The whole register. KnownError vault.wrong_passphrase."""
    with vault.identities(passphrase) as register:
        return register.all()
