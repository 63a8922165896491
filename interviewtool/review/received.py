"""A bundle as its reader finds it: what was checked, and the interviews in it, to be read page by page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from interviewtool.bundle import OpenedBundle
from interviewtool.consent import (
    Authorisation,
    Gate,
    Purpose,
    Standing,
    State,
    gate,
    guardian_of,
    in_doubt,
    state,
    tier_of,
)
from interviewtool.documents.verdict import PdfVerdict
from interviewtool.documents.verification import verify_pdf
from interviewtool.errors import KnownError
from interviewtool.export import InterviewRecord
from interviewtool.export import record as names
from interviewtool.export.record import shown
from interviewtool.interview import Display, Pages, as_it_stood, definition
from interviewtool.model import AttachmentKind, Identity, Interview, InterviewId, KeptEvent, PersonCode, Tier
from interviewtool.review.continuity import Continuity
from interviewtool.review.versions import said_by
from interviewtool.vault.records import unpack
from interviewtool.xforms import media_of, read_instance


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a bundle before a word of it is shown.

    signer: the code of whoever signed, a member of the team. claimed: when, by the signer's own word. received: when it
    was opened here, since the vault keeps no inbox yet. addressed_to: recipients named inside, `age1…`. members: part →
    hash of its ciphertext; that each is unchanged was checked. has_identities: a part with identities is inside;
    identities_open: and opened here. events_refused: what the sender says to the team contradicts what was said before,
    and was not taken in. verification_key: the signer's. continuity: whether it goes on from the bundles before.
    """

    signer: str
    claimed: datetime
    received: datetime
    addressed_to: tuple[str, ...]
    members: Mapping[str, str]
    has_identities: bool
    identities_open: bool
    audit_head: str
    verification_key: str
    events_refused: bool = False
    continuity: Continuity = field(default_factory=Continuity)


@dataclass(frozen=True, slots=True, repr=False)
class ReceivedInterview:
    """One interview of a bundle. summary: the signed PDF. summary_verdict: what its signature is worth.

    meant_by: ids of all its versions and hashes of their receipt codes, by which a decision may mean it. withdrawn:
    what the respondent took back. From erase_identity on no name is shown; with erase_all nothing is, and
    `pages`, `summary` and `audit` are closed.
    """

    record: InterviewRecord
    summary: bytes
    summary_verdict: PdfVerdict
    audit: tuple[Mapping[str, object], ...]
    meant_by: frozenset[str]
    withdrawn: Tier | None
    _xform: bytes
    _instance: bytes
    _identities: Mapping[PersonCode, Identity]
    _files: Mapping[str, bytes]

    @property
    def interview(self) -> Interview:
        """The interview without its answers."""
        return self.record.interview

    @property
    def consent(self) -> State:
        """The latest decision on each item."""
        return state(self.record.consent)

    @property
    def gate(self) -> Gate:
        """Whether its own records hold the consent without which nothing leaves. What was taken back since it was sent
        stands in `withdrawn`.
        """
        guardian = guardian_of(self.record.consent, needed=self.interview.needs_guardian)
        doubted = in_doubt(self.record.consent)
        return gate(Standing(self.consent, None, Authorisation.NOT_NEEDED, guardian, doubted), Purpose.ARCHIVE)

    def file(self, name: str) -> bytes | None:
        """The content of an attachment; None for one that was too large for the bundle. KnownError review.incomplete
        where it is not what the record says.
        """
        content = self._files.get(name)
        found = next((each for each in self.record.attachments if each.name == name), None)
        if content is not None and found is not None and hashlib.sha256(content).hexdigest() != found.hash:
            raise KnownError("review.incomplete")
        return content

    def form_media(self, name: str) -> bytes | None:
        """A picture or sound of the questionnaire, where it brought it along."""
        return media_of(self._xform).get(name)

    def display(self, language: str) -> Display:
        """What is shown for a person code: a name only where consent allows it and the identities opened."""
        return shown(self.record, self._identities, language)

    def pages(self, language: str) -> Pages:
        """The interview to be read, in one of the questionnaire's languages: the same pages as the interviewer saw.

        KnownError review.withdrawn.
        """
        if self.withdrawn is Tier.ERASE_ALL:
            raise KnownError("review.withdrawn")
        form = definition(self._xform)
        instance = as_it_stood(form, self.interview, read_instance(form, self._instance), language)
        return Pages(instance, self.display(language))


