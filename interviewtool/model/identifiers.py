"""Names of things, as types."""

from __future__ import annotations

import secrets
from typing import NewType

from interviewtool.model.codes import Randomness, drawn, grouped, typed

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

_INTERVIEW, _PERSON = 12, 8
"""Characters of a code."""


def new_interview_id(draw: Randomness = secrets.randbelow) -> InterviewId:
    """A random id, 60 bits."""
    return InterviewId(grouped(drawn(_INTERVIEW, draw)))


def parse_interview_id(text: str) -> InterviewId | None:
    """The id a person typed, as it is printed (`codes.typed` says what is forgiven); None when it is none."""
    characters = typed(text, _INTERVIEW)
    return None if characters is None else InterviewId(grouped(characters))


def new_person_code(draw: Randomness = secrets.randbelow) -> PersonCode:
    """A random code, 40 bits; whoever gives it out makes sure that the interview has none like it."""
    return PersonCode("P-" + grouped(drawn(_PERSON, draw)))
