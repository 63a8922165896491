"""The list of interviews: each in its latest version, with what is shown of its respondent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interviewtool import pseudonym
from interviewtool.consent import counting, families, tier_of
from interviewtool.model import DisplayName, IdentityKind, Interview, InterviewId, PersonCode, Tier
from interviewtool.team.decisions import cu_decided
from interviewtool.vault import Transaction, Vault


@dataclass(frozen=True, slots=True)
class InterviewSummary:
    """A row of the interview list: the latest version of an interview.

    shown: the respondent's pseudonym, empty before there is one. number: which interview with this person it is, of
    `total`. cu: what the supervisor decided about cases that may be CU, by the number of the case. withdrawn: the
    highest tier, if any.
    """

    interview: Interview
    shown: DisplayName | None
    number: int = 1
    total: int = 1
    cu: Mapping[int, bool] = field(default_factory=dict)
    withdrawn: Tier | None = None


def list_interviews(vault: Vault) -> tuple[InterviewSummary, ...]:
    """Every interview in its latest version, the one begun last first."""
    return vault.run(_list)


def _list(transaction: Transaction) -> tuple[InterviewSummary, ...]:
    every = transaction.interviews.list()
    pseudonyms = transaction.pseudonyms.all()
    events = counting(transaction)
    chains = {chain[-1]: chain for chain in families(every)}
    followed = {each.follows for each in every}
    found = sorted((each for each in every if each.interview_id not in followed), key=lambda each: each.created)
    of_person: dict[PersonCode, list[InterviewId]] = {}
    for each in found:
        of_person.setdefault(each.respondent, []).append(each.interview_id)
    return tuple(
        InterviewSummary(
            each,
            _shown(each, pseudonyms),
            *_place_of(each, of_person[each.respondent]),
            cu=cu_decided(events, chains[each.interview_id]),
            # What came by the code of a card is told by number, too, once it was carried out.
            withdrawn=tier_of(events, chains[each.interview_id]),
        )
        for each in reversed(found)
    )


def _place_of(interview: Interview, of_person: Sequence[InterviewId]) -> tuple[int, int]:
    """Which interview with its respondent this is, and of how many; a refused one is nobody's."""
    if not interview.respondent:
        return 1, 1
    return of_person.index(interview.interview_id) + 1, len(of_person)


def _shown(interview: Interview, pseudonyms: Mapping[PersonCode, str]) -> DisplayName | None:
    given = pseudonyms.get(interview.respondent)
    return (
        None
        if given is None
        else pseudonym.display(IdentityKind.RESPONDENT, given, name=None, language=interview.language)
    )
