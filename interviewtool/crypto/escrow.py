"""A key slot that a supervisor's age identity opens: what is left when passphrase and recovery code are both gone.

A random wrapping key is encrypted to the recipient in the age format and stands, in hex, in the slot's parameters; it
wraps the keys as in every other slot, so that they are bound to vault and slot. Which of the two keys the supervisor
may reach is a choice of its own for each: the slot wraps only those. Whose slot it is stands in it sealed under the
vault key: a vault that is seized must not tell who else can open it.
"""

from __future__ import annotations

from collections.abc import Collection

from interviewtool.crypto.age import AnotherRecipient, Damaged, check_recipient, decrypt, encrypt
from interviewtool.crypto.sealing import SealBroken, new_key, open_sealed, place, seal
from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind, VaultKeys, filled, new_slot_id
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError

KDF = "age-x25519"
_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - how every age identity begins
_WRAPPING_KEY_BYTES = 32


def is_age_identity(secret: str) -> bool:
    """Whether a secret is meant to open an escrow slot."""
    return secret.strip().upper().startswith(_SECRET)


def escrow_slot(vault_id: bytes, keys: VaultKeys, recipient: str, choice: Collection[KeyKind]) -> KeySlot:
    """A slot for the holder of a recipient's identity. choice: which keys; one at least.

    KnownError crypto.not_a_recipient.
    """
    if not choice:
        raise ValueError("a slot for no key")
    try:
        check_recipient(recipient)
    except ValueError:
        raise KnownError("crypto.not_a_recipient") from None
    wrapping = new_key()
    slot_id = new_slot_id()
    named = seal(subkey(keys.vault, Label.ESCROW_HOLDER), recipient.encode("ascii"), _holder_place(vault_id, slot_id))
    parameters: dict[str, int | str] = {
        "kdf": KDF,
        "holder": named.hex(),
        "age": encrypt(wrapping, [recipient]).hex(),
    }
    empty = KeySlot(slot_id, SlotKind.ESCROW.value, parameters, wrapped={})
    return filled(empty, vault_id, keys, wrapping, choice)


def escrow_holder(slot: KeySlot, vault_id: bytes, vault_key: bytes) -> str:
    """The recipient (`age1…`) an escrow slot was made for; "" where that cannot be told."""
    in_clear = slot.parameters.get("recipient")  # of slots that an earlier version made
    if isinstance(in_clear, str):
        return in_clear
    try:
        sealed = bytes.fromhex(str(slot.parameters.get("holder", "")))
        place_of_it = _holder_place(vault_id, slot.slot_id)
        return open_sealed(subkey(vault_key, Label.ESCROW_HOLDER), sealed, place_of_it).decode("ascii")
    except (SealBroken, ValueError):
        return ""


def _holder_place(vault_id: bytes, slot_id: str) -> bytes:
    return place("interviewtool escrow holder", vault_id, slot_id)


def escrow_wrapping_key(slot: KeySlot, age_identity: str) -> bytes:
    """The key that wraps an escrow slot's keys. SealBroken when the slot is another supervisor's, or was altered."""
    try:
        wrapping = decrypt(bytes.fromhex(str(slot.parameters.get("age", ""))), [age_identity.strip().upper()])
    except (AnotherRecipient, Damaged, ValueError):
        raise SealBroken from None
    if slot.parameters.get("kdf") != KDF or len(wrapping) != _WRAPPING_KEY_BYTES:
        raise SealBroken
    return wrapping
