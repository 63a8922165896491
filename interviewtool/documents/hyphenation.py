"""Where words may be divided: LibreOffice's patterns by pyphen, for Ukrainian, Russian and English.

A document in one language often quotes another, so the language is decided from the letters: Latin words are divided as
English; Cyrillic ones as Ukrainian or Russian by the letters that only one of the two has, or else as the document is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

_DICTIONARIES = {"uk": "uk_UA", "ru": "ru_RU", "en": "en_GB"}
_WORD = re.compile(r"[^\W\d_]{6,}")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")


def cyrillic_language(text: str, language: str) -> str:
    """uk or ru, as the letters of the text say; `language` where they do not."""
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian == russian:
        return language if language in {"uk", "ru"} else "uk"
    return "uk" if ukrainian > russian else "ru"


@lru_cache(maxsize=50_000)
def divisions(word: str, cyrillic: str) -> tuple[int, ...]:
    """Positions inside `word` before which a hyphen may stand. cyrillic: uk or ru, for its Cyrillic letters."""
    found: list[int] = []
    for match in _WORD.finditer(word):
        letters = match.group()
        if letters.isupper():
            continue  # an abbreviation
        language = "en" if letters[0] < "\u0370" else cyrillic
        found += [match.start() + position for position in _patterns(language)(letters)]
    return tuple(found)


@cache
def _patterns(language: str) -> Callable[[str], list[int]]:
    import pyphen  # type: ignore[import-untyped]

    patterns = pyphen.Pyphen(lang=_DICTIONARIES[language], left=2, right=3)
    return lambda word: list(patterns.positions(word))
