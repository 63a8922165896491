"""Makes up passphrases: random words that are easy to type and to remember, in Ukrainian, Russian or English.

Each word is drawn from one list per language, so that the strength is what it says: words × log2 of the list's length,
whoever knows list and method. The lists are our own.
"""

from __future__ import annotations

import math
import secrets
from functools import cache

from interviewtool.i18n import LANGUAGES
from interviewtool.model.codes import Randomness
from interviewtool.paths import RESOURCES

WORDS = 6


def new_passphrase(language: str, draw: Randomness = secrets.randbelow) -> str:
    """Random words with a space between them. language: uk, ru or en; ValueError for another."""
    listed = passphrase_words(language)
    return " ".join(listed[draw(len(listed))] for _ in range(WORDS))


def entropy_bits(language: str) -> float:
    """How many random bits such a passphrase has."""
    return WORDS * math.log2(len(passphrase_words(language)))


@cache
def passphrase_words(language: str) -> tuple[str, ...]:
    """The list of a language, sorted, each word once. ValueError for another language."""
    if language not in LANGUAGES:
        raise ValueError("no word list for this language")
    return tuple((RESOURCES / "words" / f"passphrase-{language}.txt").read_text("utf-8").split())
