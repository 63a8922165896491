"""The recovery code: a random secret on paper that opens the vault when the passphrase is forgotten.

28 characters of Crockford's base 32 carry 140 random bits; 4 more are check characters, the first 20 bits of a SHA-256,
so that a slip of the pen is told from a code of another vault. What typing is forgiven says `model.typed_codes`.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from interviewtool.model.identifiers import ALPHABET, Randomness
from interviewtool.model.typed_codes import characters_of

_SECRET = 28
_CHECK = 4
_GROUP = 4


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryCode:
    """characters: the 32 of the code, capital letters and digits, without hyphens. No repr: it opens a vault."""

    characters: str

    def __str__(self) -> str:
        groups = [self.characters[start : start + _GROUP] for start in range(0, len(self.characters), _GROUP)]
        return "-".join(groups)

    @property
    def secret(self) -> bytes:
        """What keys are derived from."""
        return self.characters[:_SECRET].encode("ascii")


def new_recovery_code(draw: Randomness = secrets.randbelow) -> RecoveryCode:
    """A random code."""
    secret = "".join(ALPHABET[draw(32)] for _ in range(_SECRET))
    return RecoveryCode(secret + _check_characters(secret))


def looks_like_recovery_code(text: str) -> bool:
    """Whether a person who typed this meant a recovery code, right or wrong."""
    characters = characters_of(text)
    return len(characters) == _SECRET + _CHECK and all(sign in ALPHABET for sign in characters)


def parse_recovery_code(text: str) -> RecoveryCode | None:
    """The code a person typed; None when it is none or its check characters do not agree."""
    if not looks_like_recovery_code(text):
        return None
    characters = characters_of(text)
    return RecoveryCode(characters) if characters[_SECRET:] == _check_characters(characters[:_SECRET]) else None


def _check_characters(secret: str) -> str:
    bits = int.from_bytes(hashlib.sha256(b"interviewtool recovery code\0" + secret.encode("ascii")).digest()[:3], "big")
    return "".join(ALPHABET[(bits >> shift) & 31] for shift in (19, 14, 9, 4))
