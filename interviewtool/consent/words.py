"""Who decides, what stands against something, and the five tiers of a withdrawal, in words: for the card a person takes
home and for whoever carries a withdrawal out, in the window and on the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from interviewtool.consent.gates import Gate, Purpose
from interviewtool.consent.previews import Preview, Sent
from interviewtool.consent.standing import Authorisation, Standing
from interviewtool.consent.withdrawals import Done
from interviewtool.i18n import N_, _, interface_language, ngettext
from interviewtool.i18n.dates import short_day, short_moment, short_time
from interviewtool.model import GATE_ITEMS, ConsentRecord, ConsentRole, Tier

TIERS: Mapping[Tier, tuple[str, str]] = MappingProxyType(
    {
        Tier.STOP: (
            N_("Stop"),
            N_("Nothing more is asked or written down. What was said so far stays, as it was agreed."),
        ),
        Tier.NO_PUBLICATION: (
            N_("No publication"),
            N_("Nothing of it is quoted or published from now on."),
        ),
        Tier.NO_SHARING: (
            N_("No sharing"),
            N_("It is no longer given to anybody. It stays locked away where it is."),
        ),
        Tier.ERASE_IDENTITY: (
            N_("Erase who it was"),
            N_("Names, addresses and signatures are destroyed. The account stays, without saying whose it is."),
        ),
        Tier.ERASE_ALL: (
            N_("Erase everything"),
            N_("The whole interview is destroyed. Only the fact that there was one stays, under a number."),
        ),
    }
)
"""A few words, and what it means."""

ROLES: Mapping[ConsentRole, str] = MappingProxyType(
    {
        ConsentRole.RESPONDENT: N_("Respondent"),
        ConsentRole.GUARDIAN: N_("Guardian"),
        ConsentRole.INTERPRETER: N_("Interpreter"),
        ConsentRole.PRESENT: N_("Another person present"),
    }
)
"""Who decides."""

PURPOSES: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.ARCHIVE: N_("the team’s own archive"),
        Purpose.AUTHORITIES: N_("the ICRC or national prosecutors"),
        Purpose.UNITED_NATIONS: N_("UN mechanisms"),
        Purpose.ORGANISATIONS: N_("other organisations"),
        Purpose.PUBLICATION: N_("publication"),
    }
)
"""For whom, or for what, something leaves."""

IN_DOUBT = N_(
    "This interview comes out of a damaged vault, and a later “no” may be lost. What was agreed to counts again once "
    "it is decided anew, on the consent page: ask the person, or look at their signed form."
)
"""Why a yes that is on record does not count."""

_KINDS = {"bundle": N_("Bundle"), "summary": N_("Summary")}


def when_decided(record: ConsentRecord) -> str:
    """When a decision was made; where it was typed in later, also when that was."""
    language = interface_language()
    time = short_time(record.time, language)
    if not record.told:
        return time
    return _("{told}; typed in {time}").format(told=short_moment(record.told, language), time=time)


def guardians_part(guardian: Authorisation) -> str:
    """What is to be done about a guardian; "" where nothing stands against the interview."""
    if guardian is Authorisation.AWAITED:
        return _(
            "According to the preparation this person may not decide alone, being under 18 or for another reason. "
            "Ask the guardian, too: until the guardian agrees, no answer is kept and nothing leaves."
        )
    if guardian is Authorisation.DENIED:
        return _("The guardian said no. Without the guardian’s agreement no answer is kept, and nothing leaves.")
    return ""


def authorisations_part(authorisation: Authorisation) -> str:
    """What a supervisor's decision, or waiting for it, means; "" where it does not stand against the interview."""
    if authorisation is Authorisation.DENIED:
        return _("Your supervisor decided that this interview is not to be held.")
    if authorisation is Authorisation.AWAITED:
        return _(
            "The risk screen sends the decision on this interview to your supervisor. Until then consent is not asked "
            "for."
        )
    return ""


def closes(standing: Standing) -> str:
    """Why no answer is kept though nothing was taken back: the supervisor, a guardian, or a doubt; "" for none."""
    said = authorisations_part(standing.authorisation) or guardians_part(standing.guardian)
    return said or (_(IN_DOUBT) if standing.doubted.intersection(GATE_ITEMS) else "")


def stands_against(gate: Gate) -> str:
    """Why a gate is closed; "" for one that is open."""
    if gate.withdrawn is not None:
        return _("This was withdrawn: nothing leaves any more.")
    if gate.doubted:
        return _(IN_DOUBT)
    if gate.guardian is not None:
        return guardians_part(gate.guardian)
    return _("Consent to this is not given: {items}.").format(items=", ".join(gate.missing)) if gate.missing else ""


