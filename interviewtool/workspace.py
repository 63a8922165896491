"""An unlocked vault and the services over it. `lock()` ends it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from interviewtool.consent import (
    USUAL_MONTHS,
    Consents,
    ReceiptCodes,
    Retentions,
    Withdrawals,
    add_texts,
    parse,
    shipped,
)
from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits
from interviewtool.export import Exports
from interviewtool.interview import Attachments, FormLibrary, Interviews, add_form, definition
from interviewtool.model import now
from interviewtool.model.identifiers import Randomness
from interviewtool.paths import FORMS
from interviewtool.review import Reviews
from interviewtool.team import TeamFile
from interviewtool.team.decisions import Decisions
from interviewtool.team.teams import Teams
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.thread import VaultClosed
from interviewtool.xforms import convert

STANDARD = FORMS / "standard.md"


def check_attachments(team: TeamFile) -> None:
    """Every questionnaire and consent text of a team file can be used. KnownError xforms.*, consent.text_damaged."""
    for questionnaire in team.questionnaires:
        definition(questionnaire.content)
    for text in team.consent_texts:
        parse(text.content)


class Workspace:
    """Everything a person works with between unlocking and locking."""

    def __init__(
        self, vault: Vault, *, clock: Callable[[], datetime] = now, draw: Randomness = secrets.randbelow
    ) -> None:
        self.vault = vault
        self.clock = clock
        self.forms = FormLibrary(vault)
        self.consent = Consents(vault, clock=clock)
        self.interviews = Interviews(vault, self.forms, clock=clock, draw=draw)
        self.receipts = ReceiptCodes(vault, draw=draw)
        self.withdrawals = Withdrawals(vault, clock=clock)
        self.attachments = Attachments(vault, clock=clock)
        self.team = Teams(vault, clock=clock, check=check_attachments, apply=self.withdrawals.carry_out)
        self.decisions = Decisions(self.team)
        self.retention = Retentions(vault, clock=clock, months=self._review_months)
        self.export = Exports(vault, self.forms, self.consent, self.team, clock=clock)
        self.review = Reviews(self.team, clock=clock)

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        clock: Callable[[], datetime] = now,
        draw: Randomness = secrets.randbelow,
        cost: Argon2Cost | None = None,
        limits: CostLimits = LIMITS,
        form_cache: Path | None = None,
    ) -> tuple[Workspace, str]:
        """A new vault with the standard questionnaire and the consent texts in it; also gives the recovery code.

        form_cache: folder where converted questionnaires are kept. KnownError vault.*.
        """
        xform = convert(STANDARD, cache=form_cache)
        vault, recovery_code = Vault.create(folder, passphrase, clock=clock, cost=cost, limits=limits)

        def furnish(transaction: Transaction) -> None:
            add_form(transaction, xform)
            add_texts(transaction, shipped())

        vault.run(furnish)
        return cls(vault, clock=clock, draw=draw), str(recovery_code)

    @classmethod
    def unlock(
        cls,
        folder: Path,
        secret: str,
        *,
        clock: Callable[[], datetime] = now,
        draw: Randomness = secrets.randbelow,
        limits: CostLimits = LIMITS,
    ) -> Workspace:
        """Open a vault with its passphrase or recovery code. KnownError vault.*."""
        workspace = cls(Vault.unlock(folder, secret, clock=clock, limits=limits), clock=clock, draw=draw)
        workspace.withdrawals.carry_out()  # what a kill left undone
        return workspace

    def _review_months(self) -> int:
        team = self.team.current()
        return USUAL_MONTHS if team is None else team.review_months

    def lock(self) -> None:
        """Finish what is being written, anchor the audit chain, let go of the vault. A second call does nothing."""
        try:
            with suppress(VaultClosed):
                self.vault.anchor()
        finally:
            self.vault.close()