@dataclass(frozen=True, slots=True, repr=False)
class ReceivedBundle:
    """An opened and verified bundle."""

    verdict: Verdict
    interviews: tuple[ReceivedInterview, ...]


def interview_names(opened: OpenedBundle) -> tuple[frozenset[str], ...]:
    """What a bundle says of the versions of each of its interviews. KnownError review.incomplete."""
    try:
        files = (opened.files[names.record_name(each)] for each in opened.manifest.interviews)
        return tuple(said_by(unpack(InterviewRecord, content)) for content in files)
    except (KeyError, ValueError, TypeError, RecursionError):
        raise KnownError("review.incomplete") from None


def received(
    opened: OpenedBundle,
    *,
    moment: datetime,
    certificates: tuple[bytes, ...],
    events: Sequence[KeptEvent],
    events_refused: bool,
    versions: Mapping[str, frozenset[str]],
) -> ReceivedBundle:
    """Read what a bundle holds. certificates: PEM, those a summary may be signed with. events: those that count for its
    signer. versions: id → every name of the interview, as `review.versions`. KnownError review.incomplete.
    """
    manifest = opened.manifest
    identities = _identities(opened.identities)
    verdict = Verdict(
        signer=opened.signer.code,
        claimed=manifest.created,
        received=moment,
        addressed_to=manifest.recipients,
        members=opened.sealed.members,
        has_identities=opened.sealed.has_identities,
        identities_open=opened.identities is not None,
        audit_head=manifest.audit_head,
        verification_key=manifest.verification_key,
        events_refused=events_refused,
    )
    try:
        interviews = tuple(
            _interview(opened, each, identities, certificates, events=events, meant_by=versions[each])
            for each in manifest.interviews
        )
    except (KeyError, ValueError, TypeError, RecursionError):
        raise KnownError("review.incomplete") from None
    return ReceivedBundle(verdict, interviews)


def _interview(
    opened: OpenedBundle,
    interview_id: InterviewId,
    identities: Mapping[PersonCode, Identity],
    certificates: tuple[bytes, ...],
    *,
    events: Sequence[KeptEvent],
    meant_by: frozenset[str],
) -> ReceivedInterview:
    files = opened.files
    record = unpack(InterviewRecord, files[names.record_name(interview_id)])
    summary = files[names.summary_name(interview_id)]
    tier = tier_of(events, meant_by)
    xform = files[names.form_name(record.interview.form_hash)]
    definition(xform)  # one that cannot be read is told of now, not when its pages are asked for
    audit = files[names.audit_name(interview_id)].decode().splitlines()
    return ReceivedInterview(
        record=record,
        summary=b"" if tier is Tier.ERASE_ALL else summary,
        summary_verdict=verify_pdf(summary, certificates),
        audit=() if tier is Tier.ERASE_ALL else tuple(json.loads(line) for line in audit),
        _xform=xform,
        _instance=files[names.instance_name(interview_id)],
        meant_by=meant_by,
        withdrawn=tier,
        _identities={} if tier is not None and tier >= Tier.ERASE_IDENTITY else identities,
        _files={} if tier is Tier.ERASE_ALL else _attached(files, record, tier),
    )


def _attached(files: Mapping[str, bytes], record: InterviewRecord, tier: Tier | None) -> dict[str, bytes]:
    """Signed papers go with the names."""
    owner = record.interview.interview_id
    unsigned = tier is not None and tier >= Tier.ERASE_IDENTITY
    shown = [each for each in record.attachments if each.kind is AttachmentKind.ANSWER or not unsigned]
    places = {each.name: names.attachment_name(owner, each.name) for each in shown}
    return {name: files[place] for name, place in places.items() if place in files}


def _identities(files: Mapping[str, bytes] | None) -> dict[PersonCode, Identity]:
    if files is None:
        return {}
    found = (unpack(Identity, json.dumps(each).encode()) for each in json.loads(files[names.IDENTITIES]))
    return {identity.person_code: identity for identity in found}