def goes(preview: Preview) -> tuple[str, ...]:
    """What would be destroyed, in sentences of the interface's language; nothing for the tiers that destroy nothing,
    and while a legal hold keeps it.
    """
    if preview.tier < Tier.ERASE_IDENTITY or preview.held:
        return ()
    counted = [
        (preview.names, ngettext("{number} name or address", "{number} names and addresses", preview.names)),
        (
            preview.signatures,
            ngettext("{number} signature or signed form", "{number} signatures and signed forms", preview.signatures),
        ),
    ]
    if preview.tier is Tier.ERASE_ALL:
        counted += [
            (preview.answers, ngettext("{number} stored answer", "{number} stored answers", preview.answers)),
            (preview.files, ngettext("{number} file", "{number} files", preview.files)),
        ]
    found = [text.format(number=number) for number, text in counted if number]
    if preview.tier is Tier.ERASE_ALL:
        found.append(_("Every decision on consent, and the log of the interview"))
    return tuple(found)


def stays(preview: Preview) -> tuple[str, ...]:
    """What would stay, and why."""
    if preview.held and preview.tier >= Tier.ERASE_IDENTITY:
        return (
            _("All of it for now, since a legal hold keeps it: closed, and given to nobody"),
            _("When the hold is lifted, it is erased as was asked"),
        )
    if preview.tier is Tier.ERASE_ALL:
        return (
            *_names_that_stay(preview),
            _(
                "The interview code, the day it was erased and when it had been given away, so that others are told "
                "and it never comes back"
            ),
            _("Backups and files that were made before: erase or replace them, the program cannot reach them"),
            _("What the memory of this computer still holds physically; without the keys it is unreadable"),
        )
    closed = (_("It is closed as it stands now, as an interview that was broken off"),) if preview.in_progress else ()
    if preview.tier is Tier.ERASE_IDENTITY:
        return (
            *closed,
            _("The account and the decisions on consent, under a number"),
            *_names_that_stay(preview),
            *_files_that_stay(preview),
            _("Names that were typed into the account itself: read it through before anybody else does"),
            _("Backups and files that were made before: erase or replace them, the program cannot reach them"),
        )
    return (*closed, _("Everything that was said, locked in this vault, because keeping it was not taken back"))


def _names_that_stay(preview: Preview) -> tuple[str, ...]:
    number = preview.names_kept
    said = ngettext(
        "{number} name or address, because another interview holds it, too; while it does, one can tell who this was",
        "{number} names and addresses, because other interviews hold them, too; while they do, one can tell who this "
        "was",
        number,
    )
    return (said.format(number=number),) if number else ()


def _files_that_stay(preview: Preview) -> tuple[str, ...]:
    number = preview.files
    said = ngettext(
        "{number} file; a face, a voice or a paper can tell who it was: to destroy it, too, erase everything",
        "{number} files; a face, a voice or a paper can tell who it was: to destroy them, too, erase everything",
        number,
    )
    return (said.format(number=number),) if number else ()


def told(preview: Preview) -> tuple[str, ...]:
    """To whom it had gone before, the first time first; what went the same way several times is one line that says how
    often.
    """
    return tuple(
        line if times == 1 else f"{line}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{times}"
        for line, times in Counter(map(given, preview.sent)).items()
    )


def given(sent: Sent) -> str:
    """One time it had gone to somebody."""
    purpose = next((_(PURPOSES[each]) for each in Purpose if each == sent.purpose), _("a purpose not noted"))
    day = short_day(sent.time.astimezone(), interface_language())
    kind = _(_KINDS[sent.kind]) if sent.kind in _KINDS else sent.kind
    said = _("{kind}, {day}: for {purpose}").format(kind=kind, day=day, purpose=purpose)
    return _("{line}; given to {whom}").format(line=said, whom=sent.recipient) if sent.recipient else said


def to_tell(preview: Preview) -> tuple[str, ...]:
    """Whether somebody beside the supervisor, who hears by signed events, may have it and is to be told by people."""
    if all(sent.kind == "bundle" for sent in preview.sent):
        return ()
    return (_("Tell everybody else in the list yourself, and ask them to destroy what they have."),)


def left_over(done: Done) -> tuple[str, ...]:
    """What the program itself has still to do."""
    if done.preview.held and done.preview.tier >= Tier.ERASE_IDENTITY:
        return (_("A legal hold keeps it for now. It is closed, and erased when the hold is lifted."),)
    if not done.unfinished:
        return ()
    return (_("The keys are destroyed. The rest is deleted as soon as the disk has room."),)


def closing_sentences(preview: Preview) -> tuple[str, ...]:
    """What has to be done by people."""
    said = [
        _("What was published cannot be called back."),
        _(
            "The team’s supervisor is told with your next bundle, or at once, if you save what this vault says to the "
            "team as a file and bring it to them."
        ),
    ]
    said += to_tell(preview)
    if preview.others:
        number = len(preview.others)
        others = ngettext(
            "{number} more interview with the same person is in this vault and stays as it is: {ids}",
            "{number} more interviews with the same person are in this vault and stay as they are: {ids}",
            number,
        )
        said.append(others.format(number=number, ids=", ".join(preview.others)))
    if preview.kept_by and preview.tier >= Tier.ERASE_IDENTITY:
        said.append(
            _("The names that stay go with the last of these, once it is withdrawn, too: {ids}").format(
                ids=", ".join(preview.kept_by)
            )
        )
    return tuple(said)
