"""One person of the register: sealed under a key of its own, so that erasing it needs no open register."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from interviewtool.crypto.sealing import open_sealed, place, seal
from interviewtool.model import Identity
from interviewtool.vault.records import pack, unpack
from interviewtool.vault.slot_number import after_slot, slot_of, with_slot


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What answers.db knows of a record: slot of its key, and SHA-256 of the record as last written, sealed."""

    slot: int
    digest: bytes

    def encode(self) -> bytes:
        """36 bytes."""
        return with_slot(self.slot, self.digest)

    @staticmethod
    def decode(content: bytes) -> PersonEntry:
        """From what `encode` made."""
        return PersonEntry(slot_of(content), after_slot(content))


def seal_person(key: bytes, identity: Identity) -> bytes:
    """The record of a person, sealed."""
    return seal(key, pack(identity), place("interviewtool person record", identity.person_code))


def open_person(key: bytes, person_code: str, sealed: bytes) -> Identity:
    """The person. SealBroken when the record is another's or was altered."""
    return unpack(Identity, open_sealed(key, sealed, place("interviewtool person record", person_code)))


def digest(sealed: bytes) -> bytes:
    """SHA-256 of a sealed record."""
    return hashlib.sha256(sealed).digest()


def box_place(person_code: str) -> bytes:
    """Associated data of a record that waits in answers.db, sealed to the identity public key."""
    return place("interviewtool waiting name", person_code)
