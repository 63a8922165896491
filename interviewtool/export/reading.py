"""Reads one interview from the vault for an export: its instance, consent, and what is shown for each person code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from interviewtool.export.record import InterviewRecord, Person
from interviewtool.interview import FormLibrary
from interviewtool.model import (
    IdentityKind,
    Interview,
    InterviewId,
    PersonCode,
    StoredAnswer,
)
from interviewtool.vault import Vault
from interviewtool.xforms import FormDefinition, FormInstance


@dataclass(frozen=True, slots=True)
class Read:
    """Everything an export takes from one interview. form: its own version. xform: the same as bytes."""

    record: InterviewRecord
    form: FormDefinition
    rows: tuple[StoredAnswer, ...]

    @property
    def interview(self) -> Interview:
        """The interview without its answers."""
        return self.record.interview

    def instance(self, language: str, clock: Callable[[], datetime]) -> FormInstance:
        """The form as it stood when the interview was finalized, in a language."""
        moment = self.interview.finalized or clock()
        return FormInstance(self.form, clock=lambda: moment, uuid=str, random=float, saved=self.rows, language=language)


def read(vault: Vault, forms: FormLibrary, interview_id: InterviewId) -> Read:
    """Read an interview. KnownError vault.no_such_interview, interview.form_unknown."""
    interview, consent, rows, pseudonyms = vault.run(
        lambda transaction: (
            transaction.interviews.get(interview_id),
            transaction.consent.all(interview_id),
            (*transaction.preparation.all(interview_id), *transaction.answers.all(interview_id)),
            transaction.pseudonyms.all(),
        )
    )
    form = forms.definition(interview.form_hash)
    persons = tuple(
        Person(code, kind, pseudonyms.get(code, ""))
        for row in rows
        if row.value and (kind := _identity_kind(form, row)) is not None and (code := PersonCode(row.value))
    )
    return Read(InterviewRecord(interview, consent, persons), form, rows)


def _identity_kind(form: FormDefinition, row: StoredAnswer) -> IdentityKind | None:
    extra = form.node(row.reference).extra("identity")
    return IdentityKind(extra) if extra else None
