"""One open interview: a form instance in memory, and every change of it written down.

Rules it keeps: what a person does is recalculated at once and returned; it is written in the same order on the vault's
thread, and is saved when the returned future is done. Preparation goes to a table of its own; anything else waits for
the gate, which this service checks and the schema enforces. A name is sealed away and the answer holds a person code.
Audit events are named as ODK names them and travel in the transaction of what they record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from interviewtool import consent as consents
from interviewtool.errors import KnownError
from interviewtool.interview import known_persons
from interviewtool.interview.autosave import Autosave, Work
from interviewtool.interview.breaks import counted
from interviewtool.interview.course import Course
from interviewtool.interview.deciders import Deciders
from interviewtool.interview.filled import fill_consent, fill_respondent
from interviewtool.interview.finalizing import finalized
from interviewtool.interview.known_persons import KnownPerson
from interviewtool.interview.loading import Loaded
from interviewtool.interview.outline import Gates
from interviewtool.interview.pages import Pages, SessionQuestion
from interviewtool.interview.pens import Pen
from interviewtool.interview.renaming import follow_renaming
from interviewtool.interview.rows import Rows, belongs_to_preparation, categories, persons
from interviewtool.interview.sensitive import is_sensitive, module_of, unasked
from interviewtool.interview.text import normal_text
from interviewtool.interview.writing import Answered, Writing
from interviewtool.model import (
    Disposition,
    Identity,
    IdentityKind,
    Interview,
    InterviewState,
    MissingReason,
    PersonCode,
    Reference,
)
from interviewtool.vault import Vault
from interviewtool.xforms import Changes, QuestionView


class Session(Pages):
    """An open interview. Made by `Interviews`; used from one thread.

    correcting: whether what is answered now corrects what was read back, and is noted as that. cu: what the supervisor
    has decided about cases that may be CU, by the number of the case. standing: what stands for the interview, as it
    was last read.
    """

    def __init__(
        self,
        *,
        vault: Vault,
        interview: Interview,
        loaded: Loaded,
        clock: Callable[[], datetime],
        pen: Pen,
    ) -> None:
        super().__init__(loaded.instance, self._name)
        self.correcting = False
        self.cu = loaded.cu
        self._pen = pen
        self._vault = vault
        self._form = loaded.form
        self._rows = Rows(loaded.instance, loaded.rows)
        self._resumed = bool(loaded.rows)
        self._names = loaded.names
        self.standing = consents.NOTHING_STANDS
        self._sensitive_open = False
        self._clock = clock
        self._autosave = Autosave(vault)
        self._writing = Writing(interview.interview_id, loaded.form, self._rows, self._autosave)
        self.course = Course(interview, self._autosave, clock)
        self._deciders = Deciders(loaded.form, loaded.instance, self.course)

    @property
    def interview(self) -> Interview:
        """The record of the interview as it stands now."""
        return self.course.interview

    @property
    def read_only(self) -> bool:
        """Whether the interview is finalized or refused."""
        return self.interview.closed

    @property
    def gates(self) -> Gates:
        """What consent lets happen; one that is closed is read whole."""
        return Gates(self._writing.gate_open or self.read_only, self._sensitive_open or self.read_only)

    @property
    def drafts(self) -> Mapping[Reference, str]:
        """Half-typed text by reference; what was half typed when it was closed was not said."""
        return {} if self.read_only else self._rows.drafts

    @property
    def language(self) -> str:
        """The questionnaire's language: uk, ru or en."""
        return self.interview.language

    @property
    def knows_respondent(self) -> bool:
        """Whether the respondent spoke, or was named, in an earlier interview."""
        return self._names.is_shared(self.interview.respondent)

    # -- what a person does

    def answer(self, reference: Reference, value: str) -> Answered:
        """Take a value, "" to clear. KnownError interview.consent_required, sensitive_closed, closed, xforms.*;
        consent.guardian_required, guardian_denied.

        Text is normalised (NFC, line feeds, only what XML can hold), so that every export counts the same characters.
        """
        self._require_open(reference)
        if self._identity_kind(reference) is not None:
            return self.answer_identity(reference, value)
        old, value = self._instance.value(reference), normal_text(value)
        changes = follow_renaming(self._instance, self._instance.answer(reference, value), old, value)
        return self._answered(changes, reference, {"old": old, "new": value})

    def draft(self, reference: Reference, text: str) -> Future[None]:
        """Keep half-typed text beside the answer; expressions do not see it. It is gone with the next answer.

        "" beside an answer is a draft as well: the answer was being deleted.
        """
        self._require_open(reference)
        if text or self._instance.value(reference):
            self._rows.drafts[reference] = text
        else:
            self._rows.drafts.pop(reference, None)
        return self._writing.draft(reference)

    def answer_identity(self, reference: Reference, text: str) -> Answered:
        """Seal a name (unit, address) away and take its person code as the answer; "" clears the answer.

        Where the question named the person, the name is corrected; where it only points at somebody, a new person is
        named.
        """
        self._require_open(reference)
        kind = self._identity_kind(reference)
        if kind is None:
            raise ValueError("not an identity question")
        text = normal_text(text).strip()
        if not text:
            return self._answered(self._instance.answer(reference, ""), reference, {}, first=self._forget_lost())
        held = self._instance.value(reference)
        if held and known_persons.named_by(self._instance, held) == reference:
            code = PersonCode(held)
        else:
            code = self._names.code_for(kind, persons(self._instance, hidden=True))
        changes = self._instance.answer(reference, code)
        first = self._names.take(code, kind, text, self.language)
        return self._answered(changes, reference, {"new": code}, first=first)

    def persons(self) -> tuple[KnownPerson, ...]:
        """Everybody named in this interview, each once, in document order; then those an earlier one named."""
        named = known_persons.codes(self._instance) | self._names.shared
        return tuple(KnownPerson(code, kind, self._name(code)) for code, kind in named.items())

    def answer_identity_code(self, reference: Reference, code: PersonCode) -> Answered:
        """Take somebody already named as the answer. KnownError interview.no_such_person, and as `answer`."""
        self._require_open(reference)
        if self._identity_kind(reference) not in known_persons.PICKABLE:
            raise ValueError("not a question for a person")
        if all(person.code != code for person in self.persons()):
            raise KnownError("interview.no_such_person")
        changes = self._instance.answer(reference, code)
        return self._answered(changes, reference, {"new": code}, first=self._forget_lost())

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> Answered:
        """Say why there is no value, or take that back. KnownError xforms.readonly for what the program fills in."""
        self._require_open(reference)
        if self._instance.question(reference).readonly:
            raise KnownError("xforms.readonly", None, reference=reference)
        return self._mark(reference, reason)

    def module_of(self, reference: Reference) -> Reference:
        """The sensitive module a node belongs to; it must belong to one."""
        return module_of(self._form, reference)

    def leave_sensitive(self, reference: Reference) -> None:
        """Leave the sensitive module a node belongs to: what was not answered in it was not asked.

        Also before consent was asked again. KnownError interview.consent_required, interview.closed.
        """
        self._require_open(None)
        for question in tuple(unasked(self._instance, self.module_of(reference))):
            # A reason may take the next question away.
            if self._instance.is_relevant(question):
                self._mark(question, MissingReason.NOT_ASKED)

    def add_repeat(self, reference: Reference) -> Answered:
        """Add an instance at the end of a repeat; `changes.added` names it."""
        self._require_open(reference)
        changes = self._instance.add_repeat(reference)
        return self._writing.write(changes, "add repeat", changes.added[0], {}, also=changes.added)

    def delete_repeat(self, reference: Reference) -> Answered:
        """Remove one instance with all below it. Later ones move up, so every row is written again, in one piece."""
        self._require_open(reference)
        changes = self._instance.delete_repeat(reference)
        self._rows.forget_drafts(reference)
        return Answered(changes, self._writing.rewrite("delete repeat", reference, first=self._forget_lost()))

    def set_language(self, code: str) -> Changes:
        """Switch the questionnaire's language; the switch is an audit event."""
        old = self.language
        changes = self._instance.set_language(code)
        if self.read_only:
            self.course.interview = replace(self.interview, language=code)
        elif code != old:
            self.course.change(lambda interview: replace(interview, language=code))
            self._writing.write(changes, "language switch", Reference(""), {"old": old, "new": code})
        return changes

    def know_respondent(self, respondent: PersonCode, identities: Iterable[Identity]) -> Future[None]:
        """Before consent: the respondent is a person who was interviewed before.

        identities: whom that interview named, to be at hand here, too. KnownError interview.not_in_preparation.
        """
        if self.interview.state is not InterviewState.PREPARATION:
            raise KnownError("interview.not_in_preparation")
        hold = self._names.hold(identities, respondent=respondent)
        return self.course.change(lambda interview: replace(interview, respondent=respondent), "same person", also=hold)

    def resume(self) -> None:
        """End the break. How many there were, and how long, is entered where the preparation asks for it."""
        before = replace(self.interview, breaks=self.interview.breaks - 1)
        self.course.resume()
        for reference, value in tuple(counted(self._form, self._instance, before, self.interview)):
            self.answer(reference, value)
            if self._instance.question(reference).violation is not None:  # a night is no break: for people to say
                self.answer(reference, "")

    # -- how it begins and ends

    def begin(self) -> None:
        """Write what opening the form changed, and take over the consent records. Called once, by `Interviews`."""
        if not self.read_only:
            opening = "form resume" if self._resumed else "form start"
            self._writing.write(self._instance.opening, opening, Reference(""), {})
            if self.course.on_break:
                self.resume()
            self._deciders.note()
        self.consent_changed()

    def open_risks(self) -> tuple[Reference, ...]:
        """The required questions beside those that say who else has to decide, as far as they have no answer and no
        reason for having none.
        """
        pages = dict.fromkeys(Reference(each.rsplit("/", 1)[0]) for each in self._deciders.questions)
        views = (question.view for page in pages for question in self.page(page).questions)
        return tuple(view.reference for view in views if view.required and not view.value and not view.missing)

    def consent_changed(self) -> Changes:
        """Take over what the consent records say now: the gates, and the form's read-only consent fields.

        Call it after every decision. When the gate opens, what the form calculated so far is written as well.
        """
        interview_id = self.interview.interview_id
        records, stands, gate_open = self._vault.run(
            lambda transaction: (
                transaction.consent.all(interview_id),
                consents.standing(transaction, interview_id),
                transaction.gate.is_open(interview_id),
            )
        )
        guardian = consents.guardian_of(records, needed=self.interview.needs_guardian)
        gate_open = gate_open and not guardian.forbids  # also while it could not be written that one is needed
        self.standing = replace(stands, guardian=guardian)
        opens, self._writing.gate_open = gate_open and not self._writing.gate_open, gate_open
        self._sensitive_open = consents.opens_sensitive(records)
        changes = fill_consent(self._instance, consents.state(records))
        if self.read_only:
            return changes
        if opens:
            if self.knows_respondent:
                changes |= fill_respondent(self._instance, self.interview.respondent)
            rows = self._rows.all()
            self.course.change(
                lambda interview: replace(interview, state=InterviewState.IN_PROGRESS),
                also=lambda transaction: self._writing.put(transaction, rows),
            )
        elif changes.values:
            self._writing.write(changes, "consent fields", Reference(""), {})
        return changes

    def finalize(self, disposition: Disposition) -> None:
        """Close the interview for good; durable and anchored on return.

        KnownError interview.violations (count), interview.consent_required, interview.closed.
        """
        self._require_open(None)
        closed = finalized(self.interview, self._instance, self._names, disposition=disposition, now=self._clock())
        self._writing.close(closed)
        self.course.interview = closed
        self._names.forget()
        # The interview is closed and durable; an anchor that fails now is made with the next lock or export.
        with suppress(KnownError):
            self._vault.anchor()

    def retry(self) -> Future[None]:
        """Try again to write what could not be written."""
        return self._autosave.retry()

    @property
    def saving(self) -> Future[None]:
        """The last write, done when everything before it is durable too."""
        return self._autosave.last

    @property
    def unsaved(self) -> int:
        """How many acts are not durable yet."""
        return self._autosave.waiting

    def close(self) -> None:
        """Wait until everything is durable. Raises the KnownError of a write that failed."""
        self._pen.lay_down()
        if not self.read_only:
            found = categories(self._instance)
            self.course.change(lambda interview: replace(interview, categories=found), "form exit")
        self._autosave.last.result()

    # -- how it is kept

    def _answered(
        self, changes: Changes, reference: Reference, details: dict[str, str], *, first: Work | None = None
    ) -> Answered:
        self._rows.drafts.pop(reference, None)
        event = "correction" if self.correcting else "question"
        done = self._writing.write(changes, event, reference, details, also=(reference,), first=first)
        noted = self._deciders.note()
        if noted is None:
            return done
        self.consent_changed()
        return replace(done, saved=noted)  # of the two writes, in order, the later one

    def _mark(self, reference: Reference, reason: MissingReason | None) -> Answered:
        changes = self._instance.mark_missing(reference, reason)
        first = self._forget_lost() if self._identity_kind(reference) else None
        return self._answered(changes, reference, {"missing": str(reason or "")}, first=first)

    def _shown(self, view: QuestionView) -> SessionQuestion:
        shown = super()._shown(view)
        if shown.identity not in known_persons.PICKABLE or not view.value:
            return shown
        return replace(shown, picked=known_persons.named_by(self._instance, view.value) != view.reference)

    def _name(self, code: PersonCode) -> str:
        name = self._names.name(code)
        if name is not None:
            return name
        kind = persons(self._instance, hidden=True).get(code, IdentityKind.PERSON)
        return self._names.stand_in(code, kind, self.language)

    def _identity_kind(self, reference: Reference) -> IdentityKind | None:
        extra = self._form.node(reference).extra("identity")
        return IdentityKind(extra) if extra else None

    def _require_open(self, reference: Reference | None) -> None:
        if self.read_only:
            raise KnownError("interview.closed")
        preparation = reference is not None and belongs_to_preparation(self._form, reference)
        if not self.gates.answers and not preparation:
            raise KnownError(consents.GUARDIANS_REFUSALS.get(self.standing.guardian, "interview.consent_required"))
        if reference is not None and not self.gates.sensitive and is_sensitive(self._form, reference):
            raise KnownError("interview.sensitive_closed")
        self._pen.take()

    def _forget_lost(self) -> Work:
        return self._names.keep_only(row.value for row in self._instance.stored())
