"""Spellings that make no difference to somebody who looks for a word."""

from __future__ import annotations

STRESS = "\u0301"
"""The mark over a stressed vowel."""

APOSTROPHES = "'’ʼ‘`´′"


def folded(text: str) -> str:
    """Text in which case, stress, ё and the kind of apostrophe make no difference; to be compared, never shown."""
    plain = text.casefold().replace(STRESS, "").replace("ё", "е")
    for apostrophe in APOSTROPHES[1:]:
        plain = plain.replace(apostrophe, APOSTROPHES[0])
    return plain
