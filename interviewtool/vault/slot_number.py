"""The number of a slot of `keys` at the beginning of a row: whose key opens the rest, or was erased."""

from __future__ import annotations

SLOT_NUMBER_BYTES = 4


def with_slot(slot: int, rest: bytes) -> bytes:
    """A row's content: the number, big endian, then the rest."""
    return slot.to_bytes(SLOT_NUMBER_BYTES, "big") + rest


def slot_of(content: bytes) -> int:
    """The number at the beginning."""
    return int.from_bytes(content[:SLOT_NUMBER_BYTES], "big")


def after_slot(content: bytes) -> bytes:
    """The rest."""
    return content[SLOT_NUMBER_BYTES:]
