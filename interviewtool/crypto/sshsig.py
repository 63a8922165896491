"""Ed25519 signatures in OpenSSH's own formats, so that `ssh-keygen -Y verify` checks them without this program.

Follows OpenSSH's PROTOCOL.sshsig: a signature is made over a namespace and a hash of the message, and a signature for
one namespace never holds in another. Only Ed25519 is written or read. Reading is strict: there is exactly one text
for a signature, the one that `ssh-keygen -Y sign` writes, so that no byte of it can change unnoticed. A signature
carries no time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from interviewtool.errors import KnownError

_MAGIC = b"SSHSIG"
_VERSION = 1
_TYPE = b"ssh-ed25519"
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
END = "-----END SSH SIGNATURE-----\n"
_LINE = 70  # as ssh-keygen wraps it
_LONGEST = 1_000  # characters; an Ed25519 signature with the longest namespace of ours has under 400


class BadSignature(KnownError):
    """The signature does not hold for this message, key and namespace, or is none. Callers say of which file."""

    def __init__(self) -> None:
        super().__init__("sshsig.bad_signature")


class NotAKey(ValueError):
    """Not an Ed25519 key in OpenSSH's format."""


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """An Ed25519 private key. It has no repr."""

    _key: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, pem: bytes) -> Self:
        """A key from OpenSSH's private key format, unencrypted. NotAKey if it is not an Ed25519 key in it."""
        try:
            key = serialization.load_ssh_private_key(pem, password=None)
        except (TypeError, UnsupportedAlgorithm) as error:
            raise NotAKey from error
        if not isinstance(key, Ed25519PrivateKey):
            raise NotAKey
        return cls(key)

    def to_bytes(self) -> bytes:
        """OpenSSH's private key format, unencrypted: it may stand inside the vault only."""
        return self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
        )

    @property
    def verification_key(self) -> str:
        """The public half as OpenSSH writes it, without a comment: `ssh-ed25519 AAAA…`."""
        return _line(self._key.public_key())

    def sign_raw(self, message: bytes) -> bytes:
        """The bare Ed25519 signature, 64 bytes."""
        return self._key.sign(message)


def sign(message: bytes, key: SigningKey, namespace: str) -> str:
    """The armored signature over the message, as `ssh-keygen -Y sign -n namespace` writes it; deterministic."""
    digest = hashlib.sha512(message).digest()
    public = _key_blob(key.verification_key)
    raw = key.sign_raw(_signed_data(namespace.encode(), b"sha512", digest))
    return _armored(
        _MAGIC
        + struct.pack(">I", _VERSION)
        + b"".join(map(_string, (public, namespace.encode(), b"", b"sha512", _string(_TYPE) + _string(raw))))
    )


def verified_signer(message: bytes, armored: str, namespace: str) -> str:
    """The verification key inside the signature, after checking that it made it over this message. Raises BadSignature.

    This says only that the holder of that key signed; whether the key belongs to anybody is the caller's question.
    """
    public, signed_namespace, hash_name, raw = _parsed(armored)
    if signed_namespace != namespace.encode() or hash_name not in _HASHES:
        raise BadSignature
    digest = _HASHES[hash_name](message).digest()
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(raw, _signed_data(signed_namespace, hash_name, digest))
    except (InvalidSignature, ValueError) as error:
        raise BadSignature from error
    return _line(Ed25519PublicKey.from_public_bytes(public))


def _line(key: Ed25519PublicKey) -> str:
    return key.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()


def _key_blob(verification_key: str) -> bytes:
    return base64.b64decode(verification_key.split()[1])


def _signed_data(namespace: bytes, hash_name: bytes, digest: bytes) -> bytes:
    return _MAGIC + b"".join(map(_string, (namespace, b"", hash_name, digest)))


def _armored(blob: bytes) -> str:
    text = base64.b64encode(blob).decode()
    return BEGIN + "".join(text[i : i + _LINE] + "\n" for i in range(0, len(text), _LINE)) + END


def _parsed(armored: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Raw public key, namespace, name of the hash, raw signature."""
    if len(armored) > _LONGEST or not armored.startswith(BEGIN) or not armored.endswith(END):
        raise BadSignature
    try:
        blob = base64.b64decode(armored[len(BEGIN) : -len(END)].replace("\n", ""), validate=True)
        if _armored(blob) != armored or blob[:10] != _MAGIC + struct.pack(">I", _VERSION):
            raise BadSignature
        public_blob, namespace, reserved, hash_name, signature = _strings(blob[10:], 5)
        key_type, public = _strings(public_blob, 2)
        signature_type, raw = _strings(signature, 2)
    except (binascii.Error, ValueError) as error:
        raise BadSignature from error
    if reserved or key_type != _TYPE or signature_type != _TYPE:
        raise BadSignature
    return public, namespace, hash_name, raw


def _string(value: bytes) -> bytes:
    """RFC 4251, section 5: length as uint32, then the bytes."""
    return struct.pack(">I", len(value)) + value


def _strings(blob: bytes, count: int) -> list[bytes]:
    """Exactly `count` strings that fill the blob. ValueError otherwise."""
    found = []
    for _ in range(count):
        if len(blob) < 4:
            raise ValueError("a length is cut off")
        (length,) = struct.unpack_from(">I", blob)
        if len(blob) - 4 < length:
            raise ValueError("a string is cut off")
        found.append(blob[4 : 4 + length])
        blob = blob[4 + length :]
    if blob:
        raise ValueError("bytes are left over")
    return found
