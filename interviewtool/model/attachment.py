"""A file that belongs to an interview and lies sealed in its vault: a photograph, a scan, a recording, a paper form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviewtool.model.identifiers import ContentHash


class AttachmentKind(StrEnum):
    """What a file is there for, and with it which consent it needs.

    answer: what an upload question holds. consent_form: the signed paper itself, which needs no item of its own.
    """

    ANSWER = "answer"
    CONSENT_FORM = "consent_form"


@dataclass(frozen=True, slots=True)
class Attachment:
    """name: unique in its interview; what the answer holds. media_type: `image/jpeg`. size: bytes of the original.

    hash: SHA-256 of the original file as it was picked. blob: id of the sealed content. time: when it was sealed.
    text_hash: of the consent text that a paper form carries, for a form that was matched by it. original_name: of the
    file that was picked, "" where it had none; it may name a person and stands nowhere but here.
    """

    name: str
    kind: AttachmentKind
    media_type: str
    size: int
    hash: ContentHash
    blob: str
    time: datetime
    text_hash: ContentHash | None = None
    original_name: str = ""
