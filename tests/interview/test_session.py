"""A session writes what a person does, and nothing before consent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import EntryKind, Session
from interviewtool.model import ConsentItem, ContentHash, Disposition, InterviewState, MissingReason, Reference
from interviewtool.workspace import Workspace
from tests.interview.conftest import AGE, NAME, OLDER, PLACES, STORY, WHERE, place
from tests.workspaces import decide


def test_nothing_but_preparation_is_kept_before_consent(workspace: Workspace, session: Session) -> None:
    for act in (
        lambda: session.answer(AGE, "40"),
        lambda: session.draft(STORY, "Я"),
        lambda: session.answer_identity(NAME, "Остап Зразковий"),
        lambda: session.mark_missing(AGE, MissingReason.REFUSED),
        lambda: session.add_repeat(PLACES),
        lambda: session.finalize(Disposition.PARTIAL),
    ):
        with pytest.raises(KnownError) as refused:
            act()
        assert refused.value.code == "interview.consent_required"
    session.close()
    interview_id = session.interview.interview_id
    answers, preparation = workspace.vault.run(
        lambda transaction: (transaction.answers.all(interview_id), transaction.preparation.all(interview_id))
    )
    assert answers == ()
    assert "наживо" in {row.value for row in preparation}


def test_no_signed_paper_comes_back_to_a_refusal(workspace: Workspace, session: Session) -> None:
    session.close()
    workspace.interviews.refuse(session.interview.interview_id)
    ((bare, _shown),) = ((each.interview, each.shown) for each in workspace.interviews.list())
    typed = workspace.consent.current("uk").hash[:12]
    with pytest.raises(KnownError, match=r"consent\.interview_closed"):
        workspace.paper_forms.attach(bare.interview_id, b"signed", media_type="image/png", typed=typed)


def test_a_refusal_leaves_date_and_disposition_alone(workspace: Workspace, session: Session) -> None:
    session.close()
    interview_id = session.interview.interview_id
    workspace.interviews.refuse(interview_id)
    with pytest.raises(KnownError):
        workspace.interviews.get(interview_id)
    (left,) = workspace.interviews.list()
    assert left.shown is None
    assert (left.interview.state, left.interview.disposition) == (InterviewState.REFUSED, Disposition.REFUSED)
    assert (left.interview.created, left.interview.respondent) == (session.interview.created, "")


def test_everything_is_there_again_after_locking(consented: Session, reopen: Callable[[Session], Session]) -> None:
    consented.answer(AGE, "40").saved.result()
    consented.draft(STORY, "Нас вив")
    consented.mark_missing(WHERE, MissingReason.DONT_KNOW)
    consented.answer(place(1), "підвал")
    consented.set_language("ru")
    again = reopen(consented)
    assert again.language == "ru"
    assert again.question(AGE).view.value == "40"
    assert again.question(STORY).draft == "Нас вив"
    assert again.question(STORY).view.value == ""
    assert again.question(WHERE).view.missing is MissingReason.DONT_KNOW
    assert again.question(place(1)).view.value == "підвал"
    assert again.question(AGE).view.label == "Возраст"
    again.close()


def test_what_was_calculated_is_stored_with_the_answer(workspace: Workspace, consented: Session) -> None:
    consented.answer(AGE, "40").saved.result()
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(consented.interview.interview_id))
    assert {row.reference: row.value for row in rows}[OLDER] == "41"


def test_finalizing_names_what_is_missing(consented: Session) -> None:
    with pytest.raises(KnownError) as refused:
        consented.finalize(Disposition.COMPLETED)
    assert refused.value.parameters["count"] == len(consented.violations()) > 0
    consented.answer(AGE, "200")
    with pytest.raises(KnownError):
        consented.finalize(Disposition.PARTIAL)
    consented.answer(AGE, "")
    consented.finalize(Disposition.PARTIAL)
    assert consented.interview.state is InterviewState.FINALIZED


def test_what_was_half_typed_when_it_was_closed_was_not_said(workspace: Workspace, consented: Session) -> None:
    consented.answer(STORY, "Нас вивезли.")
    consented.draft(STORY, "Нас вивезли. Мого брата")
    consented.finalize(Disposition.PARTIAL)
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(consented.interview.interview_id))
    assert ("Нас вивезли.", None) in {(row.value, row.draft) for row in rows}
    assert all(row.draft is None for row in rows)


def test_a_missing_reason_satisfies_required(consented: Session) -> None:
    assert AGE in {violation.reference for violation in consented.violations()}
    consented.mark_missing(AGE, MissingReason.REFUSED)
    assert AGE not in {violation.reference for violation in consented.violations()}


def test_deleting_a_place_moves_the_later_ones_up(consented: Session, reopen: Callable[[Session], Session]) -> None:
    for number, name in enumerate(("яма", "підвал", "колонія"), 1):
        if number > 1:
            consented.add_repeat(PLACES)
        consented.answer(place(number), name)
    consented.draft(place(3), "колонія за")
    consented.delete_repeat(Reference("/data/place[2]"))
    again = reopen(consented)
    assert [again.question(place(number)).view.value for number in (1, 2)] == ["яма", "колонія"]
    assert again.question(place(2)).draft == "колонія за"
    series = next(entry for entry in again.outline() if entry.reference == PLACES)
    assert series.instances == 2
    again.close()


def test_an_answer_that_chose_a_place_follows_its_new_name(consented: Session) -> None:
    consented.answer(place(1), "підвал")
    consented.answer(WHERE, "підвал")
    changes = consented.answer(place(1), "підвал відділку").changes
    assert consented.question(WHERE).view.value == "підвал відділку"
    assert WHERE in changes.values


def test_taking_consent_back_closes_the_gate(workspace: Workspace, consented: Session) -> None:
    consented.answer(AGE, "40")
    decide(workspace, consented.interview.interview_id, ConsentItem.STORING, given=False)
    consented.consent_changed()
    with pytest.raises(KnownError) as refused:
        consented.answer(AGE, "41")
    assert refused.value.code == "interview.consent_required"


def test_the_form_shows_what_the_records_say(consented: Session) -> None:
    c1 = consented.question(Reference("/data/agreed/c1")).view
    assert (c1.value, c1.readonly) == ("yes", True)


def test_the_outline_counts_what_is_asked(consented: Session) -> None:
    page = next(entry for entry in consented.outline() if entry.reference == "/data/person")
    assert (page.asked, page.answered, page.missing, page.complete) == (3, 0, 0, False)
    consented.answer(Reference("/data/before/present[1]/role"), "лікар")
    assert consented.first_open() == NAME
    consented.answer_identity(NAME, "Остап Зразковий")
    consented.answer(AGE, "12")
    assert consented.first_open(AGE) == STORY
    consented.mark_missing(STORY, MissingReason.NOT_ASKED)
    page = next(entry for entry in consented.outline() if entry.reference == "/data/person")
    assert page.complete


def test_a_preparation_opens_again_with_its_repeats(session: Session, reopen: Callable[[Session], Session]) -> None:
    role = Reference("/data/before/present[1]/role")
    session.answer(role, "лікар")
    again = reopen(session)
    assert again.question(role).view.value == "лікар"
    assert [entry.instances for entry in again.outline() if entry.kind is EntryKind.REPEAT] == [1, 1]
    again.close()


def test_half_typed_text_outlives_the_deletion_of_a_repeat(consented: Session, reopen: Callable) -> None:
    consented.draft(STORY, "Того ранку")
    consented.add_repeat(PLACES)
    consented.delete_repeat(Reference("/data/place[1]"))
    again = reopen(consented)
    assert again.question(STORY).draft == "Того ранку"
    again.close()


def test_emptied_and_not_left_is_a_draft_too(consented: Session, reopen: Callable[[Session], Session]) -> None:
    consented.answer(STORY, "Того ранку")
    consented.draft(STORY, "")
    again = reopen(consented)
    assert (again.question(STORY).draft, again.question(STORY).view.value) == ("", "Того ранку")
    again.close()


def test_only_a_preparation_can_be_refused(workspace: Workspace, consented: Session) -> None:
    consented.close()
    with pytest.raises(KnownError) as refused:
        workspace.interviews.refuse(consented.interview.interview_id)
    assert refused.value.code == "interview.not_in_preparation"
    assert workspace.interviews.get(consented.interview.interview_id).state is InterviewState.IN_PROGRESS


def test_what_the_program_fills_in_takes_no_reason(consented: Session) -> None:
    with pytest.raises(KnownError) as refused:
        consented.mark_missing(Reference("/data/agreed/c1"), MissingReason.REFUSED)
    assert refused.value.code == "xforms.readonly"


def test_text_is_normalised(consented: Session) -> None:
    consented.answer(STORY, "Андріи\u0306\r\nі\x0c далі")
    assert consented.question(STORY).view.value == "Андрій\nі далі"


def test_a_questionnaire_is_asked_in_its_own_languages(workspace: Workspace, small_form: ContentHash) -> None:
    with pytest.raises(KnownError) as refused:
        workspace.interviews.prepare(small_form, "en")
    assert refused.value.code == "xforms.unknown_language"
    assert workspace.interviews.list() == ()
