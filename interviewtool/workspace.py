"""An unlocked vault and the services over it. `lock()` ends it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewtool.consent import (
    Consents,
    PaperForms,
    ReceiptCodes,
    Retentions,
    Withdrawals,
    add_texts,
    parse,
    shipped,
)
from interviewtool.crypto.kdf import LIMITS, Argon2Cost, CostLimits
from interviewtool.errors import KnownError
from interviewtool.interview import (
    Attachments,
    FormLibrary,
    Interviews,
    Session,
    add_form,
    definition,
    prepared,
)
from interviewtool.model import USUAL_MONTHS, ContentHash, InterviewId, now
from interviewtool.model.codes import Randomness
from interviewtool.paths import FORMS
from interviewtool.pseudonym import Opening
from interviewtool.team import TeamFile
from interviewtool.team.decisions import Decisions
from interviewtool.team.teams import Teams
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.filling import filling
from interviewtool.vault.thread import VaultClosed
from interviewtool.xforms import convert
from interviewtool.xforms.workbooks.markdown import read_tables

if TYPE_CHECKING:
    from interviewtool.export import Exports
    from interviewtool.review import Reviews

STANDARD = FORMS / "standard.md"

CODE_QUESTION = "interviewer"
"""What a questionnaire calls the question of its preparation that asks for the interviewer's code."""

LANGUAGE_QUESTION = "session_language"
"""The one that asks for the language at the beginning, which was chosen before."""

NUMBER_QUESTION, EARLIER_QUESTION = "session_number", "earlier_session"
"""Those that ask which interview with this person it is, and for the code of the one before."""

_AT_WORK = ("window", "at work")
"""Kind and name of the document that says which interview was open at the last lock."""


def _shipped_version() -> tuple[str, str]:
    """Id and version of the standard questionnaire, without converting it, which takes seconds."""
    names, settings = read_tables(STANDARD.read_text(encoding="utf-8"))["settings"]
    row = dict(zip(names, settings, strict=False))
    return row["form_id"], row["version"]


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
        self.consent = Consents(vault, clock=clock, months=self._review_months)
        self.interviews = Interviews(vault, self.forms, clock=clock, draw=draw)
        self.paper_forms = PaperForms(vault, clock=clock)
        self.receipts = ReceiptCodes(vault, draw=draw)
        self.withdrawals = Withdrawals(vault, clock=clock, close_stopped=self.interviews.close_stopped)
        self.attachments = Attachments(vault, clock=clock)
        self.team = Teams(vault, clock=clock, check=check_attachments, apply=self.withdrawals.carry_out)
        self.decisions = Decisions(self.team)
        self.retention = Retentions(
            vault, clock=clock, months=self._review_months, carry_out=self.withdrawals.carry_out
        )

    @cached_property
    def export(self) -> Exports:
        """What leaves. Loaded when it is used: with it comes what sets pages."""
        from interviewtool.export import Exports

        return Exports(self.vault, self.forms, self.consent, self.team, clock=self.clock)

    @cached_property
    def review(self) -> Reviews:
        """The supervisor's desk. Loaded when it is used, as it reads what exports write."""
        from interviewtool.review import Reviews

        return Reviews(self.vault, self.team, clock=self.clock)

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

        def furnish(transaction: Transaction) -> None:
            add_form(transaction, xform)
            add_texts(transaction, shipped())

        with filling(folder):
            vault, recovery_code = Vault.create(
                folder, passphrase, clock=clock, cost=cost, limits=limits, filled_later=True
            )
            try:
                vault.run(furnish)
            except BaseException:
                vault.close()
                raise
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
        form_cache: Path | None = None,
    ) -> Workspace:
        """Open a vault with its passphrase or recovery code. form_cache: as in `create`. KnownError vault.*."""
        workspace = cls(Vault.unlock(folder, secret, clock=clock, limits=limits), clock=clock, draw=draw)
        with suppress(KnownError):  # what is damaged must not keep the vault shut
            workspace.withdrawals.carry_out()  # what a kill left undone
        workspace.take_newer_standard(form_cache)
        return workspace

    def take_newer_standard(self, form_cache: Path | None = None) -> None:
        """Begin new interviews with this program's standard questionnaire and consent texts, where older ones stand.

        What a team chose instead stays chosen; an interview keeps the version it was begun with, a record its text.
        """
        form_id, version = _shipped_version()
        if self.forms.is_older(form_id, version):
            self.forms.add(convert(STANDARD, cache=form_cache))
        texts = {text.hash for text in self.consent.texts()}
        ours = {text.hash for text in shipped()}
        if texts < ours:
            self.vault.run(lambda transaction: add_texts(transaction, shipped()))

    def _review_months(self) -> int:
        team = self.team.current()
        return USUAL_MONTHS if team is None else team.review_months

    def begin(self, form_hash: ContentHash, language: str, *, practice: bool = False) -> Session:
        """Begin an interview; its language and the interviewer's code, if this vault has one, stand in its preparation.

        KnownError as `Interviews.prepare`.
        """
        return self._with_known(self.interviews.prepare(form_hash, language, practice=practice))

    def begin_another(
        self, interview_id: InterviewId, form_hash: ContentHash, language: str, *, passphrase: Opening
    ) -> Session:
        """Begin another interview with the person of this one, in the same way. KnownError as `Interviews.another`.

        Where the form asks in its preparation which interview it is and which one came before, that is answered.
        """
        session = self._with_known(self.interviews.another(interview_id, form_hash, language, passphrase=passphrase))
        begun = session.interview.interview_id
        number = next(each.number for each in self.interviews.list() if each.interview.interview_id == begun)
        for question in prepared(session, NUMBER_QUESTION):
            session.answer(question.view.reference, str(number))
        for question in prepared(session, EARLIER_QUESTION):
            session.answer(question.view.reference, interview_id)
        return session

    def _with_known(self, session: Session) -> Session:
        for question in prepared(session, LANGUAGE_QUESTION):
            view = question.view
            if not view.value and any(choice.value == session.language for choice in view.choices):
                session.answer(view.reference, session.language)
        if self.team.has_keys():
            for question in prepared(session, CODE_QUESTION):
                if not question.view.value:
                    session.answer(question.view.reference, self.team.own_card().interviewer_code)
        return session

    def take_up(self) -> InterviewId | None:
        """The interview that was at work when the vault was locked; told once."""

        def take(transaction: Transaction) -> bytes | None:
            at_work = transaction.documents.get(*_AT_WORK)
            if at_work is not None:
                transaction.documents.delete(*_AT_WORK)
            return at_work

        noted = self.vault.run(take)
        known = {each.interview.interview_id for each in self.interviews.list()} if noted else set()
        interview_id = InterviewId(noted.decode("utf-8")) if noted else None
        return interview_id if interview_id in known else None

    def lock(self, at_work: InterviewId | None = None) -> None:
        """Finish what is being written, anchor the audit chain, let go of the vault. A second call does nothing.

        at_work: the interview to come back to.
        """
        try:
            with suppress(VaultClosed):
                if at_work is not None:
                    self._note(at_work)
                self.vault.anchor()
        finally:
            self.vault.close()

    def _note(self, at_work: InterviewId) -> None:
        with suppress(KnownError):  # a comfort: on a full disk one looks for the interview in the list
            self.vault.run(lambda transaction: transaction.documents.replace(*_AT_WORK, at_work.encode("utf-8")))
