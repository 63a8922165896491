"""Where in a chosen folder a backup belongs."""

from __future__ import annotations

from pathlib import Path

from interviewtool.vault.backup_store import BackupStore

_OWN = "backup"


def backup_place(chosen: Path) -> Path:
    """The folder itself where it is empty or holds a backup, otherwise one inside: a stick has other things on it."""
    try:
        free = not chosen.exists() or not any(chosen.iterdir())
    except OSError:
        return chosen  # the backup says what is wrong with it
    return chosen if free or BackupStore(chosen).vault_id() is not None else chosen / _OWN
