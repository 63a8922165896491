"""The register of who is who, opened with the passphrase for the length of one act, or open for a time already."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from interviewtool.model import Identity, InterviewId
from interviewtool.vault import Vault


class Register(Enum):
    """What stands in the place of a passphrase."""

    OPEN = "open"
    """The register was opened for a time, and that time is not over."""


Opening = str | Register
"""A passphrase, or Register.OPEN. KnownError vault.wrong_passphrase of the one, vault.register_closed of the other."""


def identities_of(vault: Vault, opening: Opening, interview_ids: Collection[InterviewId]) -> tuple[Identity, ...]:
    """Everyone named in these interviews, or in others with the same respondents (earlier versions among them).

    A person's record stands with the interview that named the person first. KnownError as `Opening`.
    """
    every = vault.run(lambda transaction: transaction.interviews.list())
    respondents = {each.respondent for each in every if each.interview_id in interview_ids} - {""}
    others = (each.interview_id for each in every if each.respondent in respondents)
    with vault.identities(_secret(opening)) as register:
        return tuple(
            identity
            for interview_id in dict.fromkeys((*interview_ids, *others))
            for identity in register.of(interview_id)
        )


def everyone(vault: Vault, opening: Opening) -> tuple[Identity, ...]:
    """The whole register. KnownError as `Opening`."""
    with vault.identities(_secret(opening)) as register:
        return register.all()


def _secret(opening: Opening) -> str | None:
    return None if isinstance(opening, Register) else opening
