"""Who somebody is. Values of this module never leave the identity vault but for the screen of the open interview."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviewtool.model.identifiers import InterviewId, PersonCode


class IdentityKind(StrEnum):
    """What an identity question asks for; the values the bind attribute `interviewtool:identity` may have."""

    RESPONDENT = "respondent"
    AFFECTED_PERSON = "affected_person"
    PERSON = "person"
    UNIT = "unit"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """One person, unit or address, as it was typed. It has no repr, so that no log or traceback shows it."""

    person_code: PersonCode
    kind: IdentityKind
    text: str
    interview_id: InterviewId


@dataclass(frozen=True, slots=True)
class DisplayName:
    """What a view or document shows for a person code. changed: a pseudonym, to be set in inverted commas."""

    text: str
    changed: bool

    def __str__(self) -> str:
        if not self.changed:
            return self.text
        # As its letters are quoted: a pseudonym of an interview in English is in Latin ones.
        return f"“{self.text}”" if self.text.isascii() else f"«{self.text}»"
