"""The pools of common names that pseudonyms are drawn from: resources/names/<language>.txt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from interviewtool.paths import RESOURCES

POOLS = ("uk", "ru", "en")


@dataclass(frozen=True, slots=True)
class PoolName:
    """sex: f or m. given, family: in the nominative case."""

    sex: str
    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


@cache
def names(language: str) -> tuple[PoolName, ...]:
    """The pool of a language; the Ukrainian one for a language without a pool of its own."""
    language = language if language in POOLS else POOLS[0]
    text = (RESOURCES / "names" / f"{language}.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(PoolName(*row) for row in rows)
