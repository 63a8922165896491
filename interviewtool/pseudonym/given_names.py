"""What else a person is called who bears a given name: in the other language, and among friends.

From resources/names/alike.txt, compared by ear, so that a name that was entered in another script is found there, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from interviewtool.model import folded
from interviewtool.paths import RESOURCES
from interviewtool.pseudonym.romanised import romanised


@dataclass(frozen=True, slots=True)
class _Lines:
    """words: what stands on the lines of a word, folded. sounds: the same as `romanised` has it, from one to the
    others. everyday: words that name nobody where they are written small, folded.
    """

    words: Mapping[tuple[str, ...], frozenset[str]]
    sounds: Mapping[str, frozenset[str]]
    everyday: frozenset[str]


def called(name: str) -> frozenset[str]:
    """Every word of the lines on which a name stands, folded; none for a name that is not there."""
    return _read().words.get(romanised(name), frozenset())


def same(one: str, other: str) -> bool:
    """Whether two words, as `romanised` has them, stand on one line."""
    return other in _read().sounds.get(one, ())


def everyday() -> frozenset[str]:
    """Words that name nobody where they are written small, folded."""
    return _read().everyday


@cache
def _read() -> _Lines:
    found: dict[tuple[str, ...], frozenset[str]] = defaultdict(frozenset)
    sounds: dict[str, frozenset[str]] = defaultdict(frozenset)
    everyday: set[str] = set()
    for line in (RESOURCES / "names" / "alike.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words = [word for word in line.split() if not word.startswith("~")]
        everyday |= {folded(word[1:]) for word in line.split() if word.startswith("~")}
        heard = frozenset("".join(romanised(word)) for word in words)
        for word in words:
            found[romanised(word)] |= {folded(each) for each in words}
        for each in heard:
            sounds[each] |= heard
    return _Lines(found, sounds, frozenset(everyday))
