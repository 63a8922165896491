"""Frozen values that every layer above may pass on. No behaviour but that of the value itself."""

from interviewtool.model.clock import now
from interviewtool.model.consent import GATE_ITEMS, ConsentItem, ConsentMethod, ConsentRecord, Naming
from interviewtool.model.document import DocumentKind
from interviewtool.model.identifiers import (
    ContentHash,
    InterviewerCode,
    InterviewId,
    PersonCode,
    Reference,
    new_interview_id,
    new_person_code,
)
from interviewtool.model.identity import DisplayName, Identity, IdentityKind
from interviewtool.model.interview import Disposition, Interview, InterviewState, Mention, MissingReason, StoredAnswer

__all__ = [
    "GATE_ITEMS",
    "ConsentItem",
    "ConsentMethod",
    "ConsentRecord",
    "ContentHash",
    "DisplayName",
    "Disposition",
    "DocumentKind",
    "Identity",
    "IdentityKind",
    "Interview",
    "InterviewId",
    "InterviewState",
    "InterviewerCode",
    "Mention",
    "MissingReason",
    "Naming",
    "PersonCode",
    "Reference",
    "StoredAnswer",
    "new_interview_id",
    "new_person_code",
    "now",
]
