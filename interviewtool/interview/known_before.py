"""Looks in the register whether a person was asked, or named, before: so that nobody is asked twice by accident."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from interviewtool.interview.forms import FormLibrary
from interviewtool.model import Identity, IdentityKind, Interview, InterviewId, PersonCode, StoredAnswer
from interviewtool.pseudonym import PEOPLE, Likeness, Opening, Sought, likeness
from interviewtool.pseudonym.register import everyone
from interviewtool.vault import Transaction, Vault

_BIRTH_YEAR = "birth_year"
"""How the question for it is called, at the end, in the group that asks for the respondent's name."""


@dataclass(frozen=True, slots=True, repr=False)
class KnownBefore:
    """Somebody like the person sought. It has no repr, so that no log shows the name.

    spoke_in: interviews with this person, oldest first. named_in: where others named the person. identities: the
    person, and everybody named where the person spoke, to be at hand in another interview.
    """

    person_code: PersonCode
    name: str
    likeness: Likeness
    spoke_in: tuple[Interview, ...]
    named_in: tuple[Interview, ...]
    identities: tuple[Identity, ...]


def look_for(
    vault: Vault, forms: FormLibrary, sought: Sought, *, passphrase: Opening, apart_from: InterviewId | None = None
) -> tuple[KnownBefore, ...]:
    """Who in the register may be the person sought; who spoke comes first, then by likeness.

    apart_from: the interview that is being prepared; what is known for practice does not count either.
    KnownError vault.wrong_passphrase.
    """
    identities = everyone(vault, passphrase)
    every = vault.run(lambda transaction: transaction.interviews.list())
    known = [each for each in every if each.practice_presumed or not each.practice]
    interviews = [each for each in known if each.interview_id != apart_from]
    found = []
    for person in (each for each in identities if each.kind in PEOPLE):
        spoke = [each for each in interviews if each.respondent == person.person_code]
        named = [each for each in interviews if each.interview_id == person.interview_id and each not in spoke]
        if spoke or named:
            years = _birth_years(vault, forms, spoke)
            like = likeness(sought, person.text, birth_years=years, contacts=_contacts(identities, spoke))
            if like is not None:
                owners = {each.interview_id for each in spoke}
                at_hand = tuple(each for each in identities if each is person or each.interview_id in owners)
                found.append(KnownBefore(person.person_code, person.text, like, _latest(spoke), tuple(named), at_hand))
    return tuple(sorted(found, key=lambda each: (not each.spoke_in, -each.likeness.score)))


def _latest(interviews: Collection[Interview]) -> tuple[Interview, ...]:
    followed = {each.follows for each in interviews}
    return tuple(each for each in interviews if each.interview_id not in followed)


def _contacts(identities: Collection[Identity], spoke: Collection[Interview]) -> tuple[str, ...]:
    owners = {each.interview_id for each in spoke}
    return tuple(each.text for each in identities if each.kind is IdentityKind.CONTACT and each.interview_id in owners)


def _birth_years(vault: Vault, forms: FormLibrary, spoke: Collection[Interview]) -> tuple[int, ...]:
    years = []
    for interview in spoke:
        form = forms.definition(interview.form_hash)
        named = (node.path for node in form.nodes() if node.extras.get("identity") == IdentityKind.RESPONDENT)
        groups = {path.rsplit("/", 1)[0] for path in named}

        rows = vault.run(partial(_answers, interview.interview_id))
        years += [
            int(row.value)
            for row in rows
            if row.reference.endswith(_BIRTH_YEAR)
            and row.reference.rsplit("/", 1)[0] in groups
            and row.value.isdecimal()
        ]
    return tuple(years)


def _answers(interview_id: InterviewId, transaction: Transaction) -> tuple[StoredAnswer, ...]:
    return transaction.answers.all(interview_id)
