"""Finds where a text names somebody, and lays pseudonyms over it.

A word counts as a form of a name when it begins with a capital letter and is the name's stem with another ending. The
stem is the name without its last vowels; its last vowel may change or fall out (Федір, Федора; Павел, Павла), its last
consonant may soften (Одарка, Одарці). That finds the cases of Ukrainian and Russian names, and now and then a word that
only looks like one: a pseudonym too many does little harm, a name too many can cost a life.
The text itself is never changed; `overlay` returns a copy for an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from interviewtool.model import Identity, IdentityKind, Mention, PersonCode, Reference

PEOPLE = frozenset({IdentityKind.RESPONDENT, IdentityKind.AFFECTED_PERSON, IdentityKind.PERSON})

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SHORTEST_NAME = 2
_LETTER = "[а-щьюяєіїґёъыэa-z]"
_ENDING = re.compile("[аеєиіїйоуьюяёы]+$")
_LAST_SYLLABLE = re.compile("(.{2,})[іїеоёє]([^аеєиіїоуюяёыэ]+)$")
_SOFTENED = {"к": "[кц]", "г": "[гз]", "х": "[хс]"}
_LONGEST_ENDING = 3

_APOSTROPHES = str.maketrans("’ʼ", "''")

Forms = tuple[re.Pattern[str], ...]


def find(reference: Reference, text: str, identities: Iterable[Identity]) -> tuple[Mention, ...]:
    """Every mention of a known person in a text, in order, none overlapping.

    Neighbouring words that name the same person are one mention. Where two persons share a name (a mother and her son),
    the one with more of the neighbouring words is meant; of equals the first.
    """
    forms = [(identity.person_code, _forms(identity)) for identity in identities]
    mentions: list[Mention] = []
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        named = word is not None and any(_matches(word.group(), each) for _, each in forms)
        adjoins = named and run and word is not None and not text[run[-1].end() : word.start()].strip(" .\u00a0")
        if run and not adjoins:
            mentions.append(Mention(reference, run[0].start(), run[-1].end(), _meant(run, forms)))
            run = []
        if named and word is not None:
            run.append(word)
    return tuple(mentions)


def overlay(text: str, mentions: Iterable[Mention], shown: Callable[[PersonCode], str]) -> str:
    """The text with `shown(person_code)` in place of each mention."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        text = text[: mention.start] + shown(mention.person_code) + text[mention.end :]
    return text


def _forms(identity: Identity) -> Forms:
    """What the words of a name look like in any case, folded."""
    if identity.kind not in PEOPLE:
        return ()
    words = (_folded(word.group()) for word in _WORD.finditer(identity.text))
    return tuple(_form(word) for word in words if len(word) >= _SHORTEST_NAME)


def _folded(word: str) -> str:
    """Case and the kind of apostrophe make no difference."""
    return word.casefold().translate(_APOSTROPHES)


def _form(name: str) -> re.Pattern[str]:
    stem = _ENDING.sub("", name)
    stem = name if len(stem) < _SHORTEST_NAME else stem
    changing = _LAST_SYLLABLE.fullmatch(stem)
    if changing:
        base = f"{re.escape(changing[1])}[аоеєіїиё]?ь?{re.escape(changing[2])}"
    else:
        base = re.escape(stem[:-1]) + _SOFTENED.get(stem[-1], re.escape(stem[-1]))
    longest = len(name) - len(stem) + _LONGEST_ENDING
    return re.compile(f"{base}{_LETTER}{{0,{longest}}}")


def _matches(word: str, forms: Forms) -> bool:
    folded = _folded(word)
    return word[0].isupper() and any(form.fullmatch(folded) for form in forms)


def _meant(run: list[re.Match[str]], forms: list[tuple[PersonCode, Forms]]) -> PersonCode:
    counts = [(sum(_matches(word.group(), each) for word in run), code) for code, each in forms]
    return max(counts, key=lambda each: each[0])[1]
