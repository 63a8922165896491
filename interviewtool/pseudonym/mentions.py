"""Finds where a text names somebody, and lays pseudonyms over it.

A word counts as a form of a name when it begins with a capital letter and shares the name's stem: all but its last two
letters, and never fewer than three. That finds the cases of Ukrainian and Russian names, and now and then a word that
only looks like one: a pseudonym too many does no harm, a name too many can cost a life.
The text itself is never changed; `overlay` returns a copy for an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from interviewtool.model import Identity, IdentityKind, Mention, PersonCode, Reference

PEOPLE = frozenset({IdentityKind.RESPONDENT, IdentityKind.AFFECTED_PERSON, IdentityKind.PERSON})

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LONGEST_ENDING = 4
_SHORTEST_STEM = 3


def find(reference: Reference, text: str, identities: Iterable[Identity]) -> tuple[Mention, ...]:
    """Every mention of a known person in a text, in order, none overlapping.

    Neighbouring words that name the same person are one mention. Where two persons share a name (a mother and her son),
    the one with more of the neighbouring words is meant; of equals the first.
    """
    stems = [(identity.person_code, _stems(identity)) for identity in identities]
    mentions: list[Mention] = []
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        named = word is not None and any(_matches(word.group(), each) for _, each in stems)
        adjoins = named and run and word is not None and not text[run[-1].end() : word.start()].strip(" .\u00a0")
        if run and not adjoins:
            mentions.append(Mention(reference, run[0].start(), run[-1].end(), _meant(run, stems)))
            run = []
        if named and word is not None:
            run.append(word)
    return tuple(mentions)


def overlay(text: str, mentions: Iterable[Mention], shown: Callable[[PersonCode], str]) -> str:
    """The text with `shown(person_code)` in place of each mention."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        text = text[: mention.start] + shown(mention.person_code) + text[mention.end :]
    return text


def _stems(identity: Identity) -> tuple[str, ...]:
    if identity.kind not in PEOPLE:
        return ()
    words = (word.group().casefold() for word in _WORD.finditer(identity.text))
    return tuple(word[: max(_SHORTEST_STEM, len(word) - 2)] for word in words if len(word) >= _SHORTEST_STEM)


def _matches(word: str, stems: tuple[str, ...]) -> bool:
    folded = word.casefold()
    return word[0].isupper() and any(
        folded.startswith(stem) and len(folded) <= len(stem) + _LONGEST_ENDING for stem in stems
    )


def _meant(run: list[re.Match[str]], stems: list[tuple[PersonCode, tuple[str, ...]]]) -> PersonCode:
    counts = [(sum(_matches(word.group(), each) for word in run), code) for code, each in stems]
    return max(counts, key=lambda each: each[0])[1]
