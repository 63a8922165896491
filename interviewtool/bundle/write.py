"""Writing a bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from interviewtool.crypto.sshsig import SigningKey
from interviewtool.model import InterviewerCode, InterviewId


def write_bundle(
    payload: Mapping[str, bytes],
    *,
    signer: SigningKey,
    signer_code: InterviewerCode,
    recipients: Sequence[str],
    clock: Callable[[], datetime],
    identities: Mapping[str, bytes] | None = None,
    identity_recipients: Sequence[str] = (),
    interviews: Sequence[InterviewId] = (),
    audit_head: str = "",
) -> bytes:
    """The bundle file.

    payload: relative path (ASCII letters, digits, `.`, `_`, `-`, `/`; at most 100) → content.
    recipients: `age1…` of the supervisor(s). identities: None leaves identities.age out.
    ValueError for a path or recipient that is none.
    """
    raise NotImplementedError
