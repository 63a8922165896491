"""Whose signature counts: plain data that a team offers and that the reader of a bundle judges by.

A signature carries no trustworthy time, so a key that was seized could date its signatures back. What decides is when
the file was received: not before the day a key became valid, and before the day it was revoked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class AllowedSigner:
    """code: the member's. verification_key: `ssh-ed25519 AAAA…`. Times are aware; revoked_since None: still valid.

    A member who got a new key stands here twice.
    """

    code: str
    verification_key: str
    valid_from: datetime
    revoked_since: datetime | None = None


class Standing(StrEnum):
    """What is known about a key at the time a file was received."""

    VALID = "valid"
    UNKNOWN = "unknown"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Judgement:
    """standing, and who the key belongs to; signer is None only where it is unknown."""

    standing: Standing
    signer: AllowedSigner | None


def judge(verification_key: str, signers: Iterable[AllowedSigner], received: datetime) -> Judgement:
    """The standing of a key for something received at that time (aware)."""
    signer = next((known for known in signers if known.verification_key == verification_key), None)
    if signer is None:
        return Judgement(Standing.UNKNOWN, None)
    if signer.revoked_since is not None and received >= signer.revoked_since:
        return Judgement(Standing.REVOKED, signer)
    if received < signer.valid_from:
        return Judgement(Standing.NOT_YET_VALID, signer)
    return Judgement(Standing.VALID, signer)


def allowed_signers_file(signers: Iterable[AllowedSigner], namespaces: Iterable[str]) -> str:
    """The text that `ssh-keygen -Y verify -f` reads (ssh-keygen(1), ALLOWED SIGNERS), one line per key, times in UTC.

    ssh-keygen judges by the time it runs, or by `-O verify-time=YYYYMMDDHHMMSSZ`: give the time of receipt there.
    """
    allowed = ",".join(namespaces)
    return "".join(
        f'{signer.code} namespaces="{allowed}",valid-after="{_utc(signer.valid_from)}"'
        + (f',valid-before="{_utc(signer.revoked_since)}"' if signer.revoked_since else "")
        + f" {signer.verification_key}\n"
        for signer in signers
    )


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")
