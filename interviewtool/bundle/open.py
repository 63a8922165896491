"""Checking and opening a bundle: nothing is decrypted before the signature is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewtool.bundle.manifest import Manifest
from interviewtool.crypto.signers import AllowedSigner
from interviewtool.model import ContentHash


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """The signed outside, whose signature holds. hash: of the whole file. members: name → hash of the ciphertext."""

    hash: ContentHash
    verification_key: str
    members: Mapping[str, ContentHash]

    @property
    def has_identities(self) -> bool:
        """Whether an identities.age is inside."""
        return "identities.age" in self.members


@dataclass(frozen=True, slots=True, repr=False)
class OpenedBundle:
    """Everything checked. addressed_to: recipients of the payload. identities: None where none are inside, or
    where these identities do not open them."""

    sealed: SealedBundle
    signer: AllowedSigner
    manifest: Manifest
    files: Mapping[str, bytes]
    identities: Mapping[str, bytes] | None

    @property
    def addressed_to(self) -> tuple[str, ...]:
        """Recipients named inside."""
        return self.manifest.recipients


def inspect_bundle(data: bytes) -> SealedBundle:
    """Check form, hashes and signature without any key of ours.

    Raises KnownError bundle.{not_a_bundle, truncated, altered, too_large}.
    """
    raise NotImplementedError


def open_bundle(
    data: bytes, identities: Sequence[str], signers: Iterable[AllowedSigner], *, received: datetime
) -> OpenedBundle:
    """Check, decrypt and check again.

    identities: age secrets (`AGE-SECRET-KEY-1…`). received: when the file first came (aware), which decides about a
    revoked key. Raises besides those of inspect_bundle KnownError bundle.{unknown_signer, revoked_signer,
    signer_not_yet_valid, another_recipient, contents_damaged, contents_disagree, newer_version}.
    """
    raise NotImplementedError
