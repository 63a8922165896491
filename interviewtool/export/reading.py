"""Reads one interview from the vault for an export, as it stood when it was finalized.

Left out is what was said in the sensitive modules, once consent to these was taken back (C16): it stays sealed where it
is, and the record says that it was left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from interviewtool.consent import names_of, opens_sensitive, records, versions
from interviewtool.export.record import InterviewRecord, Person
from interviewtool.export.taken_back import taken_back
from interviewtool.interview import Display, FormLibrary, as_it_stood, persons
from interviewtool.interview.sensitive import holds_sensitive, is_sensitive
from interviewtool.model import (
    Attachment,
    AttachmentKind,
    ConsentItem,
    ConsentRecord,
    Interview,
    InterviewId,
    Mention,
    PersonCode,
    Reference,
    StoredAnswer,
    receipt_hash,
)
from interviewtool.pseudonym import overlay
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import FormDefinition, FormInstance


@dataclass(frozen=True, slots=True)
class Read:
    """Everything an export takes from one interview. form: its own version of the questionnaire. newest: the last
    version of it, which holds every decision on consent, with what was drawn under it. behind: files that stay, since
    consent to having them was taken back, with the items they lack.
    """

    record: InterviewRecord
    form: FormDefinition
    rows: tuple[StoredAnswer, ...]
    newest: InterviewId
    behind: Mapping[str, tuple[ConsentItem, ...]]

    @property
    def interview(self) -> Interview:
        """The interview without its answers."""
        return self.record.interview

    def instance(self) -> FormInstance:
        """What was said, in the language it was last asked in: the evidentiary original."""
        return as_it_stood(self.form, self.interview, self.rows, self.interview.language)

    def overlaid(self, language: str, display: Display, *, named: Collection[PersonCode]) -> FormInstance:
        """A copy for a document: every mention of a person replaced, wherever the form repeats a text.

        named: who stands in the document by name; there the words stay as they were said.
        """
        mentions: dict[Reference, list[Mention]] = {}
        for mention in (each for each in self.interview.mentions if each.person_code not in named):
            mentions.setdefault(mention.reference, []).append(mention)
        rows = tuple(
            replace(row, value=overlay(row.value, mentions[row.reference], display))
            if row.reference in mentions
            else row
            for row in self.rows
        )
        return as_it_stood(self.form, self.interview, rows, language)


def read(vault: Vault, forms: FormLibrary, interview_id: InterviewId) -> Read:
    """Read an interview. KnownError vault.no_such_interview, interview.form_unknown."""
    stored = vault.run(lambda transaction: _Stored.read(transaction, interview_id))
    interview, rows = stored.interview, stored.rows
    form = forms.definition(interview.form_hash)
    instance = as_it_stood(form, interview, rows, interview.language)
    left_out = not opens_sensitive(stored.consent) and holds_sensitive(instance)
    if left_out:
        rows = tuple(row for row in rows if not is_sensitive(form, row.reference))
        mentions = tuple(each for each in interview.mentions if not is_sensitive(form, each.reference))
        interview = replace(interview, mentions=mentions)
        instance = as_it_stood(form, interview, rows, interview.language)
    held = {row.value for row in rows if row.value and instance.is_relevant(row.reference)}
    attached = tuple(
        replace(each, original_name="")
        for each in stored.attachments
        if each.kind is not AttachmentKind.ANSWER or each.name in held
    )
    named = persons(instance, hidden=False)
    record = InterviewRecord(
        interview,
        stored.consent,
        tuple(Person(code, kind, stored.pseudonyms.get(code, "")) for code, kind in named.items()),
        receipt_hash(stored.receipt) if stored.receipt else "",
        attached,
        tuple(sorted(stored.meant_by)),
        sensitive_left_out=left_out,
    )
    behind = taken_back(form, rows, attached, stored.consent, stored.shown)
    return Read(record, form, rows, stored.versions[-1], behind)


@dataclass(frozen=True, slots=True, repr=False)
class _Stored:
    """What the vault holds of an interview, read in one piece. meant_by: what a decision may name it by. shown: files
    of which somebody said, when they came in, that the respondent showed them.
    """

    interview: Interview
    versions: tuple[InterviewId, ...]
    meant_by: frozenset[str]
    consent: tuple[ConsentRecord, ...]
    rows: tuple[StoredAnswer, ...]
    pseudonyms: Mapping[PersonCode, str]
    receipt: str | None
    attachments: tuple[Attachment, ...]
    shown: frozenset[str]

    @classmethod
    def read(cls, transaction: Transaction, interview_id: InterviewId) -> Self:
        interview, chain = transaction.interviews.get(interview_id), versions(transaction, interview_id)
        entries = (entry for each in chain for entry in transaction.audit.entries(each))
        return cls(
            interview=interview,
            versions=chain,
            meant_by=names_of(transaction, chain),
            consent=records(transaction, interview_id),
            rows=(*transaction.preparation.all(interview_id), *transaction.answers.all(interview_id)),
            pseudonyms=transaction.pseudonyms.all(),
            receipt=transaction.receipts.get(interview_id),
            attachments=transaction.attachments.all(interview_id),
            shown=frozenset(entry.details.get("name", "") for entry in entries if entry.details.get("shown") == "yes"),
        )
