"""The gate moves with the records, and only with them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.consent import ConsentText, Decision, as_told, field_value, may_be_named, opens_gate, state
from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ConsentRecord,
    ConsentRole,
    ContentHash,
    IdentityKind,
    Naming,
    now,
)
from interviewtool.vault.records import pack, unpack
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.workspaces import decide

ITEMS = st.sampled_from(ConsentItem)


def record(item: ConsentItem, given: bool, naming: Naming | None = None) -> ConsentRecord:
    return ConsentRecord(item, given, ConsentMethod.PAPER, now(), "uk", "1.0", ContentHash("0" * 64), naming)


@pytest.fixture
def session(workspace: Workspace, small_form: ContentHash) -> Session:
    return workspace.interviews.prepare(small_form, "uk")


@given(st.lists(st.tuples(ITEMS, st.booleans())))
def test_the_gate_stands_on_the_latest_c1_and_c9_alone(decisions: list[tuple[ConsentItem, bool]]) -> None:
    latest = dict(decisions)
    expected = latest.get(ConsentItem.INTERVIEW, False) and latest.get(ConsentItem.STORING, False)
    assert opens_gate(state(record(item, given) for item, given in decisions)) is expected


@pytest.mark.parametrize("naming", Naming)
def test_who_may_be_named(naming: Naming) -> None:
    consent = state([record(ConsentItem.QUOTATION, naming is not Naming.NONE, naming)])
    assert may_be_named(consent, IdentityKind.RESPONDENT) is (naming is Naming.NAMED)
    assert not may_be_named(consent, IdentityKind.AFFECTED_PERSON)
    assert not may_be_named(state([record(ConsentItem.RELATIVES, True)]), IdentityKind.PERSON)
    assert field_value(consent[ConsentItem.QUOTATION]) == naming


def test_records_are_kept_in_order_with_the_text_that_was_read(workspace: Workspace, session: Session) -> None:
    interview_id = session.interview.interview_id
    ukrainian, russian = workspace.consent.current("uk"), workspace.consent.current("ru")
    for given_, text in ((True, ukrainian), (False, russian), (True, russian)):
        workspace.consent.decide(interview_id, Decision(ConsentItem.INTERVIEW, given_, ConsentMethod.SPOKEN, text))
    history = workspace.consent.history(interview_id)
    assert [(each.given, each.language) for each in history] == [(True, "uk"), (False, "ru"), (True, "ru")]
    assert workspace.consent.text(history[0].text_hash) == ukrainian
    assert workspace.consent.state(interview_id)[ConsentItem.INTERVIEW] == history[-1]


def test_what_was_noted_on_paper_bears_both_times_and_undoes_nothing_later(
    workspace: Workspace, session: Session, clock: Clock
) -> None:
    interview_id, audio = session.interview.interview_id, ConsentItem.AUDIO
    noted = as_told(date(2026, 2, 27), time(14, 30))
    record = decide(workspace, interview_id, ConsentItem.INTERVIEW, given=True, told=noted)
    assert (record.told, record.time) == ("2026-02-27T14:30", clock())
    decide(workspace, interview_id, ConsentItem.STORING, given=True, told=as_told(date(2026, 2, 27), None))
    assert workspace.consent.is_open(interview_id)
    decide(workspace, interview_id, audio, given=True)  # as given now, by mistake: the paper is said afterwards
    decide(workspace, interview_id, audio, given=True, told=noted)
    decide(workspace, interview_id, audio, given=False)
    decide(workspace, interview_id, audio, given=False, told=noted)
    with pytest.raises(KnownError, match=r"consent\.decided_since"):
        decide(workspace, interview_id, audio, given=True, told=noted)
    with pytest.raises(KnownError, match=r"consent\.told_ahead"):
        decide(workspace, interview_id, audio, given=False, told=as_told(date(2026, 3, 3), None))
    clock.advance(days=1)
    decide(workspace, interview_id, audio, given=True, told=as_told(clock().date(), None))
    history = workspace.consent.history(interview_id)
    assert history[0] == record
    assert [(each.given, bool(each.told)) for each in history if each.item is audio] == [
        (True, False),
        (True, True),
        (False, False),
        (False, True),
        (True, True),
    ]
    assert workspace.consent.state(interview_id)[audio] == history[-1]
    older = json.loads(pack(record))
    del older["told"]
    assert unpack(ConsentRecord, pack(record)) == record
    assert unpack(ConsentRecord, json.dumps(older).encode()) == replace(record, told="")


def test_c10_asks_how(workspace: Workspace, session: Session) -> None:
    with pytest.raises(KnownError) as refused:
        decide(workspace, session.interview.interview_id, ConsentItem.QUOTATION, given=True)
    assert refused.value.code == "consent.naming_missing"
    assert workspace.consent.history(session.interview.interview_id) == ()


def test_what_others_are_asked_is_hashed_too(workspace: Workspace, session: Session) -> None:
    interview_id, consent = session.interview.interview_id, workspace.consent

    def ask(role: ConsentRole, text: ConsentText) -> ConsentRecord:
        return consent.decide(
            interview_id, Decision(ConsentItem.INTERVIEW, True, ConsentMethod.SPOKEN, text, role=role)
        )

    old, *_, new = sorted(consent.texts("uk"), key=lambda text: text.version)
    with pytest.raises(KnownError) as refused:
        ask(ConsentRole.INTERPRETER, old)
    assert refused.value.code == "consent.no_words_for_role"
    ask(ConsentRole.GUARDIAN, old)  # version 1.0 asked a guardian what it asked everybody
    assert consent.text_for(ConsentRole.PRESENT, "uk") == new
    for role in ConsentRole:
        ask(role, new)
    history = consent.history(interview_id)
    assert [(each.role, each.text_version) for each in history] == [
        (ConsentRole.GUARDIAN, "1.0"),
        *((role, new.version) for role in ConsentRole),
    ]
    asked = [consent.text(each.text_hash).asked(each.item, each.role) for each in history]
    assert asked[0] == asked[1] == old.items[ConsentItem.INTERVIEW]
    assert len(set(asked)) == 4
    assert all(words in new.content.decode() for words in asked)


def test_c15_sets_the_day_of_the_next_review(workspace: Workspace, session: Session, clock: Clock) -> None:
    interview_id, consent = session.interview.interview_id, workspace.consent

    def set_review(review: date | None = None) -> date:
        decide(workspace, interview_id, ConsentItem.RECONTACT, given=True, review=review)
        return workspace.retention.get(interview_id).retention.review

    clock.advance(days=3)
    assert set_review() == date(2027, 3, 5)  # the team's usual year, from the day it was decided on
    assert set_review(date(2026, 9, 1)) == date(2026, 9, 1)
    assert set_review() == date(2026, 9, 1)
    with pytest.raises(KnownError) as refused:
        set_review(date(2026, 3, 4))
    assert refused.value.code == "consent.review_in_the_past"
    assert len(consent.history(interview_id)) == 3  # nor was the decision recorded


def test_a_signature_drawn_on_screen_is_kept_with_the_record(workspace: Workspace, session: Session) -> None:
    interview_id = session.interview.interview_id
    made = decide(workspace, interview_id, ConsentItem.INTERVIEW, given=True, signed=b"\x89PNG drawn")
    assert made.handwriting is not None
    assert workspace.vault.blobs.read(interview_id, made.handwriting) == b"\x89PNG drawn"
