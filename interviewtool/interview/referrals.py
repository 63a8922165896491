"""Needs and referrals over all interviews: what was offered, to whom, and what is to be followed up when.

The questions that hold them bear the bind extra `referral`: need, what, offered, to, accepted, due; those of one need
stand in one group or repeat instance. That a need was seen to is noted in the interview's record, since its answers are
closed by then. Whoever did not agree to be contacted again (C15), or has withdrawn, is not followed up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from interviewtool.consent import State, counting, may_contact, state, tier_of
from interviewtool.interview.forms import FormLibrary
from interviewtool.interview.pages import Pages, Read
from interviewtool.model import DisplayName, Interview, InterviewId, InterviewState, Reference, StoredAnswer
from interviewtool.vault import Transaction, Vault
from interviewtool.xforms import FormInstance, QuestionType, QuestionView


@dataclass(frozen=True, slots=True)
class Referral:
    """One need of one respondent, in words of the questionnaire; "" for what was not answered.

    reference: of the group or repeat instance. shown: the respondent's pseudonym. need, what: the kind, and more of it.
    due: the day to follow it up; None without one. done: it was seen to. contact: it may be followed up.
    """

    interview_id: InterviewId
    reference: Reference
    shown: DisplayName | None
    need: str
    what: str
    offered: str
    to: str
    accepted: str
    due: date | None
    done: bool
    contact: bool = True


def referrals(
    vault: Vault, forms: FormLibrary, interviews: Iterator[tuple[Interview, DisplayName | None]], read: Read
) -> tuple[Referral, ...]:
    """Every need of these interviews: what is open by day, then what has no day, then what nobody may follow up, then
    what is done.
    """
    found: list[Referral] = []
    events = vault.run(counting)
    for interview, shown in interviews:
        if interview.practice or interview.state in (InterviewState.PREPARATION, InterviewState.REFUSED):
            continue
        form = forms.definition(interview.form_hash)
        if any("referral" in node.extras for node in form.nodes()):
            rows, consent = vault.run(partial(_told, interview.interview_id))
            if any((row.value or row.missing) and "referral" in form.node(row.reference).extras for row in rows):
                instance, pages = read(interview, rows)
                # Every version has a withdrawal of its own, and the latest one every decision.
                contact = tier_of(events, {interview.interview_id}) is None and may_contact(consent)
                found += _of_interview(interview, shown, instance, pages, contact=contact)
    return tuple(sorted(found, key=lambda each: (each.done, not each.contact, each.due is None, each.due or date.max)))


def note_done(transaction: Transaction, interview_id: InterviewId, reference: Reference, done: bool) -> None:
    """Say that a need was seen to, or that it was not. KnownError vault.no_such_interview."""
    interview = transaction.interviews.get(interview_id)
    others = tuple(each for each in interview.referrals_done if each != reference)
    changed = replace(interview, referrals_done=(*others, reference) if done else others)
    transaction.interviews.update(changed)
    transaction.audit.append(interview_id, "referral", reference, {"done": "yes" if done else "no"})


def _told(interview_id: InterviewId, transaction: Transaction) -> tuple[tuple[StoredAnswer, ...], State]:
    return transaction.answers.all(interview_id), state(transaction.consent.all(interview_id))


def _of_interview(
    interview: Interview,
    shown: DisplayName | None,
    instance: FormInstance,
    pages: Pages,
    *,
    contact: bool,
) -> Iterator[Referral]:
    groups: dict[Reference, dict[str, QuestionView]] = {}
    for row in instance.stored():
        if "referral" in instance.definition.node(row.reference).extras and instance.is_relevant(row.reference):
            view = pages.question(row.reference).view
            group = Reference(row.reference.rsplit("/", 1)[0])
            groups.setdefault(group, {})[view.extras["referral"]] = view
    for reference, views in groups.items():
        words = {part: _words(view) for part, view in views.items()}
        yield Referral(
            interview_id=interview.interview_id,
            reference=reference,
            shown=shown,
            need=words.get("need", ""),
            what=words.get("what", ""),
            offered=words.get("offered", ""),
            to=words.get("to", ""),
            accepted=words.get("accepted", ""),
            due=_day(views["due"].value) if "due" in views else None,
            done=reference in interview.referrals_done,
            contact=contact,
        )


def _words(view: QuestionView) -> str:
    if view.type not in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE):
        return view.value
    chosen = view.value.split() if view.type is QuestionType.SELECT_MULTIPLE else [view.value]
    labels = {choice.value: choice.label for choice in view.choices}
    return "; ".join(labels.get(each, each) for each in chosen if each)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
