"""Somebody named once is picked again, by list or by the beginning of the name; what is typed is somebody new."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.workspace import Workspace
from tests.gui.conftest import type_text
from tests.gui.interviews import field, press, ref, settle, show, unnamed
from tests.workspaces import give_consent, xform

FORM = """
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::English (en) | bind::interviewtool:identity |
| | begin_group | people | People | |
| | text | me | Who are you? | respondent |
| | text | missing | Who is missing? | affected_person |
| | text | saw | Who saw it? | person |
| | text | told | Who told you? | person |
| | text | reach | How are you reached? | contact |
| | end_group | | | |
| settings | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | people | People | 1 | English (en) | interviewtool="urn:interviewtool:xlsform:1" |
"""


@pytest.fixture
def people(qtbot, workspace: Workspace, operations: Operations) -> InterviewScreen:
    session = workspace.interviews.prepare(workspace.forms.add(xform(FORM)), "en")
    give_consent(workspace, session)
    return show(qtbot, InterviewScreen(session, workspace, operations))


def code(screen: InterviewScreen, path: str) -> str:
    return screen.session.question(ref(path)).view.value


def say(screen: InterviewScreen, path: str, name: str) -> None:
    edit = field(screen, path).edit
    edit.setFocus()
    edit.clear()
    type_text(edit, name)
    press(edit, Qt.Key.Key_Return)


def test_a_person_is_picked_from_those_named_before(qtbot, people: InterviewScreen) -> None:
    assert field(people, "people/me").before is None, "a respondent is named once"
    say(people, "people/me", "Олена Ґедзь")
    say(people, "people/missing", "Андрій Ґедзь")
    saw = field(people, "people/saw")
    assert not saw.before.isHidden()
    saw.before.menu().aboutToShow.emit()
    rows = saw.before.menu().actions()
    assert [row.text() for row in rows] == ["Олена Ґедзь", "Андрій Ґедзь"]
    rows[1].trigger()
    assert code(people, "people/saw") == code(people, "people/missing")
    assert saw.edit.text() == "Андрій Ґедзь"
    assert "makes a new person" in saw._note.text()
    assert unnamed(people) == []
    say(people, "people/saw", "Ірина Сова")
    assert code(people, "people/saw") != code(people, "people/missing")
    assert field(people, "people/missing").edit.text() == "Андрій Ґедзь"
    settle(qtbot, people)


def test_a_name_that_was_there_is_not_taken_twice_unseen(qtbot, people: InterviewScreen) -> None:
    say(people, "people/missing", "Андрій Ґедзь")
    told = field(people, "people/told")
    told.edit.setFocus()
    type_text(told.edit, "андрій ґедзь")
    assert "named before" in told._note.text()
    told.edit.completer().activated[str].emit("Андрій Ґедзь")
    assert code(people, "people/told") == code(people, "people/missing")
    assert told.half_typed() is None
    settle(qtbot, people)


def test_what_is_no_name_is_not_called_one(people: InterviewScreen) -> None:
    assert field(people, "people/me")._note.text().startswith("The name is kept")
    assert field(people, "people/reach")._note.text().startswith("This is kept")
