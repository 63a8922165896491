"""The team file: who belongs to the team, and the questionnaires and consent texts it works with.

A container (crypto/container.py) of `team.json`, the supervisor's and the members' cards as they signed them,
questionnaires and consent texts. It is signed by the supervisor, not encrypted. What a person must do once: compare
the supervisor's words aloud. From then on a team file counts only with the signature of that same key, and never an
older version than the one held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from interviewtool.crypto.canonical import Fields, Json, from_json, time_text, to_json
from interviewtool.crypto.container import BUNDLE_NAMESPACE, Layout, seal, unseal
from interviewtool.crypto.signers import AllowedSigner, allowed_signers_file
from interviewtool.errors import KnownError
from interviewtool.model import USUAL_MONTHS, InterviewerCode
from interviewtool.team.card import NAMESPACE as CARD_NAMESPACE
from interviewtool.team.card import Card, Role
from interviewtool.team.events import NAMESPACE as EVENT_NAMESPACE
from interviewtool.team.keys import OwnKeys

LAYOUT = Layout(
    namespace="interviewtool-team@1",
    first_member="team.json",
    longest=64 * 1024 * 1024,
    most_members=2_000,
    unrecognised="team.not_a_team_file",
    truncated="team.truncated",
    altered="team.altered",
    too_large="team.too_large",
)
_FORMAT = 2
_FIELDS_1 = ("format", "team_name", "version", "created", "members", "questionnaires", "consent_texts")
_FIELDS_2 = (*_FIELDS_1, "withdrawal_contact", "review_months")
_EVENTS = "events.jsonl"
_LONGEST_TEXT = 200  # characters of a name
_LONGEST_CONTACT = 500
_MONTHS = range(1, 1201)


@dataclass(frozen=True, slots=True)
class Member:
    """Times are aware. valid_from: nothing received before it counts. revoked_since: nothing from then on."""

    card: Card
    valid_from: datetime
    revoked_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """name: for people, any text of 1 to 200 characters. content: the file, byte by byte (an XForm, a consent text)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TeamFile:
    """What a team file says. version: from 1, grows with each one handed out. members: without the supervisor.

    withdrawal_contact: to whom a person turns who takes something back; printed on the withdrawal card, may have lines.
    review_months: after so many an interview is looked at again. events: the supervisor's chain (team/log.py).
    """

    team_name: str
    version: int
    created: datetime
    supervisor: Card
    members: tuple[Member, ...] = ()
    questionnaires: tuple[Attachment, ...] = ()
    consent_texts: tuple[Attachment, ...] = ()
    withdrawal_contact: str = ""
    review_months: int = USUAL_MONTHS
    events: bytes = b""


def write_team_file(team: TeamFile, keys: OwnKeys) -> bytes:
    """The team file, signed. keys: the supervisor's.

    Raises KnownError team.name_unusable, team.terms_unusable, team.too_large, and team.code_twice where two members who
    are not revoked, or a member and the supervisor, share a code.
    """
    check_team_name(team.team_name)
    check_terms(team.withdrawal_contact, team.review_months)
    _check(team)
    return seal(_members_of_container(team), keys.signing_key, LAYOUT)


def check_team_name(team_name: str) -> None:
    """Raises KnownError team.name_unusable unless it has 1 to 200 characters, on one line."""
    if not _is_name(team_name):
        raise KnownError("team.name_unusable")


def check_terms(withdrawal_contact: str, review_months: int) -> None:
    """Raises KnownError team.terms_unusable for a contact of more than 500 characters, or months outside 1 to 1200."""
    if not _are_terms(withdrawal_contact, review_months):
        raise KnownError("team.terms_unusable")


def read_team_file(data: bytes, held: TeamFile | None = None) -> TeamFile:
    """Check and read a team file.

    held: the one imported before, whose supervisor alone is trusted; the same file again is welcome, an older version
    is not. None only on the first import, after which people compare `supervisor.fingerprint_words`.
    Raises KnownError team.{not_a_team_file, truncated, altered, too_large, another_supervisor, file_newer_version,
    file_unusable, code_twice, older_version, same_version} and those of Card.from_bytes.
    """
    unsealed = unseal(data, LAYOUT)
    if held is not None and unsealed.verification_key != held.supervisor.verification_key:
        raise KnownError("team.another_supervisor")
    contents = {name: bytes(content) for name, content in unsealed.members.items()}
    try:
        team = _team(contents)
        _check(team)
        one_form = _members_of_container(team)
    except ValueError as error:
        raise KnownError("team.file_unusable") from error
    if list(one_form.items()) != list(contents.items()):
        raise KnownError("team.file_unusable")
    if team.supervisor.verification_key != unsealed.verification_key:
        raise KnownError("team.another_supervisor")
    if held is not None:
        _check_progress(team, held)
    return team


def signers(team: TeamFile) -> tuple[AllowedSigner, ...]:
    """Whose signatures count: the supervisor and the members."""
    supervisor = team.supervisor
    return (
        AllowedSigner(supervisor.interviewer_code, supervisor.verification_key, supervisor.created),
        *(
            AllowedSigner(
                member.card.interviewer_code, member.card.verification_key, member.valid_from, member.revoked_since
            )
            for member in team.members
        ),
    )


