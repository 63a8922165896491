"""From a secret and a folder to the key that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from interviewtool.crypto.escrow import escrow_wrapping_key, is_age_identity
from interviewtool.crypto.kdf import CostLimits
from interviewtool.crypto.recovery import looks_like_recovery_code, parse_recovery_code
from interviewtool.crypto.sealing import SealBroken
from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind, unwrap, wrapping_key
from interviewtool.errors import KnownError, Place
from interviewtool.vault.header import Header
from interviewtool.vault.header_file import Generations
from interviewtool.vault.report import Finding, FindingKind


@dataclass(frozen=True, slots=True, repr=False)
class OpenedHeader:
    """header: the newest whose MAC is right. findings: what was wrong with the others."""

    header: Header
    vault_key: bytes
    findings: tuple[Finding, ...]


class Secret:
    """What a person typed: passphrase, recovery code, or the age identity that an escrow slot was made for.

    It keeps what it opened slots with, so that an act which opens a vault several times (to be read, its register, the
    copy beside it) runs Argon2id once for a slot.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._wrapping: dict[tuple[str, bytes], bytes] = {}

    @staticmethod
    def of(secret: str | Secret) -> Secret:
        """The secret itself, or one for a text."""
        return secret if isinstance(secret, Secret) else Secret(secret)

    def wrapping_key(self, header: Header, slot: KeySlot, limits: CostLimits) -> bytes:
        """See `slots.wrapping_key`. limits: of what a cost must lie between."""
        attempt = parse_recovery_code(self.text) if slot.kind == SlotKind.RECOVERY else self.text
        assert attempt is not None
        place = (slot.slot_id, slot.associated(header.vault_id, KeyKind.VAULT))
        if place not in self._wrapping:
            self._wrapping[place] = wrapping_key(slot, attempt, limits)
        return self._wrapping[place]


def find_key(header: Header, secret: str | Secret, key: KeyKind, limits: CostLimits) -> tuple[bytes, KeySlot]:
    """One of the two keys, and the slot that led to it.

    KnownError vault.wrong_passphrase; vault.recovery_code_mistyped for a code whose check characters disagree;
    vault.not_in_escrow when the identity opens a slot that leads to the other key alone.
    """
    secret = Secret.of(secret)
    if is_age_identity(secret.text):
        return _find_in_escrow(header, secret.text, key)
    code = parse_recovery_code(secret.text)
    kinds = (SlotKind.PASSPHRASE,) if code is None else (SlotKind.RECOVERY, SlotKind.PASSPHRASE)
    for slot in (slot for kind in kinds for slot in header.slots if slot.kind == kind):
        try:
            return unwrap(slot, header.vault_id, key, secret.wrapping_key(header, slot, limits)), slot
        except SealBroken:
            continue
    mistyped = code is None and looks_like_recovery_code(secret.text)
    raise KnownError("vault.recovery_code_mistyped" if mistyped else "vault.wrong_passphrase")


def _find_in_escrow(header: Header, age_identity: str, key: KeyKind) -> tuple[bytes, KeySlot]:
    opened = False
    for slot in (slot for slot in header.slots if slot.kind == SlotKind.ESCROW):
        try:
            wrapping = escrow_wrapping_key(slot, age_identity)
            opened = True
            return unwrap(slot, header.vault_id, key, wrapping), slot
        except SealBroken:
            continue
    raise KnownError("vault.not_in_escrow" if opened else "vault.wrong_passphrase")


def open_header(generations: Generations, secret: str | Secret, limits: CostLimits) -> OpenedHeader:
    """The newest header that the vault key vouches for. KnownError as `find_key`, and vault.header_damaged.

    A newer one that refuses is passed over only where the key shows that somebody else has altered it.
    """
    secret = Secret.of(secret)
    refusal = KnownError("vault.header_damaged", Place(file="header"))
    for number, read in enumerate(generations.usable):
        newer = generations.usable[:number]
        try:
            vault_key, _slot = find_key(read.header, secret, KeyKind.VAULT, limits)
        except KnownError as error:
            refusal = refusal if newer else error
            continue
        if any(other.written_with(vault_key) for other in newer):
            raise refusal  # what opens the older one was removed since
        if read.written_with(vault_key):
            altered = (Finding(FindingKind.DAMAGED, "header"),) if newer else ()
            return OpenedHeader(read.header, vault_key, (*generations.findings, *altered))
    raise refusal
