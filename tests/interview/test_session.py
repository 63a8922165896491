"""A session writes what a person does, and nothing before consent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import EntryKind, Session
from interviewtool.model import (
    ConsentItem,
    ConsentMethod,
    ContentHash,
    Disposition,
    InterviewState,
    MissingReason,
    Reference,
)
from interviewtool.workspace import Workspace
from tests.workspaces import give_consent, unlock

NAME = Reference("/data/person/name")
AGE = Reference("/data/person/age")
STORY = Reference("/data/person/story")
OLDER = Reference("/data/person/older")
MODE = Reference("/data/before/mode")
PLACES = Reference("/data/place")
WHERE = Reference("/data/after/where")


def place(number: int) -> Reference:
    return Reference(f"/data/place[{number}]/place_name")


@pytest.fixture
def session(workspace: Workspace, small_form: ContentHash) -> Session:
    session = workspace.interviews.prepare(small_form, "uk")
    session.answer(MODE, "наживо")
    return session


@pytest.fixture
def consented(workspace: Workspace, session: Session) -> Session:
    give_consent(workspace, session)
    return session


@pytest.fixture
def reopen(
    workspace: Workspace, clock: Callable[[], datetime], tmp_path: Path
) -> Iterator[Callable[[Session], Session]]:
    """Lock, unlock, open the interview again."""
    opened: list[Workspace] = []

    def reopened(session: Session) -> Session:
        session.close()
        workspace.lock()
        opened.append(unlock(tmp_path / "vault", clock))
        return opened[0].interviews.open(session.interview.interview_id)

    yield reopened
    for each in opened:
        each.vault.close()


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


def test_a_name_never_stands_in_an_answer(workspace: Workspace, consented: Session) -> None:
    consented.answer_identity(NAME, "Остап Зразковий").saved.result()
    code = consented.question(NAME).view.value
    assert code == consented.interview.respondent
    assert consented.question(NAME).shown == "Остап Зразковий"
    assert consented.question(STORY).view.label == "Що сталося, Остап Зразковий?"
    consented.answer_identity(NAME, "Остап Зразковенко")
    assert consented.question(NAME).view.value == code, "the same person keeps the code"
    consented.close()
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(consented.interview.interview_id))
    assert not any("Остап" in row.value for row in rows)
    (listed,) = workspace.interviews.list()
    assert str(listed.shown).startswith("«")
    assert "Остап" not in str(listed.shown)


def test_a_name_that_is_taken_back_is_erased(workspace: Workspace, consented: Session) -> None:
    consented.answer_identity(NAME, "Остап Зразковий").saved.result()
    consented.answer_identity(NAME, "").saved.result()
    assert consented.question(NAME).view.value == ""
    assert workspace.vault.run(lambda transaction: transaction.names.get(consented.interview.interview_id)) == ()
    assert workspace.vault.run(lambda transaction: transaction.pseudonyms.all()) == {}
    consented.answer_identity(NAME, "Гнат Прикладний").saved.result()
    assert consented.question(NAME).shown == "Гнат Прикладний"


def test_a_finalized_interview_shows_pseudonyms_and_takes_nothing_more(
    workspace: Workspace, consented: Session
) -> None:
    consented.answer_identity(NAME, "Остап Зразковий")
    consented.answer(AGE, "40")
    consented.answer(STORY, "Мене, Остапа Зразкового, тримали в підвалі.")
    consented.answer(place(1), "підвал")
    consented.finalize(Disposition.COMPLETED)
    owner = consented.interview.interview_id
    assert workspace.vault.run(lambda transaction: transaction.names.get(owner)) == (), "only the register knows it now"
    (mention,) = consented.interview.mentions
    assert consented.question(STORY).view.value[mention.start : mention.end] == "Остапа Зразкового"
    read = workspace.interviews.open(consented.interview.interview_id)
    assert read.read_only
    assert read.question(NAME).shown.startswith("«")
    assert "Остап" not in read.question(STORY).view.label
    assert read.question(STORY).view.value.startswith("Мене, Остапа"), "testimony is never rewritten"
    with pytest.raises(KnownError) as closed:
        read.answer(AGE, "41")
    assert closed.value.code == "interview.closed"


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
    workspace.consent.decide(
        consented.interview.interview_id,
        ConsentItem.STORING,
        False,
        method=ConsentMethod.SPOKEN,
        text=workspace.consent.current("uk"),
    )
    consented.consent_changed()
    with pytest.raises(KnownError) as refused:
        consented.answer(AGE, "41")
    assert refused.value.code == "interview.consent_required"


def test_the_form_shows_what_the_records_say(consented: Session) -> None:
    c1 = consented.question(Reference("/data/agreed/c1")).view
    assert (c1.value, c1.readonly) == ("yes", True)


def test_what_could_not_be_written_is_written_with_the_next_act(
    workspace: Workspace, consented: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    consented.retry().result()
    disk = FullDisk(workspace, monkeypatch)
    lost = consented.answer(AGE, "40").saved
    with pytest.raises(KnownError):
        lost.result()
    assert consented.unsaved == 1
    assert consented.question(AGE).view.value == "40"
    disk.full = False
    consented.answer(STORY, "далі").saved.result()
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(consented.interview.interview_id))
    stored = {row.reference: row.value for row in rows}
    assert (stored[AGE], stored[STORY], consented.unsaved) == ("40", "далі", 0)


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


class FullDisk:
    """Every write of a vault fails while `full` is true."""

    def __init__(self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        self._submit = workspace.vault.submit
        monkeypatch.setattr(workspace.vault, "submit", self)

    def __call__(self, work: Callable) -> Future:
        if not self.full:
            return self._submit(work)
        failed: Future = Future()
        failed.set_exception(KnownError("vault.disk_full"))
        return failed


def test_a_finalize_that_fails_leaves_everything_as_it_was(
    workspace: Workspace, consented: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    consented.answer_identity(NAME, "Остап Зразковий")
    consented.answer(place(1), "підвал").saved.result()
    disk = FullDisk(workspace, monkeypatch)
    consented.answer(AGE, "40")
    with pytest.raises(KnownError) as failed:
        consented.finalize(Disposition.COMPLETED)
    assert failed.value.code == "vault.disk_full"
    assert not consented.read_only
    assert consented.question(NAME).shown == "Остап Зразковий"
    disk.full = False
    consented.answer(STORY, "далі").saved.result()
    consented.finalize(Disposition.COMPLETED)
    read = workspace.interviews.open(consented.interview.interview_id)
    assert (read.question(AGE).view.value, read.question(STORY).view.value) == ("40", "далі")


def test_an_answer_given_before_a_withdrawal_is_written_when_consent_is_given_again(
    workspace: Workspace, consented: Session, monkeypatch: pytest.MonkeyPatch, reopen: Callable[[Session], Session]
) -> None:
    consented.retry().result()
    disk = FullDisk(workspace, monkeypatch)
    consented.answer(AGE, "40")
    disk.full = False
    give_consent(workspace, consented, declined=(ConsentItem.STORING,))
    consented.retry().result()
    interview_id = consented.interview.interview_id
    rows = workspace.vault.run(lambda transaction: transaction.answers.all(interview_id))
    assert AGE not in {row.reference for row in rows}
    give_consent(workspace, consented)
    again = reopen(consented)
    assert again.question(AGE).view.value == "40"
    again.close()


def test_a_session_not_told_of_a_withdrawal_does_not_say_saved(workspace: Workspace, consented: Session) -> None:
    consented.retry().result()
    workspace.consent.decide(
        consented.interview.interview_id,
        ConsentItem.INTERVIEW,
        False,
        method=ConsentMethod.SPOKEN,
        text=workspace.consent.current("uk"),
    )
    with pytest.raises(KnownError) as refused:
        consented.answer(AGE, "40").saved.result()
    assert refused.value.code == "vault.gate_closed"
    consented.consent_changed()


def test_only_a_preparation_can_be_refused(workspace: Workspace, consented: Session) -> None:
    consented.close()
    with pytest.raises(KnownError) as refused:
        workspace.interviews.refuse(consented.interview.interview_id)
    assert refused.value.code == "interview.not_in_preparation"
    assert workspace.interviews.get(consented.interview.interview_id).state is InterviewState.IN_PROGRESS


def test_an_interrupted_refusal_is_recorded_once(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.close()
    interview_id = session.interview.interview_id
    erase = workspace.vault.erase
    monkeypatch.setattr(workspace.vault, "erase", lambda _id: (_ for _ in ()).throw(KnownError("vault.disk_failed")))
    with pytest.raises(KnownError):
        workspace.interviews.refuse(interview_id)
    monkeypatch.setattr(workspace.vault, "erase", erase)
    workspace.interviews.refuse(interview_id)
    assert [each.interview.state for each in workspace.interviews.list()] == [InterviewState.REFUSED]


def test_a_reason_instead_of_a_name_erases_the_name(workspace: Workspace, consented: Session) -> None:
    consented.answer_identity(NAME, "Остап Зразковий")
    consented.mark_missing(NAME, MissingReason.REFUSED).saved.result()
    assert workspace.vault.run(lambda transaction: transaction.names.get(consented.interview.interview_id)) == ()
    consented.answer_identity(NAME, "Гнат Прикладний").saved.result()
    assert consented.question(NAME).view.value == consented.interview.respondent


def test_what_the_program_fills_in_takes_no_reason(consented: Session) -> None:
    with pytest.raises(KnownError) as refused:
        consented.mark_missing(Reference("/data/agreed/c1"), MissingReason.REFUSED)
    assert refused.value.code == "xforms.readonly"


def test_a_name_given_as_a_plain_answer_is_sealed_all_the_same(consented: Session) -> None:
    consented.answer(NAME, "Остап Зразковий")
    assert consented.question(NAME).view.value.startswith("P-")


def test_text_is_normalised(consented: Session) -> None:
    consented.answer(STORY, "Андріи\u0306\r\nі\x0c далі")
    assert consented.question(STORY).view.value == "Андрій\nі далі"


def test_a_questionnaire_is_asked_in_its_own_languages(workspace: Workspace, small_form: ContentHash) -> None:
    with pytest.raises(KnownError) as refused:
        workspace.interviews.prepare(small_form, "en")
    assert refused.value.code == "xforms.unknown_language"
    assert workspace.interviews.list() == ()
