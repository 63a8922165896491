"""Person, session, case: one respondent with two cases of two categories, and whoever is met but never counted."""

from __future__ import annotations

import pytest

from interviewtool.interview import Session
from interviewtool.model import Disposition, Reference
from interviewtool.workspace import Workspace
from interviewtool.xforms import FormDefinition
from tests.workspaces import PASSPHRASE, give_consent


def at(form: FormDefinition, name: str, case: int) -> Reference:
    """Where a question of the standard form stands in a case, wherever it was moved to."""
    path = next(node.path for node in form.nodes() if node.name == name)
    return Reference(path.replace("/case/", f"/case[{case}]/"))


@pytest.fixture
def mother(workspace: Workspace) -> Session:
    session = workspace.interviews.prepare(workspace.forms.default().form_hash, "uk")
    give_consent(workspace, session)
    return session


def test_one_respondent_has_two_cases_of_different_categories(workspace: Workspace, mother: Session) -> None:
    form = workspace.forms.definition(mother.interview.form_hash)
    mother.add_repeat(Reference("/data/case"))
    for case, notified, name in ((1, "yes", "Гнат Прикладний"), (2, "no", "Остап Зразковий")):
        mother.answer(at(form, "case_group", case), "pow_family")
        mother.answer(at(form, "notified", case), notified)
        mother.answer_identity(at(form, "affected_name", case), name)
    mother.close()
    (listed,) = workspace.interviews.list()
    assert listed.interview.categories == ("B", "C")
    names = [person.shown for person in mother.persons()]
    assert names == ["Гнат Прикладний", "Остап Зразковий"]


def test_a_stakeholder_is_of_no_counted_category(workspace: Workspace, mother: Session) -> None:
    form = workspace.forms.definition(mother.interview.form_hash)
    mother.answer(at(form, "case_group", 1), "stakeholder")
    mother.close()
    (listed,) = workspace.interviews.list()
    assert listed.interview.categories == ("X",)


def test_a_second_session_is_the_same_respondent_on_the_newest_form(workspace: Workspace, mother: Session) -> None:
    form = workspace.forms.definition(mother.interview.form_hash)
    name = next(Reference(node.path) for node in form.nodes() if node.name == "respondent_name")
    mother.answer_identity(name, "Олена Коваленко")
    mother.finalize(Disposition.PARTIAL)
    newest = workspace.forms.default().form_hash
    again = workspace.begin_another(mother.interview.interview_id, newest, "ru", passphrase=PASSPHRASE)
    asked = {each.view.name: each.view.value for each in again.page(Reference("/data/m0/m0_setting")).questions}
    assert (asked["session_number"], asked["earlier_session"]) == ("2", mother.interview.interview_id)
    give_consent(workspace, again)
    assert again.question(name).shown == "Олена Коваленко"
    assert {each.interview.respondent for each in workspace.interviews.list()} == {mother.interview.respondent}
