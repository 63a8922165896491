"""One open interview: a form instance in memory, and every change of it written down.

Rules it keeps: what a person does is recalculated at once and returned; it is written in the same order on the vault's
thread, and is saved when the returned future is done. Preparation goes to a table of its own; anything else waits for
the gate, which this service checks and the schema enforces. A name is sealed away and the answer holds a person code.
Audit events are named as ODK names them and travel in the transaction of what they record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from interviewtool import consent as consents
from interviewtool.errors import KnownError
from interviewtool.interview.autosave import Autosave, Work
from interviewtool.interview.mentions import mentions
from interviewtool.interview.own_names import OwnNames
from interviewtool.interview.pages import Pages
from interviewtool.interview.renaming import follow_renaming
from interviewtool.interview.rows import Rows, belongs_to_preparation, categories, persons
from interviewtool.interview.text import normal_text
from interviewtool.model import (
    ConsentItem,
    Disposition,
    IdentityKind,
    Interview,
    InterviewState,
    MissingReason,
    PersonCode,
    Reference,
    StoredAnswer,
)
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import (
    Changes,
    FormDefinition,
    FormInstance,
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
        names: OwnNames,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(instance, self._name)
        self._vault = vault
        self.interview = interview
        self._form = form
        self._rows = Rows(instance, rows)
        self._resumed = bool(rows)
        self._names = names
        self._gate_open = False
        self._clock = clock
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
        """Take a value, "" to clear. KnownError interview.consent_required, interview.closed, xforms.*.

        Text is normalised (NFC, line feeds, only what XML can hold), so that every export counts the same characters.
        """
        self._require_open(reference)
        if self._identity_kind(reference) is not None:
            return self.answer_identity(reference, value)
        old, value = self._instance.value(reference), normal_text(value)
        changes = follow_renaming(self._instance, self._instance.answer(reference, value), old, value)
        self._rows.drafts.pop(reference, None)
        return self._write(changes, "question", reference, {"old": old, "new": value}, also=(reference,))

    def draft(self, reference: Reference, text: str) -> Future[None]:
        """Keep half-typed text beside the answer; expressions do not see it. It is gone with the next answer.

        "" beside an answer is a draft as well: the answer was being deleted.
        """
        self._require_open(reference)
        if text or self._instance.value(reference):
            self._rows.drafts[reference] = text
        else:
            self._rows.drafts.pop(reference, None)
        row = self._rows.row(reference)
        return self._autosave.submit(lambda transaction: self._put(transaction, (row,), acted=(reference,)))

    def answer_identity(self, reference: Reference, text: str) -> Answered:
        """Seal a name (unit, address) away and take its person code as the answer; "" clears the answer."""
        self._require_open(reference)
        kind = self._identity_kind(reference)
        if kind is None:
            raise ValueError("not an identity question")
        text = normal_text(text).strip()
        code = PersonCode(self._instance.value(reference) or self._names.code_for(kind)) if text else PersonCode("")
        changes = self._instance.answer(reference, code)
        self._rows.drafts.pop(reference, None)
        first = self._names.take(code, kind, text, self.language) if text else self._forget_lost()
        return self._write(changes, "question", reference, {"new": code}, also=(reference,), first=first)

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> Answered:
        """Say why there is no value, or take that back. KnownError xforms.readonly for what the program fills in."""
        self._require_open(reference)
        if self._instance.question(reference).readonly:
            raise KnownError("xforms.readonly", None, reference=reference)
        changes = self._instance.mark_missing(reference, reason)
        self._rows.drafts.pop(reference, None)
        first = self._forget_lost() if self._identity_kind(reference) else None
        details = {"missing": str(reason or "")}
        return self._write(changes, "question", reference, details, also=(reference,), first=first)

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
        if opens:
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
        finalized = replace(
            self.interview,
            state=InterviewState.FINALIZED,
            disposition=disposition,
            finalized=self._clock(),
            categories=categories(self._instance),
            mentions=mentions(self._instance, self._names.identities),
        )
        # What was typed became an answer by now, or was given up.
        rows = tuple(replace(row, draft=None) for row in self._rows.all())

        def close(transaction: Transaction) -> None:
            if not transaction.gate.is_open(finalized.interview_id):
                raise KnownError("interview.consent_required")
            self._replace(transaction, rows)
            transaction.interviews.update(finalized)
            transaction.names.forget(finalized.interview_id)
            transaction.audit.append(finalized.interview_id, "form finalize")

        self._autosave.carry_out(close)
        self.interview = finalized
        self._rows.drafts.clear()
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
        if not self.read_only:
            interview = replace(self.interview, categories=categories(self._instance))

            def leave(transaction: Transaction) -> None:
                transaction.interviews.update(interview)
                transaction.audit.append(interview.interview_id, "form exit")

            self._autosave.submit(leave)
        self._autosave.last.result()

    # -- how it is kept

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
        if not self._gate_open and (reference is None or not self._is_preparation(reference)):
            raise KnownError("interview.consent_required")

    def _is_preparation(self, reference: Reference) -> bool:
        return belongs_to_preparation(self._form, reference)

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
            self._put(transaction, rows, acted=also)
            transaction.audit.append(self.interview.interview_id, event, reference, details)

        return Answered(changes, self._autosave.submit(keep))

    def _put(
        self, transaction: Transaction, rows: tuple[StoredAnswer, ...], *, acted: tuple[Reference, ...] = ()
    ) -> None:
        interview_id = self.interview.interview_id
        transaction.preparation.put(interview_id, [row for row in rows if self._is_preparation(row.reference)])
        # Until the gate opens, what the form derives outside the preparation is not stored; then everything is.
        # An answer that meets a gate closed behind this session's back is not passed over: the vault refuses it.
        said = self._gate_open and not all(self._is_preparation(reference) for reference in acted)
        if said or transaction.gate.is_open(interview_id):
            transaction.answers.put(interview_id, [row for row in rows if not self._is_preparation(row.reference)])

    def _replace(self, transaction: Transaction, rows: tuple[StoredAnswer, ...]) -> None:
        for table, preparation in ((transaction.preparation, True), (transaction.answers, False)):
            kept = [row for row in rows if self._is_preparation(row.reference) is preparation]
            if preparation or transaction.gate.is_open(self.interview.interview_id):
                table.replace_all(self.interview.interview_id, kept)

    def _forget_lost(self) -> Work:
        return self._names.keep_only(row.value for row in self._instance.stored())

    def _fill_consent(self, state: consents.State) -> Changes:
        changes = Changes()
        for node in self._form.nodes():
            if "consent" in node.extras:
                field = Reference(node.path)
                value = consents.field_value(state.get(ConsentItem(node.extras["consent"])))
                if self._instance.value(field) != value:
                    changes |= self._instance.fill(field, value)
        return changes
