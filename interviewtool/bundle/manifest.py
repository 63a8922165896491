"""The first file inside each age part: what it is, who signed the bundle, for whom it is, and the hash of every file.

It repeats inside what the outside claims. Without that, a known member could cut another's signature off and pass the
ciphertext on as the own, and a recipient could pass an opened bundle on to a third person as if it had been addressed
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviewtool.crypto.canonical import from_json, time_text, to_json
from interviewtool.model import ContentHash, InterviewerCode, InterviewId

FORMAT = 1
NAME = "manifest.json"
_FIELDS = (
    "format",
    "part",
    "created",
    "signer_code",
    "verification_key",
    "recipients",
    "identity_recipients",
    "interviews",
    "audit_head",
    "files",
)


class Part(StrEnum):
    """Which age file a manifest stands in."""

    PAYLOAD = "payload"
    IDENTITIES = "identities"


class NewerFormat(ValueError):
    """Written by a later version of the program."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """created: the signer's claim, UTC, whole seconds. files: name → hash, without the manifest itself.

    recipients: of the payload. identity_recipients: of the identities, empty when there are none.
    audit_head: head of the signer's audit chain when the bundle was made, hex, or "".
    """

    part: Part
    created: datetime
    signer_code: InterviewerCode
    verification_key: str
    recipients: tuple[str, ...]
    identity_recipients: tuple[str, ...]
    interviews: tuple[InterviewId, ...]
    audit_head: str
    files: Mapping[str, ContentHash]

    def to_bytes(self) -> bytes:
        """The manifest as JSON in its one text."""
        return to_json(
            {
                "format": FORMAT,
                "part": self.part.value,
                "created": time_text(self.created),
                "signer_code": self.signer_code,
                "verification_key": self.verification_key,
                "recipients": list(self.recipients),
                "identity_recipients": list(self.identity_recipients),
                "interviews": list(self.interviews),
                "audit_head": self.audit_head,
                "files": dict(self.files),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """ValueError for anything but what `to_bytes` makes; NewerFormat where a later version made it."""
        fields = from_json(data)
        if fields.number("format") > FORMAT:
            raise NewerFormat
        fields.must_be(_FIELDS)
        return cls(
            part=Part(fields.text("part")),
            created=fields.time("created"),
            signer_code=InterviewerCode(fields.text("signer_code")),
            verification_key=fields.text("verification_key"),
            recipients=fields.texts("recipients"),
            identity_recipients=fields.texts("identity_recipients"),
            interviews=tuple(map(InterviewId, fields.texts("interviews"))),
            audit_head=fields.text("audit_head"),
            files={name: ContentHash(digest) for name, digest in fields.mapping("files").items()},
        )
