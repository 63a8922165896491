"""Finds where a text names somebody, and lays pseudonyms over it.

A word that begins with a capital letter counts as a form of a name in one of these ways (`name_forms`):
- it is the name's stem with another ending: that finds the cases of Ukrainian and Russian names;
- it is a case of what else people are called who bear that given name, in the other language or among friends;
- it sounds like one of these (`romanised`): that finds other spellings, and Latin letters.
A word written small counts where it is surely a name: beside another word of the same person's name, or where it is no
everyday word. Parts of a compound name count alone. Now and then that takes a word that only looks like a name: a
pseudonym too many does little harm, a name too many can cost a life. Units and addresses are found as they were typed.
The text itself is never changed; `overlay` returns a copy for an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from interviewtool.model import STRESS, Identity, IdentityKind, Mention, PersonCode, Reference
from interviewtool.pseudonym.name_forms import NameForms, forms_of

PEOPLE = frozenset({IdentityKind.RESPONDENT, IdentityKind.AFFECTED_PERSON, IdentityKind.PERSON})

_WORD = re.compile(rf"[^\W\d_]{STRESS}?(?:['’ʼ]?[^\W\d_]{STRESS}?)*")
_BETWEEN = re.compile(r"[ \u00a0-]*")
_AFTER_INITIAL = re.compile(r"\.?[ \u00a0]*")
_SHORTEST_LITERAL = 3


@dataclass(frozen=True, slots=True)
class _Person:
    code: PersonCode
    parts: tuple[NameForms, ...]

    def named_by(self, word: str) -> frozenset[int]:
        """Which parts of the name a word with a capital letter may be."""
        return frozenset(at for at, part in enumerate(self.parts) if part.is_named_by(word))

    def surely_named_by(self, word: str) -> frozenset[int]:
        """Which parts a word written small may be, where it stands beside another part."""
        return frozenset(at for at, part in enumerate(self.parts) if part.is_surely_named_by(word))


_Named = dict[_Person, frozenset[int]]


class Seeker:
    """Looks for the same people in one text after another."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        every = tuple(identities)
        self._literal = [each for each in every if each.kind not in PEOPLE and len(each.text) >= _SHORTEST_LITERAL]
        self._people = [
            _Person(each.person_code, tuple(forms_of(word.group()) for word in _WORD.finditer(each.text)))
            for each in every
            if each.kind in PEOPLE
        ]
        self._looked: dict[str, _Named] = {}

    def find(self, reference: Reference, text: str) -> tuple[Mention, ...]:
        """Every mention of a known identity in a text, in order, none overlapping.

        Neighbouring words that name the same person are one mention. Where two persons share a name (a mother and her
        son), the one whom more of the neighbouring words name is meant; of equals the first.
        """
        taken = [*self._as_typed(reference, text), *self._named(reference, text)]
        mentions: list[Mention] = []
        for mention in sorted(taken, key=lambda each: (each.start, -each.end)):
            if not mentions or mention.start >= mentions[-1].end:
                mentions.append(mention)
        return tuple(mentions)

    def _named(self, reference: Reference, text: str) -> Iterable[Mention]:
        if not self._people:
            return
        run: list[re.Match[str]] = []
        meant: list[_Person] = []
        for word, named in self._words(text):
            common = [person for person in meant if person in named] if run and _adjoins(run[-1], word, text) else []
            if run and not common:
                yield Mention(reference, run[0].start(), run[-1].end(), meant[0].code)
                run = []
            if named:
                run.append(word)
                meant = common or named
        if run:
            yield Mention(reference, run[0].start(), run[-1].end(), meant[0].code)

    def _words(self, text: str) -> Iterator[tuple[re.Match[str], list[_Person]]]:
        """Every word, and whom it names; one written small, too, where that is sure."""
        words = list(_WORD.finditer(text))
        looked = [self._look(word.group()) for word in words]
        for at, word in enumerate(words):
            beside = [
                looked[near]
                for near in (at - 1, at + 1)
                if looked[at] and 0 <= near < len(words) and _adjoins(words[min(at, near)], words[max(at, near)], text)
            ]
            begins = _begins_sentence(word, text)
            yield (
                word,
                [
                    person
                    for person, parts in looked[at].items()
                    if any(person.parts[part].counts_alone(word.group(), begins_sentence=begins) for part in parts)
                    or any(len(parts | other.get(person, parts)) > 1 for other in beside)
                ],
            )

    def _look(self, word: str) -> _Named:
        """Whom a word names, and with which parts of their names."""
        found = self._looked.get(word)
        if found is None:
            looks = _Person.named_by if word[0].isupper() else _Person.surely_named_by
            found = {person: parts for person in self._people if (parts := looks(person, word))}
            self._looked[word] = found
        return found

    def _as_typed(self, reference: Reference, text: str) -> Iterable[Mention]:
        for identity in self._literal:
            for found in re.finditer(re.escape(identity.text), text, re.IGNORECASE):
                yield Mention(reference, found.start(), found.end(), identity.person_code)


def overlay(text: str, mentions: Iterable[Mention], shown: Callable[[PersonCode], str]) -> str:
    """The text with `shown(person_code)` in place of each mention."""
    for mention in sorted(mentions, key=lambda each: each.start, reverse=True):
        text = text[: mention.start] + shown(mention.person_code) + text[mention.end :]
    return text


def _begins_sentence(word: re.Match[str], text: str) -> bool:
    before = text[max(word.start() - 6, 0) : word.start()].rstrip(" \u00a0\"'«»“”„(—–-")
    return not before or before[-1] in ".!?…:;\n"


def _adjoins(before: re.Match[str], word: re.Match[str], text: str) -> bool:
    """Whether nothing but a space or a hyphen stands between; after an initial also a full stop."""
    between = _AFTER_INITIAL if len(before.group()) == 1 else _BETWEEN
    return between.fullmatch(text, before.end(), word.start()) is not None
