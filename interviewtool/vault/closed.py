"""What can be told of a vault that is not open; nothing in it is changed. Whatever a killed rotation left is heeded."""

from __future__ import annotations

from pathlib import Path

from interviewtool.crypto.kdf import LIMITS, CostLimits
from interviewtool.crypto.slots import KeySlot
from interviewtool.errors import KnownError
from interviewtool.vault.header_file import read_generations
from interviewtool.vault.layout import Layout
from interviewtool.vault.opening import open_header
from interviewtool.vault.replacing import is_to_finish, vault_to_come


def awaited(folder: Path) -> bool:
    """Whether a vault comes back under this name as soon as it is unlocked: a rotation was killed at its end."""
    return is_to_finish(Layout(folder))


def ways_to_open(folder: Path) -> tuple[KeySlot, ...]:
    """Its slots, as its header says; nothing vouches for it yet.

    For somebody who forgot the passphrase. KnownError vault.not_a_vault, header_damaged, newer_version.
    """
    return read_generations(vault_to_come(Layout(folder))).usable[0].header.slots


def opens(folder: Path, secret: str, *, limits: CostLimits = LIMITS) -> bool:
    """Whether a secret opens it. KnownError vault.not_a_vault, header_damaged, newer_version."""
    try:
        open_header(read_generations(vault_to_come(Layout(folder))), secret, limits)
    except KnownError as error:
        if error.code not in ("vault.wrong_passphrase", "vault.recovery_code_mistyped", "vault.not_in_escrow"):
            raise
        return False
    return True
