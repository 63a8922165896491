"""What cannot be written is not lost, and is not called saved."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, Disposition, InterviewState
from interviewtool.workspace import Workspace
from tests.interview.conftest import AGE, NAME, STORY, place
from tests.workspaces import decide, give_consent


class FullDisk:
    """Every write of a vault fails while `full` is true."""

    def __init__(self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        self._submit = workspace.vault.submit
        monkeypatch.setattr(workspace.vault, "submit", self)

    def __call__(self, work: Callable, committed: Callable) -> Future:
        if not self.full:
            return self._submit(work, committed)
        failed: Future = Future()
        failed.set_exception(KnownError("vault.disk_full"))
        return failed


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
    decide(workspace, consented.interview.interview_id, ConsentItem.INTERVIEW, given=False)
    with pytest.raises(KnownError) as refused:
        consented.answer(AGE, "40").saved.result()
    assert refused.value.code == "vault.gate_closed"
    consented.consent_changed()


def test_an_interrupted_refusal_is_recorded_once(
    workspace: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.close()
    interview_id = session.interview.interview_id
    erase = workspace.vault.erase
    monkeypatch.setattr(workspace.vault, "erase", lambda *_all: (_ for _ in ()).throw(KnownError("vault.disk_failed")))
    with pytest.raises(KnownError):
        workspace.interviews.refuse(interview_id)
    monkeypatch.setattr(workspace.vault, "erase", erase)
    workspace.interviews.refuse(interview_id)
    assert [each.interview.state for each in workspace.interviews.list()] == [InterviewState.REFUSED]
