"""Random codes in Crockford's base 32 (no I, L, O, U): five bits a character, printed in groups of four, and typed by
people, from paper or as they hear them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Randomness = Callable[[int], int]
"""Draws a number from 0 up to, and without, its argument; `secrets.randbelow` outside the tests."""

_GROUP = 4
_LATIN = str.maketrans("OIL", "011")
_CYRILLIC = str.maketrans("АВЕКМНОРСТХІУ", "ABEKMH0PCTX1Y")


def drawn(count: int, draw: Randomness) -> str:
    """So many random characters."""
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(count))


def check_characters(label: str, secret: str, count: int) -> str:
    """The first bits of SHA-256(label, 0 byte, secret), so that a slip of the pen is told from another code."""
    digest = hashlib.sha256(f"{label}\0{secret}".encode("ascii")).digest()
    bits = int.from_bytes(digest, "big") >> (8 * len(digest) - 5 * count)
    return "".join(ALPHABET[(bits >> 5 * place) & 31] for place in reversed(range(count)))


def grouped(characters: str) -> str:
    """A code as it is printed: `7KQ4-M2XP`."""
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))


def typed(text: str, length: int) -> str | None:
    """The bare characters of a code that a person typed; None when it is none of this length.

    Small letters, any grouping, O for 0, I and L for 1, and Cyrillic letters that look the same are forgiven.
    """
    characters = "".join(text.upper().split()).replace("-", "").translate(_CYRILLIC).translate(_LATIN)
    return characters if len(characters) == length and set(characters) <= set(ALPHABET) else None
