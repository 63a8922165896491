"""What the screen shows of a vault, read at once, off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewtool.crypto.slots import KeyKind, KeySlot, SlotKind
from interviewtool.team import Card
from interviewtool.team import Role as TeamRole

if TYPE_CHECKING:
    from interviewtool.settings import Settings
    from interviewtool.vault.backup_note import BackupNote
    from interviewtool.vault.put_back import PutBack
    from interviewtool.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CareState:
    """slots: the ways to open the vault. holders: recipient by slot id, of those that somebody else's key opens.

    backup: the last one. due: whether it is too old. code_unconfirmed: the recovery code shown last was not typed back.
    put_back: an old copy that nobody has acknowledged yet.
    supervisor: whom keys can be entrusted to, None without a team. supervises: this vault is a supervisor's own.
    """

    slots: tuple[KeySlot, ...]
    holders: Mapping[str, str]
    backup: BackupNote
    due: bool
    code_unconfirmed: bool
    put_back: PutBack | None
    supervisor: Card | None
    supervises: bool

    @classmethod
    def read(cls, workspace: Workspace, settings: Settings) -> CareState:
        """KnownError vault.*."""
        backup = workspace.vault.last_backup()
        team = workspace.team.current()
        supervises = workspace.team.role() is TeamRole.SUPERVISOR
        return cls(
            slots=workspace.vault.slots,
            holders=workspace.vault.holders,
            backup=backup,
            due=backup.due(workspace.clock(), settings.backup_days),
            code_unconfirmed=settings.code_unconfirmed,
            put_back=workspace.vault.put_back(),
            supervisor=None if team is None or supervises else team.supervisor,
            supervises=supervises,
        )

    @property
    def entrusted(self) -> KeySlot | None:
        """The slot of the team's supervisor."""
        wanted = None if self.supervisor is None else self.supervisor.recipient
        return next((slot for slot in self.escrow if self.holders[slot.slot_id] == wanted), None)

    @property
    def escrow(self) -> tuple[KeySlot, ...]:
        """Every slot somebody else's key opens."""
        return tuple(slot for slot in self.slots if slot.kind == SlotKind.ESCROW)

    def holder(self, slot: KeySlot) -> str:
        """Whose key opens an escrow slot: a code, or empty for somebody this vault does not know any more."""
        known = self.supervisor
        return known.interviewer_code if known and self.holders[slot.slot_id] == known.recipient else ""


def opens(slot: KeySlot) -> frozenset[KeyKind]:
    """Which of the two keys a slot leads to."""
    return frozenset(kind for kind in KeyKind if kind in slot.wrapped)
