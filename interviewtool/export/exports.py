"""What leaves of interviews: signed PDF summaries and bundles.

A bundle is the evidentiary original, encrypted end to end, and goes to the team's own archive. A summary is plaintext:
it shows persons as consent allows and is asked for knowingly, for a purpose. Only a finalized interview leaves, only
for a purpose that consent was given to, and nothing after that was withdrawn; every export is an audit event and
anchors the audit chain. The event is written when the file is safe on its disk and before it has its name there: what
could not be written is not said to have left, and nothing lies there as given away that the log does not know of.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from interviewtool.bundle import GivenHead, write_bundle, write_heads
from interviewtool.consent import EXPORT_EVENT, Consents, ConsentText, Purpose, others_said, require, standing, state
from interviewtool.consent.words import PURPOSES, ROLES, TIERS
from interviewtool.crypto.canonical import whole_second
from interviewtool.documents import ConsentLine, SummaryData
from interviewtool.documents.signing import sign_pdf
from interviewtool.documents.summary import summary_pdf
from interviewtool.documents.wording import Wording
from interviewtool.errors import KnownError
from interviewtool.export import record as names
from interviewtool.export.attached import Attached
from interviewtool.export.behind import Behind, behind
from interviewtool.export.given import give_head, given_heads
from interviewtool.export.own_word import not_to_be_named
from interviewtool.export.reading import Read, read
from interviewtool.export.summary import Summary
from interviewtool.i18n import N_, translator
from interviewtool.interview import VALUE_EVENTS, FormLibrary
from interviewtool.interview.sensitive import is_sensitive
from interviewtool.model import ConsentRecord, Disposition, Identity, InterviewId, InterviewState, PersonCode
from interviewtool.pseudonym.register import Opening, identities_of
from interviewtool.team import OwnKeys
from interviewtool.team.teams import Teams
from interviewtool.vault import Transaction, Vault
from interviewtool.vault.audit import AuditEntry
from interviewtool.vault.records import pack

Progress = Callable[[float], None]

Keep = Callable[[bytes], AbstractContextManager[object]]
"""Given what leaves. Within, it is safe outside the vault; entering it fails where that cannot be."""

DISPOSITIONS = {
    Disposition.COMPLETED: N_("completed"),
    Disposition.PARTIAL: N_("partial"),
    Disposition.REFUSED: N_("refused"),
    Disposition.NOT_PROCEEDED: N_("not proceeded with"),
}


LEFT_OUT = N_("the sensitive modules: consent to them was taken back (C16)")
"""What stays behind, and why."""


class Exports:
    """The exports of one vault."""

    def __init__(
        self, vault: Vault, forms: FormLibrary, consents: Consents, teams: Teams, *, clock: Callable[[], datetime]
    ) -> None:
        self._vault = vault
        self._forms = forms
        self._consents = consents
        self._teams = teams
        self._clock = clock

    def summary(
        self,
        interview_id: InterviewId,
        language: str,
        *,
        purpose: Purpose = Purpose.ARCHIVE,
        recipient: str = "",
        passphrase: Opening | None = None,
        keep: Keep = nullcontext,
    ) -> bytes:
        """The PDF summary, signed with the vault's own key.

        recipient: who is given it, in free words, so that a withdrawal says whom to tell; needed for every purpose but
        the team's own archive. passphrase: for the register, if it is not open, with the names that consent allows.
        None: pseudonyms alone. keep: what writes it; without, it counts as given away when it is returned.
        KnownError export.not_finalized, export.recipient_missing, consent.not_given, consent.withdrawn, team.no_keys,
        vault.wrong_passphrase.
        """
        found, whom = self._finalized(interview_id, purpose), " ".join(recipient.split())
        if not whom and purpose is not Purpose.ARCHIVE:
            raise KnownError("export.recipient_missing")
        identities = self._identities(passphrase, (interview_id,))
        unnamed = self._vault.run(lambda transaction: not_to_be_named(transaction, interview_id, identities.keys()))
        identities = {code: identity for code, identity in identities.items() if code not in unnamed}
        pdf = self._summary(found, language, identities, self._teams.keys(), purpose)
        with keep(pdf):
            self._left("summary", (interview_id,), purpose, whom)
        return pdf

    def bundle(
        self,
        interview_ids: Sequence[InterviewId],
        *,
        passphrase: Opening | None = None,
        leave_out_large: bool = False,
        progress: Progress = lambda share: None,
        keep: Keep = nullcontext,
    ) -> bytes:
        """The exchange file for the team's supervisor.

        passphrase: for the register, if it is not open; the identities travel in a part of their own. None: they stay.
        leave_out_large: files that do not fit are listed and stay here; otherwise they are an error.
        progress: called with 0..1; raising in it stops, and nothing has left. keep: as `summary`.
        KnownError export.not_finalized, export.nothing_chosen, export.files_too_large, consent.not_given,
        consent.withdrawn, team.no_keys, team.no_team, vault.wrong_passphrase.
        """
        if not interview_ids:
            raise KnownError("export.nothing_chosen")
        team, keys = self._teams.joined(), self._teams.keys()
        identities = self._identities(passphrase, interview_ids)
        payload: dict[str, bytes] = {}
        attached = Attached(self._vault, leave_out=leave_out_large)
        leaving: dict[PersonCode, Identity] = {}
        for done, interview_id in enumerate(interview_ids):
            progress(done / len(interview_ids))
            found = self._finalized(interview_id, Purpose.ARCHIVE)
            payload |= self._files(found, keys) | attached.files(found.record, without=found.behind)
            # Whom only a hidden branch names stays here, as the branch does.
            codes = (person.person_code for person in found.record.persons)
            leaving |= {code: identities[code] for code in codes if code in identities}
        progress(0.99)
        said = self._teams.log.chain(keys)
        if said:
            payload[names.EVENTS] = said
        moment = whole_second(self._clock)
        head, earlier = self._vault.run(lambda transaction: (transaction.audit.head().hex(), given_heads(transaction)))
        payload[names.EARLIER_BUNDLES] = write_heads(earlier)
        data = write_bundle(
            payload,
            signer=keys.signing_key,
            signer_code=keys.interviewer_code,
            recipients=(team.supervisor.recipient,),
            identities=None if passphrase is None else {names.IDENTITIES: _identities_json(leaving.values())},
            identity_recipients=() if passphrase is None else (team.supervisor.recipient,),
            interviews=interview_ids,
            audit_head=head,
            clock=lambda: moment,
        )
        progress(1.0)
        whom = team.supervisor.interviewer_code
        with keep(data):
            self._left("bundle", interview_ids, Purpose.ARCHIVE, whom, GivenHead(head, moment))
        return data

    def behind(self, interview_ids: Iterable[InterviewId]) -> tuple[Behind, ...]:
        """What would stay here, of those of which something would, since consent to it was taken back; for views."""
        return tuple(filter(None, (behind(self._vault, self._forms, each) for each in interview_ids)))

    # -- one interview

    def _files(self, found: Read, keys: OwnKeys) -> dict[str, bytes]:
        interview = found.interview
        interview_id = interview.interview_id
        files = {
            names.instance_name(interview_id): found.instance().to_xml(deprecated_id=interview.replaces),
            names.record_name(interview_id): pack(found.record),
            names.audit_name(interview_id): self._audit(found),
            # The identities travel apart, so the summary inside the payload never names anybody.
            names.summary_name(interview_id): self._summary(found, interview.language, {}, keys),
            names.form_name(interview.form_hash): found.form.xform,
        }
        for each in found.record.consent:
            files[names.consent_text_name(each.text_hash)] = self._consents.text(each.text_hash).content
            if each.handwriting is not None:
                drawn = self._vault.blobs.read(found.newest, each.handwriting)
                files[names.blob_name(interview_id, each.handwriting)] = drawn
        return files

    def _summary(
        self,
        found: Read,
        language: str,
        identities: dict[PersonCode, Identity],
        keys: OwnKeys,
        purpose: Purpose = Purpose.ARCHIVE,
    ) -> bytes:
        interview, words, moments = found.interview, translator(language), Wording.of(language)
        tier = self._vault.run(lambda transaction: standing(transaction, interview.interview_id)).tier
        display = names.shown(found.record, identities, language)
        decided = state(found.record.consent)
        copy = found.overlaid(language, display, named=names.named(found.record, identities))
        sections = Summary(copy, language=language, display=display).sections()
        data = SummaryData(
            language=language,
            interview_id=interview.interview_id,
            respondent=display(interview.respondent),
            created=self._clock(),
            facts=(
                (words.text(N_("Begun")), moments.time(interview.created)),
                (words.text(N_("Finalized")), moments.time(interview.finalized or interview.created)),
                (words.text(N_("Questionnaire")), f"{found.form.title_in(language)}, {found.form.shown_version}"),
                (words.text(N_("Interviewer")), keys.interviewer_code),
                (words.text(N_("Outcome")), words.text(DISPOSITIONS[interview.disposition or Disposition.PARTIAL])),
                *(((words.text(N_("Left out")), words.text(LEFT_OUT)),) if found.record.sensitive_left_out else ()),
                (words.text(N_("Made for")), words.text(PURPOSES[purpose])),
                *(((words.text(N_("Withdrawn")), " – ".join(map(words.text, TIERS[tier]))),) if tier else ()),
            ),
            consent=(
                *(
                    ConsentLine.of(record, self._in_language(record, language).headings[record.item])
                    for record in sorted(decided.values(), key=lambda each: int(each.item[1:]))
                ),
                *(
                    ConsentLine.of(record, words.text(ROLES[record.role]))
                    for record in others_said(found.record.consent)
                    if not record.open
                ),
            ),
            sections=sections,
            interviewer=keys.interviewer_code,
        )
        return sign_pdf(summary_pdf(data), keys.pdf_key, keys.pdf_certificate, clock=self._clock, language=language)

    def _in_language(self, record: ConsentRecord, language: str) -> ConsentText:
        """The text that was read, in the document's language where that version has it."""
        return self._consents.in_language(self._consents.text(record.text_hash), language)

    def _audit(self, found: Read) -> bytes:
        interview_id = found.interview.interview_id
        entries = self._vault.run(lambda transaction: transaction.audit.entries(interview_id))
        if found.record.sensitive_left_out:  # how often something was told, too, stays behind with it
            entries = tuple(each for each in entries if not _tells(found, each))
        lines = (
            json.dumps(
                {
                    "event": entry.event,
                    "reference": entry.reference,
                    "time": entry.time.isoformat() if entry.time else "",
                    # Values stay here: among them are answers that a branch hides by now.
                    "details": {} if entry.event in VALUE_EVENTS else dict(entry.details),
                },
                ensure_ascii=False,
            )
            for entry in entries
        )
        return "".join(f"{line}\n" for line in lines).encode()

    # -- what every export asks first

    def _finalized(self, interview_id: InterviewId, purpose: Purpose) -> Read:
        found = read(self._vault, self._forms, interview_id)
        if found.interview.state is not InterviewState.FINALIZED:
            raise KnownError("export.not_finalized")
        if found.interview.practice_presumed:
            raise KnownError("interview.practice_presumed")
        if found.interview.practice:
            raise KnownError("export.practice")
        self._vault.run(lambda transaction: require(transaction, interview_id, purpose))
        return found

    def _identities(
        self, passphrase: Opening | None, interview_ids: Collection[InterviewId]
    ) -> dict[PersonCode, Identity]:
        if passphrase is None:
            return {}
        return {each.person_code: each for each in identities_of(self._vault, passphrase, interview_ids)}

    def _left(
        self,
        kind: str,
        interview_ids: Collection[InterviewId],
        purpose: Purpose,
        recipient: str,
        head: GivenHead | None = None,
    ) -> None:
        details = {"kind": kind, "purpose": str(purpose)} | ({"recipient": recipient} if recipient else {})

        def note(transaction: Transaction) -> None:
            if head is not None:
                give_head(transaction, head)
            for interview_id in interview_ids:
                # Once more where it counts: meanwhile something may have been withdrawn.
                require(transaction, interview_id, purpose)
                transaction.audit.append(interview_id, EXPORT_EVENT, details=details)

        self._vault.run(note)
        self._vault.anchor()


def _tells(found: Read, entry: AuditEntry) -> bool:
    """Whether an entry of the log is about something that is left out: a question, or a file."""
    if entry.reference:
        return is_sensitive(found.form, entry.reference)
    attached = {each.name for each in found.record.attachments}
    return "sha256" in entry.details and entry.details.get("name") not in attached


def _identities_json(identities: Iterable[Identity]) -> bytes:
    return json.dumps([json.loads(pack(each)) for each in identities], ensure_ascii=False).encode()
