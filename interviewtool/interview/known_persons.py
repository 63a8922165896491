"""The persons of an interview, so that a name is typed once: whoever was named can be picked again.

A person is named by the question that held the code first, in document order; there typing corrects the name. A
question that only points at somebody takes a new person when a name is typed into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.interview.rows import identity_answers, persons
from interviewtool.model import IdentityKind, PersonCode, Reference
from interviewtool.pseudonym import PEOPLE
from interviewtool.xforms import FormInstance

PICKABLE = PEOPLE - {IdentityKind.RESPONDENT}
"""What a question may ask for to offer those already named; a respondent is named once."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody named in this interview. shown: the name while it is at hand, otherwise the pseudonym."""

    code: PersonCode
    kind: IdentityKind
    shown: str


def named_by(instance: FormInstance, code: str) -> Reference | None:
    """The question that named a person; None while nobody holds the code."""
    return next((reference for reference, _kind, held in identity_answers(instance) if held == code), None)


def codes(instance: FormInstance) -> dict[PersonCode, IdentityKind]:
    """The persons named where it is relevant, in document order, with what each was named as."""
    return {code: kind for code, kind in persons(instance, hidden=False).items() if kind in PEOPLE}
