"""The header of an open vault: its key slots, which change at a person's wish, and the anchor of the audit chain.

Every change is written before it counts. After a panic nothing is written any more, or the slots would be back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress

from interviewtool.crypto.escrow import escrow_holder, escrow_slot
from interviewtool.crypto.kdf import Argon2Cost, CostLimits, affordable_cost
from interviewtool.crypto.recovery import RecoveryCode, new_recovery_code
from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind, VaultKeys, passphrase_slot, recovery_slot
from interviewtool.errors import KnownError
from interviewtool.vault.audit import Audit
from interviewtool.vault.ballast import give_up
from interviewtool.vault.failures import is_disk_full
from interviewtool.vault.header import MOST_SLOTS, Anchor, Header
from interviewtool.vault.header_file import removal_unfinished, write_generation, write_only_generation
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import OpenedHeader, find_key
from interviewtool.vault.panic import Destruction, destroy_keys
from interviewtool.vault.store import Store
from interviewtool.vault.worker import Worker

SLOTS_CHANGED = "key slots changed"
"""Audit event."""


class VaultHeader:
    """Changes of slots may be asked for from any thread but the vault's own; what takes a store runs on that."""

    def __init__(self, worker: Worker, opened: OpenedHeader, limits: CostLimits) -> None:
        self._worker = worker
        self._vault_key = opened.vault_key
        self._limits = limits
        self._destroyed = False
        self.current: Header = opened.header

    def read_anchor(self) -> Anchor:
        """Where the audit chain ended when it was last anchored."""
        return self.current.read_anchor(self._vault_key)

    def identity_key(self, secret: str) -> bytes:
        """32 bytes. KnownError as `find_key`."""
        return find_key(self.current, secret, KeyKind.IDENTITY, self._limits)[0]

    def mend(self, *, damaged: bool) -> None:
        """After a kill: finish a removal of slots. damaged: put the good generation in the place of both."""
        if damaged or removal_unfinished(self._worker.layout, self.current):
            self._write(self.current, write_only_generation)

    def anchor(self, store: Store) -> None:
        """Write the head of the chain, if it moved. KnownError vault.disk_full, folder_gone."""
        anchor = Anchor(store.head.sequence, store.head.link)
        if not self._destroyed and self.read_anchor() != anchor:
            with suppress(KnownError):  # only speed hangs on it: a full disk must not keep the anchor from its place
                self._worker.checkpoint()
            self._write(self.current.with_anchor(anchor, self._vault_key))

    def change_passphrase(self, old: str, new: str, cost: Argon2Cost | None) -> None:
        """See `Vault.change_passphrase`."""
        _key, opened = find_key(self.current, old, KeyKind.VAULT, self._limits)
        slot = self._passphrase_slot(old, new, cost)
        replaced = (opened,) if opened.kind == SlotKind.PASSPHRASE else self._of_kind(SlotKind.PASSPHRASE)
        self._change_slots(replaced, slot)

    def renew_recovery_code(self, secret: str) -> RecoveryCode:
        """See `Vault.renew_recovery_code`."""
        code = new_recovery_code()
        slot = recovery_slot(self.current.vault_id, self._both_keys(secret), code)
        self._change_slots(self._of_kind(SlotKind.RECOVERY), slot)
        return code

    def add_passphrase(self, secret: str, new: str, cost: Argon2Cost | None) -> KeySlot:
        """See `Vault.add_passphrase`."""
        slot = self._passphrase_slot(secret, new, cost)
        self._change_slots((), slot)
        return slot

    def add_escrow(self, secret: str, recipient: str, choice: Collection[KeyKind]) -> KeySlot:
        """See `Vault.add_escrow`."""
        slot = escrow_slot(self.current.vault_id, self._both_keys(secret), recipient, choice)
        holders = self.holders()
        before = tuple(one for one in self.current.slots if holders.get(one.slot_id) == recipient)
        self._change_slots(before, slot)
        return slot

    def holders(self) -> dict[str, str]:
        """See `Vault.holders`."""
        return {
            slot.slot_id: escrow_holder(slot, self.current.vault_id, self._vault_key)
            for slot in self._of_kind(SlotKind.ESCROW)
        }

    def remove_slot(self, secret: str, slot_id: str) -> None:
        """See `Vault.remove_slot`."""
        find_key(self.current, secret, KeyKind.VAULT, self._limits)
        removed = next((slot for slot in self.current.slots if slot.slot_id == slot_id), None)
        if removed is None:
            raise KnownError("vault.no_such_slot", slot=slot_id)
        if self._of_kind(SlotKind.PASSPHRASE) == (removed,):
            raise KnownError("vault.last_slot")
        self._change_slots((removed,))

    def destroy(self) -> Destruction:
        """See `Vault.panic`. Waits for nothing; what the vault's thread is writing this moment goes right after it."""
        self._destroyed = True
        everywhere = self._worker.layout.with_copies
        done = destroy_keys(*everywhere)
        self._worker.thread.submit(lambda: destroy_keys(*everywhere))
        return done

    def _write(self, header: Header, write: Callable[[Layout, bytes], None] = write_generation) -> None:
        self._worker.check_folder()
        content = header.encode(self._vault_key)
        try:
            write(self._worker.layout, content)
        except OSError as error:
            if not is_disk_full(error) or not give_up(self._worker.layout.ballast):
                raise
            write(self._worker.layout, content)
        self.current = header

    def _both_keys(self, secret: str) -> VaultKeys:
        return VaultKeys(vault=self._vault_key, identity=self.identity_key(secret))

    def _of_kind(self, kind: SlotKind) -> tuple[KeySlot, ...]:
        return tuple(slot for slot in self.current.slots if slot.kind == kind)

    def _passphrase_slot(self, secret: str, new: str, cost: Argon2Cost | None) -> KeySlot:
        keys = self._both_keys(secret)
        if not new:
            raise KnownError("vault.passphrase_empty")
        return passphrase_slot(self.current.vault_id, keys, new, cost or affordable_cost(), self._limits)

    def _change_slots(self, removed: tuple[KeySlot, ...], *added: KeySlot) -> None:
        gone = {slot.slot_id for slot in removed}
        slots = (*(slot for slot in self.current.slots if slot.slot_id not in gone), *added)
        if len(slots) > MOST_SLOTS:
            raise KnownError("vault.too_many_slots")
        details = {"removed": " ".join(sorted(gone)), "added": " ".join(f"{one.kind} {one.slot_id}" for one in added)}

        def change(store: Store) -> None:
            # The folder is looked at inside, before the commit: after a panic no slot may come back.
            self._worker.transact(lambda inner: Audit(inner).append(None, SLOTS_CHANGED, details=details))
            anchor = Anchor(store.head.sequence, store.head.link)
            header = self.current.with_slots(slots).with_anchor(anchor, self._vault_key)
            write_only_generation(self._worker.layout, header.encode(self._vault_key))
            self.current = header

        self._worker.outside(change)
