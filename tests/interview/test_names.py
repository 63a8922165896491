"""Names given in a session: sealed away, erased when they are taken back, and pseudonyms once it is closed."""

from __future__ import annotations

import pytest

from interviewtool.errors import KnownError
from interviewtool.interview import Session
from interviewtool.model import Disposition, MissingReason
from interviewtool.workspace import Workspace
from tests.interview.conftest import AGE, NAME, STORY, place


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


def test_a_reason_instead_of_a_name_erases_the_name(workspace: Workspace, consented: Session) -> None:
    consented.answer_identity(NAME, "Остап Зразковий")
    consented.mark_missing(NAME, MissingReason.REFUSED).saved.result()
    assert workspace.vault.run(lambda transaction: transaction.names.get(consented.interview.interview_id)) == ()
    consented.answer_identity(NAME, "Гнат Прикладний").saved.result()
    assert consented.question(NAME).view.value == consented.interview.respondent


def test_a_name_given_as_a_plain_answer_is_sealed_all_the_same(consented: Session) -> None:
    consented.answer(NAME, "Остап Зразковий")
    assert consented.question(NAME).view.value.startswith("P-")
