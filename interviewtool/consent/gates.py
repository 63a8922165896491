"""What consent lets happen: each act and each purpose of an export, the items it needs, and what else may stand against
it. Services ask `require` in the transaction of the act; views ask `gate` before, so that nobody walks into a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from interviewtool.consent.standing import Authorisation, Standing, standing
from interviewtool.errors import KnownError
from interviewtool.model import GATE_ITEMS, ConsentItem, InterviewId, Tier
from interviewtool.vault import Transaction


class Act(StrEnum):
    """What is taken in. copy: a photograph, a scan, a document."""

    ANSWER = "answer"
    AUDIO = "audio"
    COPY = "copy"


class Purpose(StrEnum):
    """What an export is for. archive: the team's own evidence, in the hands of its supervisor."""

    ARCHIVE = "archive"
    AUTHORITIES = "authorities"
    UNITED_NATIONS = "united_nations"
    ORGANISATIONS = "organisations"
    PUBLICATION = "publication"


NEEDED: Mapping[Act | Purpose, ConsentItem] = MappingProxyType(
    {
        Act.AUDIO: ConsentItem.AUDIO,
        Act.COPY: ConsentItem.COPIES,
        Purpose.AUTHORITIES: ConsentItem.AUTHORITIES,
        Purpose.UNITED_NATIONS: ConsentItem.UNITED_NATIONS,
        Purpose.ORGANISATIONS: ConsentItem.ORGANISATIONS,
        Purpose.PUBLICATION: ConsentItem.QUOTATION,
    }
)
"""The item that each needs beside C1 and C9, which everything needs."""


REFUSALS = {
    Authorisation.AWAITED: "consent.authorisation_required",
    Authorisation.DENIED: "consent.authorisation_denied",
}
"""Of the supervisor."""

GUARDIANS_REFUSALS = {
    Authorisation.AWAITED: "consent.guardian_required",
    Authorisation.DENIED: "consent.guardian_denied",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """missing: items not given. withdrawn: the tier that closes it. authorisation: a supervisor's decision that is
    awaited, or was against it; guardian: a guardian's. doubted: those of the missing to which a later no may be lost.
    """

    missing: tuple[ConsentItem, ...]
    withdrawn: Tier | None
    authorisation: Authorisation | None
    guardian: Authorisation | None
    doubted: tuple[ConsentItem, ...]

    @property
    def open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.missing and self.withdrawn is None and self.authorisation is None and self.guardian is None


def gate(current: Standing, wanted: Act | Purpose) -> Gate:
    """What stands against an act or a purpose."""
    needed = (*GATE_ITEMS, NEEDED[wanted]) if wanted in NEEDED else GATE_ITEMS
    given = {item for item, record in current.consent.items() if record.given}
    missing = tuple(item for item in needed if item not in given)
    return Gate(
        missing=missing,
        withdrawn=current.tier if current.tier is not None and current.tier >= _closing(wanted) else None,
        authorisation=current.authorisation if isinstance(wanted, Act) and current.authorisation.forbids else None,
        guardian=current.guardian if current.guardian.forbids else None,
        doubted=tuple(item for item in missing if item in current.doubted),
    )


def require(transaction: Transaction, interview_id: InterviewId, wanted: Act | Purpose) -> None:
    """Nothing, where consent allows it. KnownError consent.withdrawn, authorisation_required, authorisation_denied,
    guardian_required, guardian_denied, in_doubt, not_given, vault.no_such_interview.
    """
    found = gate(standing(transaction, interview_id), wanted)
    if found.withdrawn is not None:
        raise KnownError("consent.withdrawn")
    if found.doubted:
        raise KnownError("consent.in_doubt", items=", ".join(found.doubted))
    if found.authorisation is not None:
        raise KnownError(REFUSALS[found.authorisation])
    if found.guardian is not None:
        raise KnownError(GUARDIANS_REFUSALS[found.guardian])
    if found.missing:
        raise KnownError("consent.not_given", items=", ".join(found.missing))


def _closing(wanted: Act | Purpose) -> Tier:
    """From which tier on a withdrawal closes it."""
    if isinstance(wanted, Act):
        return Tier.STOP
    return Tier.NO_PUBLICATION if wanted is Purpose.PUBLICATION else Tier.NO_SHARING
