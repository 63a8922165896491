"""The header of a vault: its key slots, the identity public key, and the anchor of the audit chain.

Bytes: `interviewtool vault\\n`; format version (2 bytes, big-endian); length of the body (4 bytes); the body, JSON in
UTF-8; HMAC-SHA256 of all before it, under a key derived from the vault key; SHA-256 of all before that. The sum tells
damage from a wrong passphrase before a key is at hand; the MAC tells whether anyone else wrote it.
Body: vault_id, identity_public_key (hex), generation (counts up), anchor (hex, sealed), slots (id, kind, parameters,
vault_key and identity_key in hex).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, replace
from typing import Any

from interviewtool.crypto.sealing import SealBroken, open_sealed, place, seal
from interviewtool.crypto.slots import KeyKind, KeySlot
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError, Place
from interviewtool.vault.chain import LINK_BYTES

MAGIC = b"interviewtool vault\n"
VERSION = 1
MOST_BYTES = 1 << 16
MOST_SLOTS = 16
VAULT_ID_BYTES = 16
_START = struct.Struct(f">{len(MAGIC)}sHI")
_MAC = _SUM = 32


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the audit chain at the last finalize, export or lock."""

    sequence: int
    link: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Header:
    """anchor: sealed, since it tells how much was done."""

    vault_id: bytes
    identity_public_key: bytes
    generation: int
    anchor: bytes
    slots: tuple[KeySlot, ...]

    def encode(self, vault_key: bytes) -> bytes:
        """The file, with its MAC and sum."""
        body = json.dumps(
            {
                "vault_id": self.vault_id.hex(),
                "identity_public_key": self.identity_public_key.hex(),
                "generation": self.generation,
                "anchor": self.anchor.hex(),
                "slots": [
                    {
                        "id": slot.slot_id,
                        "kind": slot.kind,
                        "parameters": dict(slot.parameters),
                        **{name: wrapped.hex() for name, wrapped in slot.wrapped.items()},
                    }
                    for slot in self.slots
                ],
            },
            indent=1,
        ).encode("utf-8")
        signed = _START.pack(MAGIC, VERSION, len(body)) + body
        signed += _mac(vault_key, signed)
        return signed + hashlib.sha256(signed).digest()

    def read_anchor(self, vault_key: bytes) -> Anchor:
        """KnownError vault.header_damaged."""
        try:
            plain = open_sealed(subkey(vault_key, Label.HEADER_ANCHOR), self.anchor, self._anchor_place())
        except SealBroken:
            raise KnownError("vault.header_damaged", Place(file="header")) from None
        return Anchor(int.from_bytes(plain[:8], "big"), plain[8:])

    def with_anchor(self, anchor: Anchor, vault_key: bytes) -> Header:
        """The next generation, with another anchor."""
        following = replace(self, generation=self.generation + 1)
        plain = anchor.sequence.to_bytes(8, "big") + anchor.link
        sealed = seal(subkey(vault_key, Label.HEADER_ANCHOR), plain, following._anchor_place())
        return replace(following, anchor=sealed)

    def with_slots(self, slots: tuple[KeySlot, ...]) -> Header:
        """The same with other slots."""
        return replace(self, slots=slots)

    def _anchor_place(self) -> bytes:
        return place("interviewtool anchor", self.vault_id, self.generation.to_bytes(8, "big"))


@dataclass(frozen=True, slots=True, repr=False)
class UncheckedHeader:
    """A header whose sum is right, read before the vault key is known. signed, mac: for `written_with`."""

    header: Header
    signed: bytes
    mac: bytes

    def written_with(self, vault_key: bytes) -> bool:
        """Whether the MAC was made with this vault key."""
        return hmac.compare_digest(self.mac, _mac(vault_key, self.signed))


class HeaderDamaged(Exception):
    """These bytes are not a whole header."""


def parse_header(content: bytes) -> UncheckedHeader:
    """Read untrusted bytes. HeaderDamaged; KnownError vault.newer_version for a whole header of a later format."""
    if not len(MAGIC) + _MAC + _SUM < len(content) <= MOST_BYTES or not content.startswith(MAGIC):
        raise HeaderDamaged
    summed, total = content[:-_SUM], content[-_SUM:]
    if hashlib.sha256(summed).digest() != total:
        raise HeaderDamaged
    _magic, version, length = _START.unpack_from(content.ljust(_START.size, b"\0"))
    if version > VERSION:
        raise KnownError("vault.newer_version", Place(file="header"))
    signed, mac = summed[:-_MAC], summed[-_MAC:]
    if version != VERSION or len(signed) != _START.size + length:
        raise HeaderDamaged
    try:
        return UncheckedHeader(_read_body(json.loads(signed[_START.size :])), signed, mac)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise HeaderDamaged from None


def _mac(vault_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(subkey(vault_key, Label.HEADER_MAC), signed, "sha256")


def _read_body(body: Any) -> Header:  # noqa: ANN401 - JSON
    slots = tuple(_read_slot(slot) for slot in body["slots"])
    header = Header(
        vault_id=bytes.fromhex(body["vault_id"]),
        identity_public_key=bytes.fromhex(body["identity_public_key"]),
        generation=body["generation"],
        anchor=bytes.fromhex(body["anchor"]),
        slots=slots,
    )
    if type(header.generation) is not int or not 0 <= header.generation < 1 << 62 or len(slots) > MOST_SLOTS:
        raise ValueError
    if len(header.vault_id) != VAULT_ID_BYTES or len(header.identity_public_key) != LINK_BYTES:
        raise ValueError
    return header


def _read_slot(slot: Any) -> KeySlot:  # noqa: ANN401 - JSON
    parameters = slot["parameters"]
    for name, value in parameters.items():
        if not isinstance(name, str) or not isinstance(value, int | str):
            raise TypeError
    if not isinstance(slot["id"], str) or not isinstance(slot["kind"], str):
        raise TypeError
    wrapped = {key.value: bytes.fromhex(slot[key.value]) for key in KeyKind if key.value in slot}
    return KeySlot(slot["id"], slot["kind"], dict(parameters), wrapped)
