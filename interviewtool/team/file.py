"""The team file: who belongs to the team, and the questionnaires and consent texts it works with; signed by the supervisor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from interviewtool.crypto.signers import AllowedSigner
from interviewtool.team.card import Card
from interviewtool.team.keys import OwnKeys


@dataclass(frozen=True, slots=True)
class Member:
    """Times are aware, UTC, whole seconds. revoked_since: None while valid."""

    card: Card
    valid_from: datetime
    revoked_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """name: for people, any text. content: the file, byte by byte (an XForm, a consent text)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TeamFile:
    """What a team file says. version: from 1, grows with each one handed out. members: without the supervisor."""

    team_name: str
    version: int
    created: datetime
    supervisor: Card
    members: tuple[Member, ...] = ()
    questionnaires: tuple[Attachment, ...] = ()
    consent_texts: tuple[Attachment, ...] = ()


def write_team_file(
    *,
    keys: OwnKeys,
    team_name: str,
    version: int,
    members: tuple[Member, ...] = (),
    questionnaires: tuple[Attachment, ...] = (),
    consent_texts: tuple[Attachment, ...] = (),
    clock: Callable[[], datetime],
) -> bytes:
    """The team file, signed by the supervisor whose keys these are. Raises KnownError team.code_twice."""
    raise NotImplementedError


def read_team_file(data: bytes, trusted_supervisor: Card | None, *, held: TeamFile | None = None) -> TeamFile:
    """Check and read a team file.

    trusted_supervisor: None only on the first import, after which people compare `supervisor.fingerprint_words`.
    held: the one imported before; an older version is refused.
    Raises KnownError team.{not_a_team_file, truncated, altered, too_large, newer_version, another_supervisor, older_version, same_version}.
    """
    raise NotImplementedError


def signers(team: TeamFile) -> tuple[AllowedSigner, ...]:
    """Whose signatures count: the supervisor and the members."""
    raise NotImplementedError


def allowed_signers(team: TeamFile) -> str:
    """The allowed_signers file for `ssh-keygen -Y verify`."""
    raise NotImplementedError
