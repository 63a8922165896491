"""Random codes as people type them, from paper or as they hear them."""

from __future__ import annotations

_LATIN = str.maketrans("OIL", "011")
_CYRILLIC = str.maketrans("АВЕКМНОРСТХІУ", "ABEKMH0PCTX1Y")


def characters_of(text: str) -> str:
    """The bare characters of a code in Crockford's base 32; of any other text, characters that are none of its own.

    Small letters, any grouping, O for 0, I and L for 1, and Cyrillic letters that look the same are forgiven.
    """
    return "".join(text.upper().split()).replace("-", "").translate(_CYRILLIC).translate(_LATIN)
