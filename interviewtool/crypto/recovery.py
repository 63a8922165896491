"""The recovery code: a random secret on paper that opens the vault when the passphrase is forgotten.

28 characters of Crockford's base 32 carry 140 random bits; 4 more are check characters, the first 20 bits of a SHA-256,
so that a slip of the pen is told from a code of another vault. What typing is forgiven says `model.codes`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from interviewtool.model.codes import Randomness, check_characters, drawn, grouped, typed

_SECRET, _CHECK = 28, 4
_LABEL = "interviewtool recovery code"


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """characters: the 32 of the code, capital letters and digits, without hyphens. No repr: it opens a vault."""

    characters: str

    def __str__(self) -> str:
        return grouped(self.characters)

    @property
    def secret(self) -> bytes:
        """What keys are derived from."""
        return self.characters[:_SECRET].encode("ascii")


def new_recovery_code(draw: Randomness = secrets.randbelow) -> RecoveryCode:
    """A random code."""
    secret = drawn(_SECRET, draw)
    return RecoveryCode(secret + check_characters(_LABEL, secret, _CHECK))


def looks_like_recovery_code(text: str) -> bool:
    """Whether a person who typed this meant a recovery code, right or wrong."""
    return typed(text, _SECRET + _CHECK) is not None


def parse_recovery_code(text: str) -> RecoveryCode | None:
    """The code a person typed; None when it is none or its check characters do not agree."""
    characters = typed(text, _SECRET + _CHECK)
    if characters is None or characters[_SECRET:] != check_characters(_LABEL, characters[:_SECRET], _CHECK):
        return None
    return RecoveryCode(characters)
