"""Names of things, as types. Random codes use Crockford's base 32 (no I, L, O, U), in groups of four."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import NewType

from interviewtool.model.typed_codes import characters_of

InterviewId = NewType("InterviewId", str)
"""Random, printed on every page of a document: `7KQ4-M2XP-9TRD`."""

PersonCode = NewType("PersonCode", str)
"""Stands in an answer for a person (or unit, address): `P-7KQ4-M2XP`. Who it is stands in the identity vault alone."""

InterviewerCode = NewType("InterviewerCode", str)
"""Names a member of the team without naming the person: letters, digits and `-`, at most 32."""

Reference = NewType("Reference", str)
"""Path of one node of a form instance, every repeat step with its position from 1: `/data/case[1]/place[2]/name`."""

ContentHash = NewType("ContentHash", str)
"""SHA-256 as 64 lowercase hex digits."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


Randomness = Callable[[int], int]
"""Draws a number from 0 up to, and without, its argument; `secrets.randbelow` outside the tests."""


def _random_code(groups: int, draw: Randomness) -> str:
    return "-".join("".join(ALPHABET[draw(32)] for _ in range(4)) for _ in range(groups))


def new_interview_id(draw: Randomness = secrets.randbelow) -> InterviewId:
    """A random id, 60 bits."""
    return InterviewId(_random_code(3, draw))


def parse_interview_id(text: str) -> InterviewId | None:
    """The id a person typed, as it is printed (`typed_codes` says what is forgiven); None when it is none."""
    characters = characters_of(text)
    if len(characters) != 12 or not set(characters) <= set(ALPHABET):
        return None
    return InterviewId("-".join((characters[:4], characters[4:8], characters[8:])))


def new_person_code(draw: Randomness = secrets.randbelow) -> PersonCode:
    """A random code, 40 bits; whoever gives it out makes sure that the interview has none like it."""
    return PersonCode("P-" + _random_code(2, draw))
