"""Another session with the same person, a new version of a finalized interview, practice."""

from __future__ import annotations

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, ContentHash, Disposition, InterviewState, Reference, Tier
from interviewtool.workspace import Workspace
from tests.interview.conftest import AGE, NAME, STORY
from tests.workspaces import PASSPHRASE, decide, give_consent

PLACE = Reference("/data/place[1]/place_name")
ID = Reference("/data/meta/instanceID")


@pytest.fixture
def first(workspace: Workspace, small_form: ContentHash) -> Session:
    """A finalized interview with a handwritten signature."""
    session = workspace.interviews.prepare(small_form, "uk")
    session.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, session)
    owner = session.interview.interview_id
    decide(workspace, owner, ConsentItem.NOTES, given=True, signed=b"\x89PNG drawn")
    session.answer_identity(NAME, "Остап Зразковий")
    session.answer(AGE, "40")
    session.answer(STORY, "Нас вивезли.")
    session.answer(PLACE, "підвал")
    session.finalize(Disposition.COMPLETED)
    return session


def test_a_second_session_is_with_the_same_person(
    workspace: Workspace, first: Session, small_form: ContentHash
) -> None:
    first_id = first.interview.interview_id
    with pytest.raises(KnownError, match=r"vault\.wrong_passphrase"):
        workspace.interviews.another(first_id, small_form, "ru", passphrase="not this")
    again = workspace.interviews.another(first_id, small_form, "ru", passphrase=PASSPHRASE)
    again.answer(Reference("/data/before/mode"), "наживо")
    give_consent(workspace, again)
    assert again.question(NAME).view.value == first.interview.respondent
    assert again.question(NAME).shown == "Остап Зразковий"
    again.answer(AGE, "41")
    again.answer(STORY, "Остапа Зразкового отпустили.")
    again.answer(PLACE, "дом")
    again.finalize(Disposition.COMPLETED)
    assert len(again.interview.mentions) == 1, "the name is at hand, so no document will tell it"
    second, listed = workspace.interviews.list()
    assert (listed.number, listed.total, second.number, second.total) == (1, 2, 2, 2)
    assert listed.interview.interview_id == first_id
    assert listed.shown == second.shown, "one person, one pseudonym"


def test_a_name_corrected_later_keeps_the_person(workspace: Workspace, first: Session, small_form: ContentHash) -> None:
    again = workspace.interviews.another(first.interview.interview_id, small_form, "uk", passphrase=PASSPHRASE)
    give_consent(workspace, again)
    again.answer_identity(NAME, "Остап Зразковенко").saved.result()
    assert again.question(NAME).view.value == first.interview.respondent
    again.answer_identity(NAME, "").saved.result()
    again.answer_identity(NAME, "Остап Зразченко").saved.result()
    assert again.question(NAME).view.value == first.interview.respondent
    with workspace.vault.identities(PASSPHRASE) as register:
        assert [each.text for each in register.all()] == ["Остап Зразченко"]


def test_something_is_added_and_what_was_signed_stays(workspace: Workspace, first: Session) -> None:
    first_id = first.interview.interview_id
    before = workspace.vault.run(lambda transaction: transaction.answers.all(first_id))
    later = workspace.interviews.add_to(first_id, passphrase=PASSPHRASE)
    assert not later.read_only
    assert later.question(NAME).shown == "Остап Зразковий"
    later.answer(STORY, "Нас вивезли. Остапа били.").saved.result()
    with pytest.raises(KnownError, match=r"interview\.has_later_version"):
        workspace.interviews.add_to(first_id, passphrase=PASSPHRASE)
    later.finalize(Disposition.COMPLETED)
    assert workspace.vault.run(lambda transaction: transaction.answers.all(first_id)) == before
    (line,) = workspace.interviews.list()
    version = line.interview
    assert (version.version, version.follows, version.state) == (2, first_id, InterviewState.FINALIZED)
    assert (line.number, line.total) == (1, 1)
    values = {row.reference: row.value for row in before}
    assert version.replaces == values[ID] != later._instance.value(ID)
    assert len(version.mentions) == 1
    drawn = [record.handwriting for record in workspace.consent.history(version.interview_id) if record.handwriting]
    assert [workspace.vault.blobs.read(version.interview_id, blob) for blob in drawn] == [b"\x89PNG drawn"]
    third = workspace.interviews.add_to(version.interview_id, passphrase=PASSPHRASE)
    assert third.interview.version == 3
    assert workspace.vault.verify(lambda _: None).findings == ()


def test_nothing_is_added_after_a_withdrawal(workspace: Workspace, first: Session) -> None:
    decide(workspace, first.interview.interview_id, ConsentItem.STORING, given=False)
    with pytest.raises(KnownError, match=r"consent\.not_given"):
        workspace.interviews.add_to(first.interview.interview_id, passphrase=PASSPHRASE)
    assert len(workspace.interviews.list()) == 1


def test_whose_account_it_was_is_not_told_by_another_interview(
    workspace: Workspace, first: Session, small_form: ContentHash
) -> None:
    owner = first.interview.interview_id
    workspace.withdrawals.withdraw(owner, Tier.NO_SHARING)
    workspace.interviews.another(owner, small_form, "uk", passphrase=PASSPHRASE)
    workspace.withdrawals.withdraw(owner, Tier.ERASE_IDENTITY)
    listed = {each.interview.interview_id: each.withdrawn for each in workspace.interviews.list()}
    assert sorted(listed.values(), key=str) == [Tier.ERASE_IDENTITY, None] and listed[owner]
    with pytest.raises(KnownError, match=r"consent\.withdrawn"):
        workspace.interviews.another(owner, small_form, "uk", passphrase=PASSPHRASE)


def test_practice_is_marked_and_passed_on(workspace: Workspace, small_form: ContentHash) -> None:
    session = workspace.interviews.prepare(small_form, "uk", practice=True)
    session.close()
    again = workspace.interviews.another(session.interview.interview_id, small_form, "uk", passphrase=PASSPHRASE)
    assert again.interview.practice
    again.close()
    workspace.interviews.refuse(again.interview.interview_id)  # counted as no refusal
    assert all(line.interview.practice for line in workspace.interviews.list())
