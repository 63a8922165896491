"""What an interview's record says once it is closed for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interviewtool.errors import KnownError
from interviewtool.interview.mentions import mentions
from interviewtool.interview.own_names import OwnNames
from interviewtool.interview.rows import categories, persons
from interviewtool.model import Disposition, Interview, InterviewState, Reference
from interviewtool.xforms import FormInstance, ViolationKind


def finalized(
    interview: Interview, instance: FormInstance, names: OwnNames, *, disposition: Disposition, now: datetime
) -> Interview:
    """The record of the closed interview; its names must be at hand still, since mentions are found now.

    A completed interview has no violation; a partial one may lack required answers but holds nothing wrong.
    KnownError interview.violations (count).
    """
    complete = disposition is Disposition.COMPLETED
    wrong = [each for each in instance.violations() if complete or each.kind is not ViolationKind.REQUIRED]
    if wrong:
        raise KnownError("interview.violations", count=len(wrong))
    return _closed(interview, instance, names, disposition=disposition, now=now)


def as_closed(stored: Interview, closed: Interview) -> Interview:
    """The record as the vault holds it, with what closing says; what was noted in it beside the session stays."""
    return replace(
        stored,
        state=closed.state,
        disposition=closed.disposition,
        finalized=closed.finalized,
        categories=closed.categories,
        mentions=closed.mentions,
        language=closed.language,
        place=closed.place,
    )


def stopped(interview: Interview, instance: FormInstance, names: OwnNames, *, now: datetime) -> Interview:
    """The record of an interview that is closed as it stands, since the respondent wants nothing more to be asked.

    Nobody may be asked to put right what is wrong in it, so it stays; a break that goes on has ended.
    """
    ended = replace(interview, break_since=None)
    return _closed(ended, instance, names, disposition=Disposition.PARTIAL, now=now)


def _closed(
    interview: Interview, instance: FormInstance, names: OwnNames, *, disposition: Disposition, now: datetime
) -> Interview:
    if instance.recalculate_fully():
        raise AssertionError("incremental recalculation differs from full")
    # Two records may bear one name, of this interview and of an earlier one: then the person meant here comes first.
    here = persons(instance, hidden=True)
    at_hand = sorted(names.identities, key=lambda identity: identity.person_code not in here)
    return replace(
        interview,
        state=InterviewState.FINALIZED,
        disposition=disposition,
        finalized=now,
        categories=categories(instance),
        mentions=mentions(instance, at_hand),
        place=Reference(""),
    )
