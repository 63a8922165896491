"""From the rows of an interview to its form instance: to be gone on with by a session, or only read."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from interviewtool import pseudonym
from interviewtool.consent import versions
from interviewtool.crypto.ed25519 import signature_holds
from interviewtool.interview.forms import FormLibrary
from interviewtool.interview.own_names import OwnNames
from interviewtool.interview.pages import Pages, Read
from interviewtool.interview.rows import persons
from interviewtool.model import IdentityKind, Interview, InterviewState, PersonCode, StoredAnswer
from interviewtool.model.codes import Randomness
from interviewtool.team.decisions import cu_decided
from interviewtool.vault import Vault
from interviewtool.xforms import FormDefinition, FormInstance


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a session is made of. cu: as in InterviewSummary."""

    form: FormDefinition
    instance: FormInstance
    rows: tuple[StoredAnswer, ...]
    names: OwnNames
    cu: Mapping[int, bool]


def as_it_stood(
    form: FormDefinition, interview: Interview, rows: Iterable[StoredAnswer], language: str
) -> FormInstance:
    """An interview to be read as it was when it was finalized. language: in which, one of the form's."""
    moment = interview.finalized or interview.created
    return FormInstance(
        form,
        clock=lambda: moment,
        uuid=str,
        random=float,
        signature_holds=signature_holds,
        saved=rows,
        language=language,
    )


class Loading:
    """Loads the interviews of a vault under the forms they were begun with."""

    def __init__(self, vault: Vault, forms: FormLibrary, *, clock: Callable[[], datetime], draw: Randomness) -> None:
        self._vault = vault
        self._forms = forms
        self._clock = clock
        self._draw = draw

    def load(self, interview: Interview) -> Loaded:
        """One interview with all that is kept of it. KnownError vault.no_such_interview, interview.form_unknown."""
        interview_id = interview.interview_id
        cu, identities, pseudonyms, preparation, answers = self._vault.run(
            lambda transaction: (
                cu_decided(transaction.events.all(), versions(transaction, interview_id)),
                transaction.names.get(interview_id),
                transaction.pseudonyms.all(),
                transaction.preparation.all(interview_id),
                transaction.answers.all(interview_id),
            )
        )
        rows = (*preparation, *answers)
        form = self._forms.definition(interview.form_hash)
        instance = self._instance(form, interview, rows, partial=not answers)
        names = OwnNames(interview, identities, pseudonyms, draw=self._draw)
        return Loaded(form, instance, rows, names, cu)

    def reader(self) -> Read:
        """Reads interviews with the pseudonyms of now."""
        pseudonyms = self._vault.run(lambda transaction: transaction.pseudonyms.all())
        form_of = cache(self._forms.definition)  # a form is a megabyte to fetch, and most interviews have the same

        def read(interview: Interview, rows: tuple[StoredAnswer, ...]) -> tuple[FormInstance, Pages]:
            form = form_of(interview.form_hash)
            partial = interview.state is InterviewState.PREPARATION
            instance = self._instance(form, interview, rows, partial=partial)
            named = persons(instance, hidden=True)

            def display(code: PersonCode) -> str:
                kind = named.get(code, IdentityKind.PERSON)
                return str(pseudonym.display(kind, pseudonyms.get(code), name=None, language=interview.language))

            return instance, Pages(instance, display)

        return read

    def _instance(
        self, form: FormDefinition, interview: Interview, rows: tuple[StoredAnswer, ...], *, partial: bool
    ) -> FormInstance:
        return FormInstance(
            form,
            clock=self._clock,
            uuid=lambda: str(uuid.UUID(int=self._draw(2**128), version=4)),
            random=lambda: self._draw(2**53) / 2**53,
            signature_holds=signature_holds,
            saved=rows,
            partial=partial,
            language=interview.language,
        )
