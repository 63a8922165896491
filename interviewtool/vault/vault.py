"""One encrypted vault folder, opened by one program, worked on one thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.model import InterviewId
from interviewtool.vault.blobs import Blobs
from interviewtool.vault.identities import IdentityRegister
from interviewtool.vault.report import Erasure, Finding, Report
from interviewtool.vault.transaction import Transaction

T = TypeVar("T")
Clock = Callable[[], datetime]


class Vault:
    """An unlocked vault. Every method may be called from any thread but the vault's own."""

    blobs: Blobs

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        *,
        clock: Clock,
        cost: Argon2Cost | None = None,
        limits: CostLimits = LIMITS,
    ) -> tuple[Vault, RecoveryCode]:
        """A new vault in a folder that does not exist or is empty; cost None takes what the machine affords.

        KnownError vault.folder_not_empty, vault.read_only, vault.disk_full.
        """
        raise NotImplementedError

    @staticmethod
    def unlock(folder: Path, passphrase_or_recovery_code: str, *, clock: Clock, limits: CostLimits = LIMITS) -> Vault:
        """Open a vault. What was found put back or broken stands in `findings` and is to be shown.

        KnownError vault.wrong_passphrase, recovery_code_mistyped, not_a_vault, newer_version, header_damaged,
        keys_damaged, database_missing, database_damaged, already_open, read_only.
        """
        raise NotImplementedError

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What unlocking, and reading since, found put back or damaged."""
        raise NotImplementedError

    @property
    def identity_public_key(self) -> bytes:
        """X25519, 32 bytes: names are sealed to it while the register is closed."""
        raise NotImplementedError

    def run(self, work: Callable[[Transaction], T]) -> T:
        """One database transaction on the vault's thread; durable on return, rolled back on any exception."""
        raise NotImplementedError

    def submit(self, work: Callable[[Transaction], T]) -> Future[T]:
        """The same without waiting; the order of calls is kept."""
        raise NotImplementedError

    def anchor(self) -> None:
        """Write the head of the audit chain into the header: on finalize, export and lock."""
        raise NotImplementedError

    def erase(self, interview_id: InterviewId) -> Erasure:
        """Make everything of an interview unreadable for ever, also on a full disk. Its tombstone stays."""
        raise NotImplementedError

    def verify(self, progress: Callable[[float], None]) -> Report:
        """Check every byte that can be checked. progress: 0..1, on the vault's thread; may raise to stop."""
        raise NotImplementedError

    def identities(self, passphrase: str) -> AbstractContextManager[IdentityRegister]:
        """The register of who is who, open for the length of a with block. KnownError vault.wrong_passphrase."""
        raise NotImplementedError

    def change_passphrase(self, old: str, new: str, *, cost: Argon2Cost | None = None) -> None:
        """Put a new passphrase in place of the old one, which opens no generation of the header any more."""
        raise NotImplementedError

    def close(self) -> None:
        """Finish what was submitted and let go of the folder. A second call does nothing."""
        raise NotImplementedError
