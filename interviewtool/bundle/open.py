"""Checking and opening a bundle. Nothing is decrypted before the signature is checked and the signer is known.

Order: form of the file → signature over SHA256SUMS → hashes of the ciphertexts → whose key it is, and whether it
counted when the file was received → age → form and hashes inside → what is said inside agrees with the outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewtool.bundle.layout import IDENTITIES, LAYOUT, MEMBERS, MOST_FILES, PAYLOAD
from interviewtool.bundle.manifest import NAME, Manifest, NewerFormat, Part
from interviewtool.crypto import age, ustar
from interviewtool.crypto.container import Unsealed, content_hash, unseal
from interviewtool.crypto.signers import AllowedSigner, Standing, judge
from interviewtool.errors import KnownError
from interviewtool.model import ContentHash


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """The signed outside, whose signature holds. hash: of the whole file. members: name → hash of the ciphertext.

    verification_key: of whoever signed; it is not said here whether that is a member.
    """

    hash: ContentHash
    size: int
    verification_key: str
    members: Mapping[str, ContentHash]

    @property
    def has_identities(self) -> bool:
        """Whether an identities.age is inside."""
        return IDENTITIES in self.members


@dataclass(frozen=True, slots=True, repr=False)
class OpenedBundle:
    """A bundle after every check. It has no repr, since it holds testimony.

    files: of the payload, without its manifest. identities: files of identities.age; None where there is none, or
    where it is addressed to others. received: as it was told, the time by which the signer was judged.
    """

    sealed: SealedBundle
    signer: AllowedSigner
    received: datetime
    manifest: Manifest
    files: Mapping[str, bytes]
    identities: Mapping[str, bytes] | None

    @property
    def addressed_to(self) -> tuple[str, ...]:
        """Recipients (`age1…`) of the payload, as the signer named them inside."""
        return self.manifest.recipients


def inspect_bundle(data: bytes) -> SealedBundle:
    """Check form, hashes and signature without any key of ours.

    Raises KnownError bundle.{not_a_bundle, truncated, altered, too_large}.
    """
    return _sealed(data, _unsealed(data))


def open_bundle(
    data: bytes, identities: Sequence[str], signers: Iterable[AllowedSigner], *, received: datetime
) -> OpenedBundle:
    """Check, decrypt and check again.

    identities: age secrets (`AGE-SECRET-KEY-1…`). received: when the file first came (aware), which decides about a
    revoked key. Raises besides those of inspect_bundle KnownError bundle.{unknown_signer, revoked_signer,
    signer_not_yet_valid, another_recipient, contents_damaged, contents_disagree, newer_version}.
    """
    unsealed = _unsealed(data)
    signer = _signer(unsealed.verification_key, signers, received)
    own = frozenset(age.recipient_of(secret) for secret in identities)
    manifest, files = _opened(unsealed, PAYLOAD, identities)
    _check_agreement(manifest, Part.PAYLOAD, unsealed, signer)
    if own.isdisjoint(manifest.recipients):
        raise KnownError("bundle.contents_disagree")
    return OpenedBundle(
        sealed=_sealed(data, unsealed),
        signer=signer,
        received=received,
        manifest=manifest,
        files=files,
        identities=_opened_identities(unsealed, identities, manifest, own),
    )


def _unsealed(data: bytes) -> Unsealed:
    unsealed = unseal(data, LAYOUT)
    if tuple(unsealed.members) not in MEMBERS:
        raise KnownError("bundle.not_a_bundle")
    return unsealed


def _sealed(data: bytes, unsealed: Unsealed) -> SealedBundle:
    return SealedBundle(content_hash(data), len(data), unsealed.verification_key, unsealed.hashes)


def _signer(verification_key: str, signers: Iterable[AllowedSigner], received: datetime) -> AllowedSigner:
    judgement = judge(verification_key, signers, received)
    if judgement.signer is None:
        raise KnownError("bundle.unknown_signer")
    if judgement.standing is Standing.REVOKED:
        raise KnownError("bundle.revoked_signer", signer=judgement.signer.code)
    if judgement.standing is Standing.NOT_YET_VALID:
        raise KnownError("bundle.signer_not_yet_valid", signer=judgement.signer.code)
    return judgement.signer


def _opened_identities(
    unsealed: Unsealed, identities: Sequence[str], payload: Manifest, own: frozenset[str]
) -> Mapping[str, bytes] | None:
    """The files of identities.age; None where there is none for us."""
    if (IDENTITIES in unsealed.members) != bool(payload.identity_recipients):
        raise KnownError("bundle.contents_disagree")
    if own.isdisjoint(payload.identity_recipients):
        return None
    try:
        manifest, files = _opened(unsealed, IDENTITIES, identities)
    except KnownError as error:
        if error.code != "bundle.another_recipient":
            raise
        raise KnownError("bundle.contents_disagree") from error  # the payload names us as one who can open it
    same = (payload.created, payload.signer_code, payload.verification_key, payload.recipients, payload.interviews)
    here = (manifest.created, manifest.signer_code, manifest.verification_key, manifest.recipients, manifest.interviews)
    if (
        manifest.part is not Part.IDENTITIES
        or here != same
        or manifest.identity_recipients != payload.identity_recipients
    ):
        raise KnownError("bundle.contents_disagree")
    return files


def _opened(unsealed: Unsealed, member: str, identities: Sequence[str]) -> tuple[Manifest, Mapping[str, bytes]]:
    """Decrypt one part and check its form and every hash."""
    try:
        plaintext = age.decrypt(bytes(unsealed.members[member]), identities)
        members = ustar.unpack(plaintext, first=NAME, most=MOST_FILES, padded=True)
        files = {name: bytes(content) for name, content in members.items()}
        manifest = Manifest.from_bytes(files.pop(NAME))
    except age.AnotherRecipient as error:
        raise KnownError("bundle.another_recipient") from error
    except NewerFormat as error:
        raise KnownError("bundle.newer_version") from error
    except (age.Damaged, ValueError) as error:
        raise KnownError("bundle.contents_damaged") from error
    if manifest.files != {name: content_hash(content) for name, content in files.items()}:
        raise KnownError("bundle.contents_damaged")
    return manifest, files


def _check_agreement(manifest: Manifest, part: Part, unsealed: Unsealed, signer: AllowedSigner) -> None:
    said = (manifest.part, manifest.verification_key, manifest.signer_code)
    if said != (part, unsealed.verification_key, signer.code):
        raise KnownError("bundle.contents_disagree")
