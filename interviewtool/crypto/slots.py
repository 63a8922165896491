"""Key slots: ways to the two keys of a vault.

A slot wraps the vault key and the identity key separately, both under one wrapping key, by AES-256-GCM. The associated
data is the vault's id, which key it is, and the slot's id, kind and parameters as canonical JSON (sorted keys, no
spaces, ASCII): a parameter cannot be altered without the slot ceasing to open. Kinds this version does not know are
kept as they are, so that a slot made by a later one survives.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewtool.crypto.kdf import LIMITS, SALT_BYTES, Argon2Cost, CostLimits, passphrase_key
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.crypto.sealing import open_sealed, place, seal
from interviewtool.crypto.subkeys import Label, subkey
from interviewtool.errors import KnownError


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind of slot
    RECOVERY = "recovery"
    ESCROW = "escrow"


class KeyKind(StrEnum):
    """Which of the two keys."""

    VAULT = "vault_key"
    IDENTITY = "identity_key"


@dataclass(frozen=True, slots=True, repr=False)
class KeySlot:
    """slot_id: 8 hex digits. parameters: of the key derivation, numbers and strings. wrapped: the keys it leads to."""

    slot_id: str
    kind: str
    parameters: Mapping[str, int | str]
    wrapped: Mapping[str, bytes]

    def associated(self, vault_id: bytes, key: KeyKind) -> bytes:
        """What the wrapped key is bound to."""
        described = {"id": self.slot_id, "kind": self.kind, "parameters": dict(self.parameters)}
        canonical = json.dumps(described, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return place("interviewtool key slot", vault_id, key.value, canonical)


@dataclass(frozen=True, slots=True, repr=False)
class VaultKeys:
    """The two random keys, 32 bytes each."""

    vault: bytes
    identity: bytes


def passphrase_slot(
    vault_id: bytes, keys: VaultKeys, passphrase: str, cost: Argon2Cost, limits: CostLimits = LIMITS
) -> KeySlot:
    """A slot that a passphrase opens. KnownError crypto.cost_refused, out_of_memory."""
    parameters: dict[str, int | str] = {
        "kdf": "argon2id",
        "salt": os.urandom(SALT_BYTES).hex(),
        "memory_kib": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }
    empty = KeySlot(new_slot_id(), SlotKind.PASSPHRASE.value, parameters, wrapped={})
    return filled(empty, vault_id, keys, _from_passphrase(parameters, passphrase, limits))


def recovery_slot(vault_id: bytes, keys: VaultKeys, code: RecoveryCode) -> KeySlot:
    """A slot that a recovery code opens. Its 140 random bits need no slow function: HKDF."""
    parameters: dict[str, int | str] = {"kdf": "hkdf-sha256", "salt": os.urandom(SALT_BYTES).hex()}
    empty = KeySlot(new_slot_id(), SlotKind.RECOVERY.value, parameters, wrapped={})
    return filled(empty, vault_id, keys, _from_code(parameters, code))


def new_slot_id() -> str:
    """8 random hex digits."""
    return os.urandom(4).hex()


def filled(
    empty: KeySlot, vault_id: bytes, keys: VaultKeys, wrapping: bytes, choice: Collection[KeyKind] = tuple(KeyKind)
) -> KeySlot:
    """A slot with the keys wrapped in it. choice: which of them."""
    content = {KeyKind.VAULT: keys.vault, KeyKind.IDENTITY: keys.identity}
    return replace(
        empty,
        wrapped={
            kind.value: seal(wrapping, content[kind], empty.associated(vault_id, kind))
            for kind in KeyKind
            if kind in choice
        },
    )


def wrapping_key(slot: KeySlot, secret: str | RecoveryCode, limits: CostLimits = LIMITS) -> bytes:
    """The key that wraps a slot's keys, right only if the secret is. KnownError crypto.cost_refused, slot_damaged."""
    if isinstance(secret, RecoveryCode):
        return _from_code(slot.parameters, secret)
    return _from_passphrase(slot.parameters, secret, limits)


def unwrap(slot: KeySlot, vault_id: bytes, key: KeyKind, wrapping: bytes) -> bytes:
    """One of the two keys, 32 bytes. SealBroken when the wrapping key is wrong or the slot was altered."""
    return open_sealed(wrapping, slot.wrapped.get(key.value, b""), slot.associated(vault_id, key))


def _from_passphrase(parameters: Mapping[str, int | str], passphrase: str, limits: CostLimits) -> bytes:
    cost = Argon2Cost(
        memory=_number(parameters, "memory_kib"),
        passes=_number(parameters, "passes"),
        lanes=_number(parameters, "lanes"),
    )
    if parameters.get("kdf") != "argon2id":
        raise KnownError("crypto.slot_damaged")
    return passphrase_key(passphrase, _salt(parameters), cost, limits)


def _from_code(parameters: Mapping[str, int | str], code: RecoveryCode) -> bytes:
    if parameters.get("kdf") != "hkdf-sha256":
        raise KnownError("crypto.slot_damaged")
    return subkey(code.secret, Label.RECOVERY_SLOT, salt=_salt(parameters))


def _number(parameters: Mapping[str, int | str], name: str) -> int:
    value = parameters.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise KnownError("crypto.slot_damaged")
    return value


def _salt(parameters: Mapping[str, int | str]) -> bytes:
    try:
        salt = bytes.fromhex(str(parameters.get("salt", "")))
    except ValueError:
        raise KnownError("crypto.slot_damaged") from None
    if len(salt) != SALT_BYTES:
        raise KnownError("crypto.slot_damaged")
    return salt
