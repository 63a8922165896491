"""Keys for one purpose each, from a random key, by HKDF-SHA256 (RFC 5869). Every label of the program stands here."""

from __future__ import annotations

from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class Label(StrEnum):
    """What a derived key is for. A label never changes and is never used for two things."""

    ANSWERS_DATABASE = "interviewtool/1/answers.db"
    BLOBS = "interviewtool/1/blobs"
    AUDIT = "interviewtool/1/audit"
    HEADER_MAC = "interviewtool/1/header mac"
    HEADER_ANCHOR = "interviewtool/1/header anchor"
    DATA_KEYS = "interviewtool/1/data keys"
    TALLY = "interviewtool/1/tally"
    RECEIPTS = "interviewtool/1/receipt codes"
    BACKUP = "interviewtool/1/backup manifest"
    IDENTITY_DATABASE = "interviewtool/1/identity.db"
    IDENTITY_PAIR = "interviewtool/1/identity x25519"
    IDENTITY_BOX = "interviewtool/1/identity box"
    ESCROW_HOLDER = "interviewtool/1/escrow holder"
    RECOVERY_SLOT = "interviewtool/1/recovery slot"
    ROWS = "interviewtool/1/rows of an interview"
    PLACES = "interviewtool/1/places of answers"
    INTERVIEW_BLOBS = "interviewtool/1/blobs of an interview"
    ONE_BLOB = "interviewtool/1/one blob"


def subkey(key: bytes, label: Label, *, salt: bytes | None = None) -> bytes:
    """32 bytes from a random key (or, with a salt, from a secret of at least 128 bits)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=label.encode("ascii")).derive(key)
