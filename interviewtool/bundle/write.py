"""Writing a bundle: files → inner ustar with its manifest first, padded → age → the signed container."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from interviewtool.bundle.layout import IDENTITIES, LAYOUT, PAYLOAD, padded_size
from interviewtool.bundle.manifest import NAME, Manifest, Part
from interviewtool.crypto import age, ustar
from interviewtool.crypto.canonical import whole_second
from interviewtool.crypto.container import content_hash, seal
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
    recipients: `age1…` of the supervisor(s). identities: None leaves identities.age out; its recipients are chosen
    apart.
    Raises KnownError bundle.too_large. ValueError for a path or recipient that is none, or for identities without
    recipients. Memory: about three times the payload.
    """
    if (identities is None) != (not identity_recipients):
        raise ValueError("identities and their recipients go together")
    manifest = Manifest(
        part=Part.PAYLOAD,
        created=whole_second(clock),
        signer_code=signer_code,
        verification_key=signer.verification_key,
        recipients=tuple(recipients),
        identity_recipients=tuple(identity_recipients),
        interviews=tuple(interviews),
        audit_head=audit_head,
        files={},
    )
    members = {PAYLOAD: age.encrypt(_plaintext(payload, manifest), recipients)}
    if identities is not None:
        inner = _plaintext(identities, replace(manifest, part=Part.IDENTITIES))
        members[IDENTITIES] = age.encrypt(inner, identity_recipients)
    return seal(members, signer, LAYOUT)


def _plaintext(files: Mapping[str, bytes], manifest: Manifest) -> bytes:
    """The manifest, completed by the hashes of the files, then the files, then zeros up to the size class."""
    if NAME in files:
        raise ValueError("this name is the manifest's own")
    complete = replace(manifest, files={name: content_hash(content) for name, content in files.items()})
    archive = ustar.pack({NAME: complete.to_bytes(), **files})
    return archive + bytes(padded_size(len(archive)) - len(archive))
