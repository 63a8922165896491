"""Frozen values that every layer above may pass on. No behaviour but that of the value itself."""

from interviewtool.model.attachment import Attachment, AttachmentKind
from interviewtool.model.clock import now
from interviewtool.model.consent import GATE_ITEMS, ConsentItem, ConsentMethod, ConsentRecord, ConsentRole, Naming
from interviewtool.model.document import DocumentKind
from interviewtool.model.event import EventKind, KeptEvent
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
from interviewtool.model.receipt import new_receipt_code, parse_receipt_code, receipt_hash
from interviewtool.model.retention import USUAL_MONTHS, Retention
from interviewtool.model.spelling import APOSTROPHES, STRESS, folded
from interviewtool.model.withdrawal import Tier

__all__ = [
    "APOSTROPHES",
    "GATE_ITEMS",
    "STRESS",
    "USUAL_MONTHS",
    "Attachment",
    "AttachmentKind",
    "ConsentItem",
    "ConsentMethod",
    "ConsentRecord",
    "ConsentRole",
    "ContentHash",
    "DisplayName",
    "Disposition",
    "DocumentKind",
    "EventKind",
    "Identity",
    "IdentityKind",
    "Interview",
    "InterviewId",
    "InterviewState",
    "InterviewerCode",
    "KeptEvent",
    "Mention",
    "MissingReason",
    "Naming",
    "PersonCode",
    "Reference",
    "Retention",
    "StoredAnswer",
    "Tier",
    "folded",
    "new_interview_id",
    "new_person_code",
    "new_receipt_code",
    "now",
    "parse_receipt_code",
    "receipt_hash",
]
