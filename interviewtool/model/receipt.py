"""The receipt code of a withdrawal card: with it a person takes back what was said, without giving a name.

14 characters of Crockford's base 32 carry 70 random bits; 2 more are check characters, so that a slip of the pen is
told from a code of another team. Others name a code by its hash alone: who reads it there holds no card.
"""

from __future__ import annotations

import hashlib
import secrets

from interviewtool.model.codes import Randomness, check_characters, drawn, grouped, typed
from interviewtool.model.identifiers import ContentHash

_SECRET, _CHECK = 14, 2
_LABEL = "interviewtool receipt check"


def new_receipt_code(draw: Randomness = secrets.randbelow) -> str:
    """A random code, as it is printed: `7KQ4-M2XP-9TRD-3FAB`."""
    secret = drawn(_SECRET, draw)
    return grouped(secret + check_characters(_LABEL, secret, _CHECK))


def parse_receipt_code(text: str) -> str | None:
    """The code a person typed, as it is printed; None when it is none, or its check characters do not agree.

    What else is forgiven says `codes.typed`.
    """
    characters = typed(text, _SECRET + _CHECK)
    if characters is None or characters[_SECRET:] != check_characters(_LABEL, characters[:_SECRET], _CHECK):
        return None
    return grouped(characters)


def receipt_hash(code: str) -> ContentHash:
    """By what others name a code: SHA-256 over a label and its printed form."""
    return ContentHash(hashlib.sha256(b"interviewtool receipt code\0" + code.encode("ascii")).hexdigest())
