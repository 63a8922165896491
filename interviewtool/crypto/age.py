"""Encryption to recipients in the age format (age-encryption.org/v1), over pyrage; the `age` command opens it.

Only X25519 recipients (`age1…`) are written or opened, never a passphrase: a file of unknown origin must not choose the
cost of a key derivation. Everything happens in memory, since pyrage leaves partial plaintext behind when it refuses a
damaged file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyrage  # type: ignore[import-untyped]

from interviewtool.errors import KnownError

_FIRST_LINE = b"age-encryption.org/v1\n"
_LONGEST_HEADER = (
    64 * 1024
)  # bytes: some 600 recipients; each costs an X25519 operation before anything is authenticated


class AnotherRecipient(KnownError):
    """None of the identities given opens this file."""

    def __init__(self) -> None:
        super().__init__("age.another_recipient")


class Damaged(KnownError):
    """Not an age file, or one that was cut or changed."""

    def __init__(self) -> None:
        super().__init__("age.damaged")


@dataclass(frozen=True, slots=True, repr=False)
class AgeIdentity:
    """recipient: the public half, `age1…`. secret: `AGE-SECRET-KEY-1…`. It has no repr."""

    recipient: str
    secret: str


def new_age_identity() -> AgeIdentity:
    """A new random X25519 identity."""
    identity = pyrage.x25519.Identity.generate()
    return AgeIdentity(str(identity.to_public()), str(identity))


def recipient_of(secret: str) -> str:
    """The recipient of an identity. ValueError if it is not an `AGE-SECRET-KEY-1…`."""
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("not an age identity") from error


def check_recipient(recipient: str) -> str:
    """The recipient itself, if it is one. ValueError otherwise."""
    try:
        if str(pyrage.x25519.Recipient.from_str(recipient)) != recipient:
            raise ValueError("not an age recipient in its normal form")
    except pyrage.RecipientError as error:
        raise ValueError("not an age recipient") from error
    return recipient


def encrypt(plaintext: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt to every recipient (`age1…`). ValueError if there is none, or one that is not a recipient."""
    if not recipients:
        raise ValueError("no recipient")
    keys = [pyrage.x25519.Recipient.from_str(check_recipient(recipient)) for recipient in recipients]
    return bytes(pyrage.encrypt(plaintext, keys))


def decrypt(ciphertext: bytes, identities: Sequence[str]) -> bytes:
    """The plaintext, opened by any of the identities (`AGE-SECRET-KEY-1…`).

    Raises AnotherRecipient or Damaged. Memory: a little more than the ciphertext, whatever it says.
    """
    header = ciphertext[: _LONGEST_HEADER + 1]
    if not header.startswith(_FIRST_LINE) or b"\n--- " not in header:
        raise Damaged
    try:
        keys = [pyrage.x25519.Identity.from_str(secret) for secret in identities]
        return bytes(pyrage.decrypt(ciphertext, keys))
    except pyrage.DecryptError as error:
        # pyrage has one class for everything; this is the sentence of the Rust crate's DecryptError::NoMatchingKeys.
        raise (AnotherRecipient() if "No matching keys" in str(error) else Damaged()) from error
