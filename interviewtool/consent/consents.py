"""Takes decisions on consent, and keeps the gate in step with them.

A decision is a record of its own and never edited. The gate of answers.db opens and closes in the transaction of the
record that changes it, so that no moment exists at which the two disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from interviewtool.consent.decision import Decision
from interviewtool.consent.gates import REFUSALS, Act, Gate, Purpose, gate
from interviewtool.consent.retentions import set_review, usual_review
from interviewtool.consent.standing import Standing, follow_all, records, standing, versions
from interviewtool.consent.state import State, state
from interviewtool.consent.texts import ConsentText, parse, shipped, version_numbers
from interviewtool.consent.told import require_possible
from interviewtool.errors import KnownError
from interviewtool.i18n import LANGUAGES
from interviewtool.model import (
    ConsentItem,
    ConsentRecord,
    ConsentRole,
    ContentHash,
    DocumentKind,
    InterviewId,
    InterviewState,
    Naming,
)
from interviewtool.vault import Transaction, Vault


def add_texts(transaction: Transaction, texts: tuple[ConsentText, ...]) -> None:
    """Put consent texts into the vault, where each stays for as long as a record points at it."""
    for text in texts:
        transaction.documents.put(DocumentKind.CONSENT_TEXT, f"{text.version}-{text.language}", text.content)


class Consents:
    """The consent of every interview of one vault."""

    def __init__(self, vault: Vault, *, clock: Callable[[], datetime], months: Callable[[], int]) -> None:
        """months: the team's usual time until an interview is looked at again."""
        self._vault = vault
        self._clock = clock
        self._months = months

    def texts(self, language: str | None = None) -> tuple[ConsentText, ...]:
        """Every text of the vault, of one language or of all, newest version first."""
        found = self._vault.run(
            lambda transaction: [
                parse(transaction.documents.get(entry.kind, entry.name) or b"")
                for entry in transaction.documents.list(DocumentKind.CONSENT_TEXT)
            ]
        )
        chosen = [text for text in found if language in (None, text.language)]
        return tuple(sorted(chosen, key=lambda text: version_numbers(text.version), reverse=True))

    def languages(self) -> tuple[str, ...]:
        """Those in which this vault has a text: our own first, as everywhere, then a team's."""
        found = {text.language for text in self.texts() or shipped()}
        return (*(each for each in LANGUAGES if each in found), *sorted(found.difference(LANGUAGES)))

    def current(self, language: str) -> ConsentText:
        """The newest text of a language, or of Ukrainian where that language has none."""
        found = self.texts(language) or self.texts("uk") or shipped()
        return found[0]

    def in_language(self, text: ConsentText, language: str) -> ConsentText:
        """The same version of a text in another language; the text itself where that version has it not."""
        return next((each for each in self.texts(language) if each.version == text.version), text)

    def text_for(self, role: ConsentRole, language: str) -> ConsentText:
        """The newest text of a language that has words for a role. KnownError consent.no_words_for_role."""
        for text in self.texts(language):
            if text.asked(ConsentItem.INTERVIEW, role):
                return text
        raise KnownError("consent.no_words_for_role")

    def text(self, text_hash: ContentHash) -> ConsentText:
        """The very text that was read. KnownError consent.text_unknown when the vault does not hold it."""
        content = self._vault.run(lambda transaction: transaction.documents.by_hash(text_hash))
        if content is None:
            raise KnownError("consent.text_unknown")
        return parse(content)

    def history(self, interview_id: InterviewId) -> tuple[ConsentRecord, ...]:
        """Every decision in the order it was recorded, those of later versions among them. KnownError
        vault.no_such_interview.
        """
        return self._vault.run(lambda transaction: records(transaction, interview_id))

    def state(self, interview_id: InterviewId) -> State:
        """The latest decision on each item that was decided."""
        return state(self.history(interview_id))

    def is_open(self, interview_id: InterviewId) -> bool:
        """Whether answers may be stored."""
        return self._vault.run(lambda transaction: transaction.gate.is_open(interview_id))

    def standing(self, interview_id: InterviewId) -> Standing:
        """Decisions, withdrawal and what others decide together. KnownError vault.no_such_interview."""
        return self._vault.run(lambda transaction: standing(transaction, interview_id))

    def gate(self, interview_id: InterviewId, wanted: Act | Purpose) -> Gate:
        """What stands against an act or a purpose, for views. KnownError vault.no_such_interview."""
        return gate(self.standing(interview_id), wanted)

    def review(self, interview_id: InterviewId) -> date:
        """The day that C15 offers: the one that was set, or after the team's usual time. KnownError
        vault.no_such_interview.
        """
        kept = self._vault.run(lambda transaction: transaction.retention.get(interview_id))
        return usual_review(self._clock().date(), self._months()) if kept is None else kept.review

    def decide(
        self, interview_id: InterviewId, decision: Decision, *, handwriting: bytes | None = None
    ) -> ConsentRecord:
        """Record one decision, durable on return. handwriting: a PNG drawn on screen.

        KnownError consent.naming_missing, no_words_for_role, review_in_the_past, interview_closed, text_unknown,
        withdrawn, told_ahead, decided_since; for a yes of the respondent to C1, where a supervisor has to decide
        before, authorisation_required, authorisation_denied.
        """
        item, given, text, role = decision.item, decision.given, decision.text, decision.role
        if not text.asked(item, role):
            raise KnownError("consent.no_words_for_role")
        if item is ConsentItem.QUOTATION:
            if decision.naming is None:
                raise KnownError("consent.naming_missing")
            given = decision.naming is not Naming.NONE
        respondent = role is ConsentRole.RESPONDENT
        day = (decision.review or self.review(interview_id)) if item is ConsentItem.RECONTACT and respondent else None
        blob = None if handwriting is None else self._vault.blobs.write(interview_id, handwriting)
        record = ConsentRecord(
            item=item,
            given=given,
            method=decision.method,
            time=self._clock(),
            language=text.language,
            text_version=text.version,
            text_hash=text.hash,
            naming=decision.naming if item is ConsentItem.QUOTATION else None,
            handwriting=blob,
            role=role,
            reached=decision.reached if item is ConsentItem.SENSITIVE else None,
            told=decision.told,
        )

        def write(transaction: Transaction) -> None:
            self._record(transaction, interview_id, record)
            if day is not None:
                set_review(transaction, interview_id, day, today=self._clock().date())

        with self._vault.blobs.named(interview_id, blob):
            self._vault.run(write)
        return record

    def _record(self, transaction: Transaction, interview_id: InterviewId, record: ConsentRecord) -> None:
        if transaction.interviews.get(interview_id).state is InterviewState.REFUSED:
            raise KnownError("consent.interview_closed")
        if transaction.documents.by_hash(record.text_hash) is None:
            raise KnownError("consent.text_unknown")
        before = standing(transaction, interview_id)
        if before.tier is not None:
            raise KnownError("consent.withdrawn")
        if record.item is ConsentItem.INTERVIEW and record.given and record.role is ConsentRole.RESPONDENT:
            refusal = REFUSALS.get(before.authorisation)
            if refusal is not None:
                raise KnownError(refusal)
        if versions(transaction, interview_id)[-1] != interview_id:
            raise KnownError("consent.later_version")
        require_possible(record, transaction.consent.all(interview_id))
        transaction.consent.append(interview_id, record)
        follow_all(transaction, interview_id)
        details = {"item": str(record.item), "given": "yes" if record.given else "no", "text": record.text_hash}
        if record.role is not ConsentRole.RESPONDENT:
            details["role"] = str(record.role)
        if record.told:
            details["told"] = record.told
        transaction.audit.append(interview_id, "consent", details=details)
