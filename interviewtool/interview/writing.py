"""What a session writes down: rows in the table they belong to, and the audit event of the act that changed them.

Preparation has a table of its own; everything else waits for the gate, which the schema enforces a second time. What a
session believes of consent may be behind what was decided beside it, so the rest is asked in the transaction too: that
the interview is still open, C16 for what is said in a sensitive module, and no name once who it was is erased.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace

from interviewtool.consent import opens_sensitive, standing
from interviewtool.errors import KnownError
from interviewtool.interview.autosave import Autosave, Work
from interviewtool.interview.course import still_open
from interviewtool.interview.finalizing import as_closed
from interviewtool.interview.rows import Rows, belongs_to_preparation
from interviewtool.interview.sensitive import is_sensitive
from interviewtool.model import Interview, InterviewId, Reference, StoredAnswer, Tier
from interviewtool.vault import Transaction
from interviewtool.xforms import Changes, FormDefinition

VALUE_EVENTS = frozenset({"question", "correction"})
"""Audit events whose details hold answers; an export leaves these out."""


@dataclass(frozen=True, slots=True)
class Answered:
    """changes: what looks different now. saved: done when it is durable, or carries the error that prevented it."""

    changes: Changes
    saved: Future[None]


class Writing:
    """Of one session. gate_open: what the session knows of the gate."""

    def __init__(self, interview_id: InterviewId, form: FormDefinition, rows: Rows, autosave: Autosave) -> None:
        self.gate_open = False
        self._interview_id = interview_id
        self._form = form
        self._rows = rows
        self._autosave = autosave
        self._open_at: int | None = None

    def write(
        self,
        changes: Changes,
        event: str,
        reference: Reference,
        details: dict[str, str],
        *,
        also: tuple[Reference, ...] = (),
        first: Work | None = None,
    ) -> Answered:
        """Queue the rows of a change with its audit event. also: rows to write though their value is the same.

        first: what has to be done before them, in the same transaction.
        """
        rows = tuple(self._rows.row(each) for each in dict.fromkeys((*changes.values, *also)))
        details = {key: value for key, value in details.items() if value}

        def keep(transaction: Transaction) -> None:
            if first is not None:
                first(transaction)
            self.put(transaction, rows, acted=also)
            transaction.audit.append(self._interview_id, event, reference, details)

        return Answered(changes, self._autosave.submit(keep))

    def rewrite(self, event: str, reference: Reference, *, first: Work) -> Future[None]:
        """Queue every row as it stands now, in the place of all that were: after positions have shifted."""
        rows = self._rows.all()

        def replace_rows(transaction: Transaction) -> None:
            first(transaction)
            self.replace(transaction, rows)
            transaction.audit.append(self._interview_id, event, reference)

        return self._autosave.submit(replace_rows)

    def draft(self, reference: Reference) -> Future[None]:
        """Queue the row of a question whose draft changed; a draft is no event."""
        row = self._rows.row(reference)
        return self._autosave.submit(lambda transaction: self.put(transaction, (row,), acted=(reference,)))

    def put(
        self, transaction: Transaction, rows: tuple[StoredAnswer, ...], *, acted: tuple[Reference, ...] = ()
    ) -> None:
        """Put rows into their tables. acted: what a person answered just now.

        KnownError interview.closed, sensitive_closed, consent.withdrawn.
        """
        self._require_open(transaction)
        held = (row.reference for row in rows if row.reference in acted and (row.value or row.draft))
        self._require(transaction, tuple(held))
        preparation, answers = self._apart(rows)
        transaction.preparation.put(self._interview_id, preparation)
        # Until the gate opens, what the form derives outside the preparation is not stored; then everything is.
        # An answer that meets a gate closed behind this session's back is not passed over: the vault refuses it.
        said = self.gate_open and not all(belongs_to_preparation(self._form, reference) for reference in acted)
        if said or transaction.gate.is_open(self._interview_id):
            transaction.answers.put(self._interview_id, answers)

    def replace(self, transaction: Transaction, rows: tuple[StoredAnswer, ...]) -> None:
        """Exactly these rows from now on. KnownError interview.closed."""
        self._require_open(transaction)
        preparation, answers = self._apart(rows)
        transaction.preparation.replace_all(self._interview_id, preparation)
        if transaction.gate.is_open(self._interview_id):
            transaction.answers.replace_all(self._interview_id, answers)

    def close(self, closed: Interview) -> None:
        """Write every row and the record of the closed interview; durable on return, or nothing of it is written.

        KnownError interview.consent_required, interview.closed.
        """
        # What was typed became an answer by now, or was given up.
        rows = tuple(replace(row, draft=None) for row in self._rows.all())

        def close(transaction: Transaction) -> None:
            if not transaction.gate.is_open(closed.interview_id):
                raise KnownError("interview.consent_required")
            stored = still_open(transaction, closed.interview_id)
            self.replace(transaction, rows)
            transaction.interviews.update(as_closed(stored, closed))
            transaction.audit.append(closed.interview_id, "form finalize")

        self._autosave.carry_out(close)
        self._rows.drafts.clear()

    def _require_open(self, transaction: Transaction) -> None:
        """KnownError interview.closed. The record is read again only when it is another than the one found open."""
        stamp = transaction.interviews.stamp(self._interview_id)
        if stamp != self._open_at:
            still_open(transaction, self._interview_id)
            self._open_at = stamp

    def _require(self, transaction: Transaction, said: tuple[Reference, ...]) -> None:
        """What answers need beside the gate. said: those that hold a value or half of one."""
        sensitive = any(is_sensitive(self._form, reference) for reference in said)
        if sensitive and not opens_sensitive(transaction.consent.all(self._interview_id)):
            raise KnownError("interview.sensitive_closed")
        if any(self._form.node(reference).extra("identity") for reference in said):
            tier = standing(transaction, self._interview_id).tier
            if tier is not None and tier >= Tier.ERASE_IDENTITY:
                raise KnownError("consent.withdrawn")

    def _apart(self, rows: tuple[StoredAnswer, ...]) -> tuple[list[StoredAnswer], list[StoredAnswer]]:
        preparation = [row for row in rows if belongs_to_preparation(self._form, row.reference)]
        return preparation, [row for row in rows if not belongs_to_preparation(self._form, row.reference)]
