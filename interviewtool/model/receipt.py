"""The receipt code of a withdrawal card: with it a person takes back what was said, without giving a name.

14 characters of Crockford's base 32 carry 70 random bits; 2 more are check characters, so that a slip of the pen is
told from a code of another team. Others name a code by its hash alone: who reads it there holds no card.
"""

from __future__ import annotations

import hashlib
import secrets

from interviewtool.model.identifiers import ALPHABET, ContentHash, Randomness
from interviewtool.model.typed_codes import characters_of

_SECRET = 14
_GROUP = 4


def new_receipt_code(draw: Randomness = secrets.randbelow) -> str:
    """A random code, as it is printed: `7KQ4-M2XP-9TRD-3FAB`."""
    secret = "".join(ALPHABET[draw(32)] for _ in range(_SECRET))
    return _grouped(secret + _check_characters(secret))


def parse_receipt_code(text: str) -> str | None:
    """The code a person typed, as it is printed; None when it is none, or its check characters do not agree.

    What else is forgiven says `typed_codes`.
    """
    characters = characters_of(text)
    if len(characters) != _SECRET + 2 or any(sign not in ALPHABET for sign in characters):
        return None
    return _grouped(characters) if characters[_SECRET:] == _check_characters(characters[:_SECRET]) else None


def receipt_hash(code: str) -> ContentHash:
    """By what others name a code: SHA-256 over a label and its printed form."""
    return ContentHash(hashlib.sha256(b"interviewtool receipt code\0" + code.encode("ascii")).hexdigest())


def _grouped(characters: str) -> str:
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))


def _check_characters(secret: str) -> str:
    bits = int.from_bytes(hashlib.sha256(b"interviewtool receipt check\0" + secret.encode("ascii")).digest()[:2], "big")
    return ALPHABET[bits >> 11] + ALPHABET[(bits >> 6) & 31]