def allowed_signers(team: TeamFile) -> str:
    """The allowed_signers file for `ssh-keygen -Y verify` of bundles, cards, events and the team file."""
    everything = (BUNDLE_NAMESPACE, LAYOUT.namespace, CARD_NAMESPACE, EVENT_NAMESPACE)
    supervisor, *members = signers(team)
    others = [namespace for namespace in everything if namespace != LAYOUT.namespace]
    return allowed_signers_file([supervisor], everything) + allowed_signers_file(members, others)


def _check_progress(team: TeamFile, held: TeamFile) -> None:
    if team.version < held.version:
        raise KnownError("team.older_version", version=team.version, held=held.version)
    if team.version == held.version and team != held:
        raise KnownError("team.same_version", version=team.version)


def _check(team: TeamFile) -> None:
    """ValueError for what no team file may say; KnownError team.code_twice for what a supervisor may mistake."""
    names = [team.team_name, *(entry.name for entry in team.questionnaires + team.consent_texts)]
    if team.version < 1 or not all(map(_is_name, names)):
        raise ValueError("not a version or a name")
    if not _are_terms(team.withdrawal_contact, team.review_months):
        raise ValueError("not a contact or not months")
    if team.supervisor.role is not Role.SUPERVISOR:
        raise ValueError("the signer is no supervisor")
    active = [member.card.interviewer_code for member in team.members if member.revoked_since is None]
    code, times = Counter([team.supervisor.interviewer_code, *active]).most_common(1)[0]
    if times > 1:
        raise KnownError("team.code_twice", member=code)
    keys = [signer.verification_key for signer in signers(team)]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice")


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LONGEST_TEXT and text.isprintable()


def _are_terms(withdrawal_contact: str, review_months: int) -> bool:
    printable = all(line.isprintable() for line in withdrawal_contact.split("\n"))
    return printable and len(withdrawal_contact) <= _LONGEST_CONTACT and review_months in _MONTHS


def _team(contents: Mapping[str, bytes]) -> TeamFile:
    fields = from_json(contents[LAYOUT.first_member])
    version = fields.number("format")
    if version > _FORMAT:
        raise KnownError("team.file_newer_version")
    fields.must_be(_FIELDS_1 if version == 1 else _FIELDS_2)
    return TeamFile(
        team_name=fields.text("team_name"),
        version=fields.number("version"),
        created=fields.time("created"),
        supervisor=Card.from_bytes(_content(contents, "supervisor.card")),
        members=tuple(
            Member(
                Card.from_bytes(
                    _content(contents, _card_name(number, InterviewerCode(entry.text("interviewer_code"))))
                ),
                entry.time("valid_from"),
                entry.optional_time("revoked_since"),
            )
            for number, entry in enumerate(fields.objects("members"), 1)
        ),
        questionnaires=_attachments(contents, fields, "questionnaires"),
        consent_texts=_attachments(contents, fields, "consent_texts"),
        withdrawal_contact="" if version == 1 else fields.text("withdrawal_contact"),
        review_months=USUAL_MONTHS if version == 1 else fields.number("review_months"),
        events=contents.get(_EVENTS, b""),
    )


def _attachments(contents: Mapping[str, bytes], fields: Fields, kind: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(e.text("name"), _content(contents, e.text("file"))) for e in fields.objects(kind))


def _content(contents: Mapping[str, bytes], name: str) -> bytes:
    if name not in contents:
        raise ValueError("a file is named and not there")
    return contents[name]


def _card_name(number: int, code: InterviewerCode) -> str:
    return f"{number:03}-{code}.card"


def _members_of_container(team: TeamFile) -> dict[str, bytes]:
    """Name → content, in order; the one form of this team."""
    cards = {_card_name(i, member.card.interviewer_code): member for i, member in enumerate(team.members, 1)}
    forms = {f"questionnaire-{i:03}.xml": entry for i, entry in enumerate(team.questionnaires, 1)}
    texts = {f"consent-{i:03}.md": entry for i, entry in enumerate(team.consent_texts, 1)}
    # What says no more than version 1 could is written as version 1, which every program reads.
    terms: dict[str, Json] = {
        "withdrawal_contact": team.withdrawal_contact,
        "review_months": team.review_months,
    }
    plain = not team.events and not team.withdrawal_contact and team.review_months == USUAL_MONTHS
    description: dict[str, Json] = {
        "format": 1 if plain else _FORMAT,
        "team_name": team.team_name,
        "version": team.version,
        "created": time_text(team.created),
        "members": [
            {
                "interviewer_code": member.card.interviewer_code,
                "valid_from": time_text(member.valid_from),
                "revoked_since": None if member.revoked_since is None else time_text(member.revoked_since),
            }
            for member in cards.values()
        ],
        "questionnaires": [{"name": entry.name, "file": name} for name, entry in forms.items()],
        "consent_texts": [{"name": entry.name, "file": name} for name, entry in texts.items()],
        **({} if plain else terms),
    }
    return {
        LAYOUT.first_member: to_json(description),
        "supervisor.card": team.supervisor.to_bytes(),
        **{name: member.card.to_bytes() for name, member in cards.items()},
        **{name: entry.content for name, entry in (forms | texts).items()},
        **({_EVENTS: team.events} if team.events else {}),
    }
