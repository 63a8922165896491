"""What a vault remembers of its last backup, so that it can remind a person of the next.

It stands inside the vault: a setting would tell whoever has the machine where the copy lies. A note that came along
from another vault, by a rotation or a restore, counts for nothing: the new vault has no backup yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from interviewtool.vault.records import pack, unpack
from interviewtool.vault.transaction import Transaction

_KIND, _NAME = "backup", "last"


@dataclass(frozen=True, slots=True)
class _Noted:
    vault_id: str
    time: datetime
    folder: str
    entries: int


@dataclass(frozen=True, slots=True)
class BackupNote:
    """time, folder: of the last finished backup; None before the first. changed: whether anything is not in it."""

    time: datetime | None
    folder: Path | None
    changed: bool

    def due(self, now: datetime, days: int) -> bool:
        """Whether to remind a person: something is not backed up, and the last backup is so many days old. days 0:
        never. A time in the future, from a clock that was wrong, does not silence it.
        """
        if not days or not self.changed:
            return False
        return self.time is None or not timedelta(0) <= now - self.time < timedelta(days=days)


def note_backup(transaction: Transaction, folder: Path, vault_id: bytes) -> None:
    """Remember that a backup was finished now, in the entry of the audit log that comes next."""
    audit = transaction.audit
    noted = _Noted(vault_id.hex(), audit.now(), str(folder.absolute()), audit.count() + 1)
    transaction.documents.replace(_KIND, _NAME, pack(noted))
    audit.append(None, "backup")


def read_backup_note(transaction: Transaction, vault_id: bytes) -> BackupNote:
    """What was last noted."""
    content = transaction.documents.get(_KIND, _NAME)
    if content is not None:
        noted = unpack(_Noted, content)
        if noted.vault_id == vault_id.hex():
            return BackupNote(noted.time, Path(noted.folder), transaction.audit.count() > noted.entries)
    return BackupNote(None, None, bool(transaction.interviews.list()))
