"""What the team screen shows, read in one piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewtool.team import Card, Role, TeamFile

if TYPE_CHECKING:
    from interviewtool.team.teams import Teams


@dataclass(frozen=True, slots=True)
class TeamState:
    """role: None before the vault has keys. own: the vault's own card. cards: taken in by the supervisor. reasons: why
    members were revoked, by verification key.
    """

    role: Role | None
    own: Card | None
    team: TeamFile | None
    cards: tuple[Card, ...]
    reasons: Mapping[str, str]

    @classmethod
    def read(cls, teams: Teams) -> TeamState:
        """Read it from the vault."""
        role = teams.role()
        if role is None:
            return cls(None, None, None, (), {})
        return cls(role, teams.own_card(), teams.current(), teams.cards(), teams.reasons())

    @property
    def waiting(self) -> tuple[Card, ...]:
        """Cards that no team file has yet."""
        known = {member.card.verification_key for member in self.team.members} if self.team is not None else set()
        return tuple(card for card in self.cards if card.verification_key not in known)
