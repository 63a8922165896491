"""What a bundle says of one interview beside its instance, and where each of its files lies in the bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewtool import pseudonym
from interviewtool.consent import may_be_named, state
from interviewtool.interview import Display
from interviewtool.model import (
    Attachment,
    ConsentRecord,
    ContentHash,
    Identity,
    IdentityKind,
    Interview,
    InterviewId,
    PersonCode,
)

IDENTITIES = "identities.json"
EVENTS = "events.jsonl"
"""What the sender said to the team: their chain of signed events."""
EARLIER_BUNDLES = "earlier_bundles.txt"
"""The heads of the sender's audit log in the bundles before this one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person code as it may be shown to whoever does not know the person. pseudonym: "" for what is no person."""

    person_code: PersonCode
    kind: IdentityKind
    pseudonym: str


@dataclass(frozen=True, slots=True)
class InterviewRecord:
    """The interview without its answers, every consent record, and who is meant by the codes, under pseudonyms.

    receipt: hash of the code on its withdrawal card, "" where none was made. attachments: files that answers hold where
    they count, and signed papers; without the names of the originals, which may name a person. One that is too large
    for a bundle is listed all the same. meant_by: ids of all its versions and hashes of their codes, as far as the
    vault knew them: a withdrawal that names one of these means this interview. sensitive_left_out: something was said
    in the sensitive modules, and stayed behind, since consent to these was taken back (C16).
    """

    interview: Interview
    consent: tuple[ConsentRecord, ...]
    persons: tuple[Person, ...]
    receipt: str = ""
    attachments: tuple[Attachment, ...] = ()
    meant_by: tuple[str, ...] = ()
    sensitive_left_out: bool = False


def named(record: InterviewRecord, identities: Mapping[PersonCode, Identity]) -> frozenset[PersonCode]:
    """Who stands in a document by name: where consent allows it and the name is at hand.

    A respondent who does not wish it is not named as somebody's relative either, though the name was entered twice.
    """
    consent, respondent = state(record.consent), record.interview.respondent
    at_hand = [person for person in record.persons if person.person_code in identities]
    kinds = {
        each.person_code: IdentityKind.RESPONDENT if each.person_code == respondent else each.kind for each in at_hand
    }
    allowed = {code for code, kind in kinds.items() if may_be_named(consent, kind)}
    unnamed = [
        identities[code].text for code, kind in kinds.items() if kind is IdentityKind.RESPONDENT and code not in allowed
    ]
    return frozenset(
        code
        for code in allowed
        if not any(pseudonym.likeness(pseudonym.Sought(identities[code].text), other) for other in unnamed)
    )


def shown(record: InterviewRecord, identities: Mapping[PersonCode, Identity], language: str) -> Display:
    """What is shown for a person code in a language: the name of who may be named, a pseudonym for anybody else."""
    by_name = named(record, identities)
    persons = {person.person_code: person for person in record.persons}

    def display(code: PersonCode) -> str:
        if code in by_name:
            return identities[code].text
        person = persons.get(code)
        kind = person.kind if person else IdentityKind.PERSON
        return str(pseudonym.display(kind, person.pseudonym if person else None, name=None, language=language))

    return display


def instance_name(interview_id: InterviewId) -> str:
    """The XForms instance, as an ODK server takes it."""
    return f"interviews/{interview_id}/instance.xml"


def record_name(interview_id: InterviewId) -> str:
    """The InterviewRecord."""
    return f"interviews/{interview_id}/record.json"


def audit_name(interview_id: InterviewId) -> str:
    """The audit entries, one JSON object a line."""
    return f"interviews/{interview_id}/audit.jsonl"


def summary_name(interview_id: InterviewId) -> str:
    """The signed PDF summary."""
    return f"interviews/{interview_id}/summary.pdf"


def blob_name(interview_id: InterviewId, blob_id: str) -> str:
    """A handwritten signature drawn on screen."""
    return f"interviews/{interview_id}/{blob_id}.png"


def attachment_name(interview_id: InterviewId, name: str) -> str:
    """A file of the interview, beside the instance that names it, as an ODK server takes it."""
    return f"interviews/{interview_id}/{name}"


def form_name(form_hash: ContentHash) -> str:
    """The questionnaire an interview was held with."""
    return f"forms/{form_hash}.xml"


def consent_text_name(text_hash: ContentHash) -> str:
    """A consent text that was read."""
    return f"consent/{text_hash}.md"
