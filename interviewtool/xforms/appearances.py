"""Appearances of selects by the names of today: older spellings, which ODK Collect still reads, mean the same."""

from __future__ import annotations

import re

_TODAY = {
    "search": ("autocomplete",),
    "compact": ("columns-pack",),
    "quickcompact": ("quick", "columns-pack"),
    "horizontal": ("columns",),
    "horizontal-compact": ("columns-pack",),
}
_COUNTED = re.compile(r"(quick)?compact-(\d+)")


def named_today(words: list[str]) -> tuple[str, ...]:
    """The words of an appearance, each once."""
    found: list[str] = []
    for word in words:
        counted = _COUNTED.fullmatch(word)
        if counted:
            found += [*(["quick"] if counted[1] else []), f"columns-{counted[2]}"]
        else:
            found += _TODAY.get(word, (word,))
    return tuple(dict.fromkeys(found))
