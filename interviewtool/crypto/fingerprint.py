"""A fingerprint in words that two people compare aloud, so that nobody's key can be exchanged on the way.

Each of the first bytes of SHA-256(domain, 0 byte, material) is one word out of 256; twelve words are 96 bits, out of
reach for someone who searches for a key with the same words. Word N of each list belongs to byte N and is one thing
in Ukrainian, Russian and English, so that people may even compare across languages. The lists are our own: everyday
things, no two of a list alike in sound or beginning.
"""

from __future__ import annotations

import hashlib
from functools import cache

from interviewtool.i18n import LANGUAGES
from interviewtool.paths import RESOURCES

_DOMAIN = b"interviewtool-fingerprint@1\0"
WORDS = 12
SHORTEST = 10


def fingerprint_words(material: bytes, language: str, words: int = WORDS) -> tuple[str, ...]:
    """The words for some public material, in one of uk, ru, en. words: SHORTEST to 32; ValueError otherwise."""
    if not SHORTEST <= words <= hashlib.sha256().digest_size:
        raise ValueError("too few or too many words")
    listed = word_list(language)
    return tuple(listed[byte] for byte in hashlib.sha256(_DOMAIN + material).digest()[:words])


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 256 words of a language. ValueError for another language or a damaged list."""
    if language not in LANGUAGES:
        raise ValueError("no word list for this language")
    listed = tuple((RESOURCES / "words" / f"{language}.txt").read_text("utf-8").split())
    if len(set(listed)) != 256:
        raise ValueError("a word list holds 256 different words")
    return listed
