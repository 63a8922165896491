"""The first file inside each age part: what it is, who signed it, for whom, and the hash of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from interviewtool.model import ContentHash, InterviewerCode, InterviewId


@dataclass(frozen=True, slots=True)
class Manifest:
    """part: payload or identities. created: the signer's claim, UTC. files: name → hash. audit_head: hex, or "".

    recipients: of the payload; identity_recipients: of the identities, empty when there are none.
    """

    part: str
    created: datetime
    signer_code: InterviewerCode
    verification_key: str
    recipients: tuple[str, ...]
    identity_recipients: tuple[str, ...]
    interviews: tuple[InterviewId, ...]
    audit_head: str
    files: Mapping[str, ContentHash]
