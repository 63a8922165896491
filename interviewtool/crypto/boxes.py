"""Sealing to a public key: what only the holder of the private half can open, and the sealer no longer can.

An ephemeral X25519 pair (RFC 7748) for every value; the key is HKDF over the shared secret with both public keys as
salt; then AES-256-GCM. Stored: ephemeral public key (32 bytes), then the sealed value.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from interviewtool.crypto.sealing import SealBroken, open_sealed, seal
from interviewtool.crypto.subkeys import Label, subkey

PUBLIC_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class IdentityPair:
    """The X25519 pair of an identity key. private, public: 32 bytes each."""

    private: bytes
    public: bytes


def identity_pair(identity_key: bytes) -> IdentityPair:
    """The pair that belongs to an identity key, always the same."""
    private = X25519PrivateKey.from_private_bytes(subkey(identity_key, Label.IDENTITY_PAIR))
    return IdentityPair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def seal_to(public_key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Seal to a public key of 32 bytes."""
    ephemeral = X25519PrivateKey.generate()
    own = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
    return own + seal(subkey(shared, Label.IDENTITY_BOX, salt=own + public_key), plaintext, associated)


def open_box(pair: IdentityPair, box: bytes, associated: bytes) -> bytes:
    """What was sealed to the pair's public key. SealBroken when it was not, or was altered."""
    ephemeral, sealed = box[:PUBLIC_KEY_BYTES], box[PUBLIC_KEY_BYTES:]
    try:
        shared = X25519PrivateKey.from_private_bytes(pair.private).exchange(
            X25519PublicKey.from_public_bytes(ephemeral)
        )
    except ValueError:  # too short, or a point of low order
        raise SealBroken from None
    return open_sealed(subkey(shared, Label.IDENTITY_BOX, salt=ephemeral + pair.public), sealed, associated)
