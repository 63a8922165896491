"""The signed container that bundle and team file share: a ustar of SHA256SUMS, SHA256SUMS.sig and the members.

SHA256SUMS holds one line per member, in order (64 lowercase hex digits, two spaces, name, LF), as sha256sum(1) reads
it; the SSHSIG is over exactly these bytes, never over members one after the other, whose boundary could be moved.
Listed and present names agree, and the whole file has one way to be written, so a change of any
byte is refused. By hand: tar -xf FILE; ssh-keygen -Y verify … -s SHA256SUMS.sig < SHA256SUMS && sha256sum --strict -c
SHA256SUMS
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from interviewtool.crypto import ustar
from interviewtool.crypto.sshsig import BadSignature, SigningKey, sign, verified_signer
from interviewtool.errors import KnownError
from interviewtool.model import ContentHash

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
BUNDLE_NAMESPACE = "interviewtool-bundle@1"
"""Stands here since bundles are written in one package, and the list of who may sign them in another."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What one kind of container is: namespace of its signature, first member, bounds, and the codes of its refusals.

    longest: bytes of the whole file. most_members: without the two of the container itself.
    """

    namespace: str
    first_member: str
    longest: int
    most_members: int
    unrecognised: str
    truncated: str
    altered: str
    too_large: str


@dataclass(frozen=True, slots=True, repr=False)
class Unsealed:
    """A container whose hashes and signature hold. Whose verification_key it is, the caller must find out."""

    verification_key: str
    members: Mapping[str, memoryview]
    hashes: Mapping[str, ContentHash]


def content_hash(content: bytes | memoryview) -> ContentHash:
    """SHA-256 as 64 lowercase hex digits."""
    return ContentHash(hashlib.sha256(content).hexdigest())


def seal(members: Mapping[str, bytes], key: SigningKey, layout: Layout) -> bytes:
    """The container of these members, in this order, signed. Deterministic.

    Raises KnownError layout.too_large. ValueError for members that are not of this kind of container.
    """
    if next(iter(members), "") != layout.first_member or len(members) > layout.most_members:
        raise ValueError("not the members of this kind of container")
    sums = _sums({name: content_hash(content) for name, content in members.items()})
    data = ustar.pack({SUMS: sums, SIGNATURE: sign(sums, key, layout.namespace).encode(), **members})
    if len(data) > layout.longest:
        raise KnownError(layout.too_large)
    return data


def unseal(data: bytes, layout: Layout) -> Unsealed:
    """Check form, signature and hashes, and give the members, as views into the data.

    Raises KnownError with the codes of the layout.
    """
    if len(data) > layout.longest:
        raise KnownError(layout.too_large)
    try:
        members = ustar.unpack(data, first=SUMS, most=layout.most_members + 2)
    except ustar.NotAnArchive as error:
        raise KnownError(layout.unrecognised) from error
    except ustar.CutOff as error:
        raise KnownError(layout.truncated) from error
    except ustar.TooMany as error:  # a container of another kind may hold more
        known = error.names[2:3] == (layout.first_member,)
        raise KnownError(layout.altered if known else layout.unrecognised) from error
    except ustar.Malformed as error:
        raise KnownError(layout.altered) from error
    names = tuple(members)
    if names[1:2] != (SIGNATURE,) or names[2:3] != (layout.first_member,):
        raise KnownError(layout.unrecognised)
    sums, signature = bytes(members.pop(SUMS)), bytes(members.pop(SIGNATURE))
    try:
        verification_key = verified_signer(sums, signature.decode("ascii"), layout.namespace)
    except (BadSignature, UnicodeDecodeError) as error:
        raise KnownError(layout.altered) from error
    hashes = {name: content_hash(content) for name, content in members.items()}
    if _sums(hashes) != sums:
        raise KnownError(layout.altered)
    return Unsealed(verification_key, members, hashes)


def _sums(hashes: Mapping[str, ContentHash]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items()).encode()
