"""One open interview: a form instance in memory, and every change of it written down.

Rules it keeps: what a person does is recalculated at once and returned; it is written in the same order on the vault's
thread, and is saved when the returned future is done. Preparation goes to a table of its own; anything else waits for
the gate, which this service checks and the schema enforces. A name is sealed away and the answer holds a person code.
Audit events are named as ODK names them and travel in the transaction of what they record.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from interviewtool import consent as consents
from interviewtool import pseudonym
from interviewtool.errors import KnownError
from interviewtool.interview import outline as outlines
from interviewtool.interview.autosave import Autosave, Work
from interviewtool.interview.pages import Pages
from interviewtool.interview.renaming import follow_renaming
from interviewtool.interview.rows import Rows, categories, is_preparation
from interviewtool.model import (
    ConsentItem,
    Disposition,
    Identity,
    IdentityKind,
    Interview,
    InterviewState,
    Mention,
    MissingReason,
    PersonCode,
    Reference,
    StoredAnswer,
    new_person_code,
)
from interviewtool.model.identifiers import Randomness
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import (
    Changes,
    FormDefinition,
    FormInstance,
    QuestionType,
    ViolationKind,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """changes: what looks different now. saved: done when it is durable, or carries the error that prevented it."""

    changes: Changes
    saved: Future[None]


class Session(Pages):
    """An open interview. Made by `Interviews.prepare` and `Interviews.open`; used from one thread."""

    def __init__(
        self,
        *,
        vault: Vault,
        interview: Interview,
        form: FormDefinition,
        instance: FormInstance,
        rows: tuple[StoredAnswer, ...],
        identities: Iterable[Identity],
        pseudonyms: dict[PersonCode, str],
        clock: Callable[[], datetime],
        draw: Randomness = secrets.randbelow,
    ) -> None:
        super().__init__(instance, self._name)
        self._vault = vault
        self.interview = interview
        self._form = form
        self._rows = Rows(instance, rows)
        self._resumed = bool(rows)
        self._identities = {identity.person_code: identity for identity in identities}
        self._pseudonyms = pseudonyms
        self._gate_open = False
        self._clock = clock
        self._draw = draw
        self._autosave = Autosave(vault)

    @property
    def read_only(self) -> bool:
        """Whether the interview is finalized or refused."""
        return self.interview.state in (InterviewState.FINALIZED, InterviewState.REFUSED)

    @property
    def gate_open(self) -> bool:
        """Whether consent lets answers be stored."""
        return self._gate_open

    @property
    def drafts(self) -> Mapping[Reference, str]:
        """Half-typed text by reference."""
        return self._rows.drafts

    @property
    def language(self) -> str:
        """The questionnaire's language: uk, ru or en."""
        return self.interview.language

    # -- what a person does

    def answer(self, reference: Reference, value: str) -> Answered:
        """Take a value, "" to clear. KnownError interview.consent_required, interview.closed, xforms.*."""
        self._require_open(reference)
        old = self._instance.value(reference)
        changes = follow_renaming(self._instance, self._instance.answer(reference, value), old, value)
        self._rows.drafts.pop(reference, None)
        return self._write(changes, "question", reference, {"old": old, "new": value}, also=(reference,))

    def draft(self, reference: Reference, text: str) -> Future[None]:
        """Keep half-typed text beside the answer; expressions do not see it. "" forgets it."""
        self._require_open(reference)
        if text:
            self._rows.drafts[reference] = text
        else:
            self._rows.drafts.pop(reference, None)
        row = self._rows.row(reference)
        return self._autosave.submit(lambda transaction: self._put(transaction, (row,)))

    def answer_identity(self, reference: Reference, text: str) -> Answered:
        """Seal a name (unit, address) away and take its person code as the answer; "" clears the answer."""
        self._require_open(reference)
        view = self._instance.question(reference)
        kind = IdentityKind(view.extras["identity"])
        if not text.strip():
            changes = self._instance.answer(reference, "")
            self._rows.drafts.pop(reference, None)
            return self._write(changes, "question", reference, {}, also=(reference,), first=self._forget_lost())
        code = PersonCode(view.value) if view.value else self._new_code(kind)
        identity = Identity(code, kind, text.strip(), self.interview.interview_id)
        self._identities[code] = identity
        changes = self._instance.answer(reference, code)
        self._rows.drafts.pop(reference, None)
        at_hand = tuple(self._identities.values())

        def keep(transaction: Transaction) -> None:
            transaction.names.put(identity)
            given = pseudonym.assign(transaction, identity, language=self.language, at_hand=at_hand, draw=self._draw)
            if given:
                self._pseudonyms[code] = given

        return self._write(changes, "question", reference, {"new": code}, also=(reference,), first=keep)

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> Answered:
        """Say why there is no value, or take that back."""
        self._require_open(reference)
        changes = self._instance.mark_missing(reference, reason)
        self._rows.drafts.pop(reference, None)
        return self._write(changes, "question", reference, {"missing": str(reason or "")}, also=(reference,))

    def add_repeat(self, reference: Reference) -> Answered:
        """Add an instance at the end of a repeat; `changes.added` names it."""
        self._require_open(reference)
        changes = self._instance.add_repeat(reference)
        return self._write(changes, "add repeat", changes.added[0], {}, also=changes.added)

    def delete_repeat(self, reference: Reference) -> Answered:
        """Remove one instance with all below it. Later ones move up, so every row is written again, in one piece."""
        self._require_open(reference)
        changes = self._instance.delete_repeat(reference)
        self._rows.forget_drafts(reference)
        rows, forget_lost = self._rows.all(), self._forget_lost()

        def replace_rows(transaction: Transaction) -> None:
            forget_lost(transaction)
            self._replace(transaction, rows)
            transaction.audit.append(self.interview.interview_id, "delete repeat", reference)

        return Answered(changes, self._autosave.submit(replace_rows))

    def set_language(self, code: str) -> Changes:
        """Switch the questionnaire's language; the switch is an audit event."""
        old = self.language
        changes = self._instance.set_language(code)
        self.interview = replace(self.interview, language=code)
        interview = self.interview
        if not self.read_only and code != old:
            self._autosave.submit(lambda transaction: transaction.interviews.update(interview))
            self._write(changes, "language switch", Reference(""), {"old": old, "new": code})
        return changes

    def begin(self) -> None:
        """Write what opening the form changed, and take over the consent records. Called once, by `Interviews`."""
        if not self.read_only:
            self._write(self._instance.opening, "form resume" if self._resumed else "form start", Reference(""), {})
        self.consent_changed()

    def consent_changed(self) -> Changes:
        """Take over what the consent records say now: the gate, and the form's read-only consent fields.

        Call it after every decision. When the gate opens, what the form calculated so far is written as well.
        """
        interview_id = self.interview.interview_id
        records, gate_open = self._vault.run(
            lambda transaction: (transaction.consent.all(interview_id), transaction.gate.is_open(interview_id))
        )
        opens, self._gate_open = gate_open and not self._gate_open, gate_open
        changes = self._fill_consent(consents.state(records))
        if self.read_only:
            return changes
        if opens and self.interview.state is InterviewState.PREPARATION:
            self.interview = interview = replace(self.interview, state=InterviewState.IN_PROGRESS)
            rows = self._rows.all()

            def start(transaction: Transaction) -> None:
                transaction.interviews.update(interview)
                self._put(transaction, rows)

            self._autosave.submit(start)
        elif changes.values:
            self._write(changes, "consent fields", Reference(""), {})
        return changes

    def finalize(self, disposition: Disposition) -> None:
        """Close the interview for good; durable and anchored on return.

        A completed interview has no violation; a partial one may lack required answers but holds nothing wrong.
        KnownError interview.violations (count), interview.consent_required, interview.closed.
        """
        self._require_open(None)
        complete = disposition is Disposition.COMPLETED
        wrong = [each for each in self.violations() if complete or each.kind is not ViolationKind.REQUIRED]
        if wrong:
            raise KnownError("interview.violations", count=len(wrong))
        if self._instance.recalculate_fully():
            raise AssertionError("incremental recalculation differs from full")
        self.interview = replace(
            self.interview,
            state=InterviewState.FINALIZED,
            disposition=disposition,
            finalized=self._clock(),
            categories=categories(self._instance),
            mentions=self._mentions(),
        )
        self._rows.drafts.clear()  # what was typed became an answer, or was given up
        interview, rows = self.interview, self._rows.all()

        def close(transaction: Transaction) -> None:
            self._replace(transaction, rows)
            transaction.interviews.update(interview)
            transaction.names.forget(interview.interview_id)
            transaction.audit.append(interview.interview_id, "form finalize")

        self._autosave.submit(close).result()
        self._vault.anchor()

    def retry(self) -> Future[None]:
        """Try again to write what could not be written."""
        return self._autosave.retry()

    @property
    def unsaved(self) -> int:
        """How many acts are not durable yet."""
        return self._autosave.waiting

    def close(self) -> None:
        """Wait until everything is durable. Raises the KnownError of a write that failed."""
        if not self.read_only:
            interview = replace(self.interview, categories=categories(self._instance))

            def leave(transaction: Transaction) -> None:
                transaction.interviews.update(interview)
                transaction.audit.append(interview.interview_id, "form exit")

            self._autosave.submit(leave)
        self._autosave.last.result()

    # -- how it is kept

    def _name(self, code: PersonCode) -> str:
        identity = self._identities.get(code)
        if identity is not None:
            return identity.text
        name = pseudonym.display(IdentityKind.PERSON, self._pseudonyms.get(code), name=None, language=self.language)
        return str(name)

    def _require_open(self, reference: Reference | None) -> None:
        if self.read_only:
            raise KnownError("interview.closed")
        if not self._gate_open and (reference is None or not self._is_preparation(reference)):
            raise KnownError("interview.consent_required")

    def _is_preparation(self, reference: Reference) -> bool:
        return is_preparation(self._form, reference)

    def _new_code(self, kind: IdentityKind) -> PersonCode:
        taken = self._identities.keys() | self._pseudonyms.keys()
        respondent = self.interview.respondent
        if kind is IdentityKind.RESPONDENT and respondent not in taken:
            return respondent
        while (code := new_person_code(self._draw)) in taken or code == respondent:
            pass
        return code

    def _write(
        self,
        changes: Changes,
        event: str,
        reference: Reference,
        details: dict[str, str],
        *,
        also: tuple[Reference, ...] = (),
        first: Work | None = None,
    ) -> Answered:
        """Queue the rows of a change with its audit event. also: rows to write though their value is the same."""
        rows = tuple(self._rows.row(each) for each in dict.fromkeys((*changes.values, *also)))
        details = {key: value for key, value in details.items() if value}

        def keep(transaction: Transaction) -> None:
            if first is not None:
                first(transaction)
            self._put(transaction, rows)
            transaction.audit.append(self.interview.interview_id, event, reference, details)

        return Answered(changes, self._autosave.submit(keep))

    def _put(self, transaction: Transaction, rows: tuple[StoredAnswer, ...]) -> None:
        interview_id = self.interview.interview_id
        transaction.preparation.put(interview_id, [row for row in rows if self._is_preparation(row.reference)])
        # Until the gate opens, what the form derives outside the preparation is not stored; it is derived again.
        if transaction.gate.is_open(interview_id):
            transaction.answers.put(interview_id, [row for row in rows if not self._is_preparation(row.reference)])

    def _replace(self, transaction: Transaction, rows: tuple[StoredAnswer, ...]) -> None:
        for table, preparation in ((transaction.preparation, True), (transaction.answers, False)):
            kept = [row for row in rows if self._is_preparation(row.reference) is preparation]
            if preparation or transaction.gate.is_open(self.interview.interview_id):
                table.replace_all(self.interview.interview_id, kept)

    def _forget_lost(self) -> Work:
        """Erases the names whose codes no answer holds any more."""
        held = {row.value for row in self._instance.stored()}
        lost = [code for code in self._identities if code not in held]
        for code in lost:
            del self._identities[code]

        def forget(transaction: Transaction) -> None:
            for code in lost:
                transaction.names.erase(self.interview.interview_id, code)

        return forget

    def _fill_consent(self, state: consents.State) -> Changes:
        changes = Changes()
        for node in self._form.nodes():
            if "consent" in node.extras:
                field = Reference(node.path)
                value = consents.field_value(state.get(ConsentItem(node.extras["consent"])))
                if self._instance.value(field) != value:
                    changes |= self._instance.fill(field, value)
        return changes

    def _mentions(self) -> tuple[Mention, ...]:
        identities = tuple(self._identities.values())
        texts = (
            view
            for entry in outlines.outline(self._instance, gate_open=True)
            for view in outlines.questions(self._instance, entry.reference)
            if view.type is QuestionType.TEXT and "identity" not in view.extras
        )
        return tuple(mention for view in texts for mention in pseudonym.find(view.reference, view.value, identities))
