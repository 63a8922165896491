"""A bare Ed25519 signature (RFC 8032), as a questionnaire checks what it was handed by `extract-signed`."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signature_holds(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of a key (32 bytes) signed a message. False for what is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
