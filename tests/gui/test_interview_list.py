"""The list: found by typing, opened by Return, exported only when finalized; refusing leaves only a day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.model import Disposition, InterviewState, Reference, Tier
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.driving import Person
from tests.gui.studies import Study, enter
from tests.workspaces import PASSPHRASE as VAULT_PASSPHRASE


@pytest.fixture
def person(qtbot, fresh: Study, window: MainWindow) -> Person:
    """Before the list of a vault with one finalized interview and one in preparation."""
    form = next(form for form in fresh.interviewer.forms.list() if form.form_id == "small")
    session = fresh.interviewer.interviews.prepare(form.form_hash, "ru")
    session.answer(Reference("/data/before/mode"), "по видео")
    session.close()
    enter(window, fresh.interviewer)
    return Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))


@pytest.fixture
def listed(person: Person) -> InterviewListScreen:
    screen = person.shown(InterviewListScreen)
    person.wait(lambda: screen.view.model().rowCount() == 2)
    return screen


def row_of(listed: InterviewListScreen, state: InterviewState) -> int:
    model = listed.view.model()
    rows = (
        row
        for row in range(model.rowCount())
        if listed._table.summary(model.mapToSource(model.index(row, 0)).row()).interview.state is state
    )
    return next(rows, -1)


def test_found_by_typing(listed: InterviewListScreen) -> None:
    type_text(listed.search, "prepar")
    assert listed.view.model().rowCount() == 1
    assert listed._counted.text() == "1 interview"
    listed.search.clear()
    assert listed._counted.text() == "2 interviews"


def test_what_was_withdrawn_is_said(person: Person, listed: InterviewListScreen, fresh: Study) -> None:
    fresh.interviewer.withdrawals.withdraw(fresh.interview_id, Tier.ERASE_IDENTITY)
    type_text(listed.search, "withdrawn: ")
    listed.refresh()
    model = listed.view.model()
    person.wait(lambda: model.rowCount() == 1)
    assert model.index(0, 0).data() == "name erased"
    assert model.index(0, 2).data() == "Finalized · withdrawn: “Erase who it was”"


def test_words_of_answers_are_found_and_opened_at_the_question(
    person: Person, listed: InterviewListScreen, fresh: Study
) -> None:
    listed.view.setFocus()
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert listed.search.hasFocus()
    type_text(listed.search, "Міст\n")
    person.wait(lambda: listed.found.isVisible() and listed.isEnabled())
    (place,) = listed._answers.places
    assert place.reference == Reference("/data/person/story")
    assert [place.excerpt[start:end] for start, end in place.marks] == ["міста"]
    assert listed._counted.text() == "1 place in the answers"
    assert listed.found.hasFocus()
    assert (listed.open_button.isEnabled(), listed.export_button.isEnabled()) == (True, False)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_Return)
    screen = person.shown(InterviewScreen)
    assert screen.session.interview.interview_id == fresh.interview_id
    person.wait(lambda: screen.page.card(Reference("/data/person/story")).isAncestorOf(screen.focusWidget()))
    screen.closed.emit()
    person.shown(InterviewListScreen)
    person.wait(lambda: listed.isEnabled() and listed.found.isVisible() and listed.found.hasFocus())

    type_text(listed.search, "яких")
    assert listed.view.isVisible()
    assert not listed.search.isUndoAvailable()
    type_text(listed.search, "\n")
    person.wait(lambda: listed._counted.text() == "No answer holds these words.")
    person.window.lock()
    assert (listed.search.text(), listed._answers.places) == ("", ())


def test_what_can_be_done_depends_on_the_state(listed: InterviewListScreen) -> None:
    listed.view.selectRow(row_of(listed, InterviewState.FINALIZED))
    assert (listed.open_button.isEnabled(), listed.export_button.isEnabled()) == (True, True)
    listed.view.selectRow(row_of(listed, InterviewState.PREPARATION))
    assert (listed.open_button.isEnabled(), listed.export_button.isEnabled()) == (True, False)
    listed.view.selectAll()
    assert (listed.open_button.isEnabled(), listed.export_button.isEnabled()) == (False, False)


def test_return_opens_and_one_comes_back(person: Person, listed: InterviewListScreen) -> None:
    listed.view.selectRow(row_of(listed, InterviewState.FINALIZED))
    listed.view.setFocus()
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_Return)
    screen = person.shown(InterviewScreen)
    assert screen.session.read_only
    assert not any(each.isVisible() for each in person.window._bar._places.values())
    screen.closed.emit()
    person.shown(InterviewListScreen)
    assert person.window.work.session is None


def test_no_interview_leaves_only_the_day(
    person: Person, listed: InterviewListScreen, dialogs: AnsweringDialogs, fresh: Study
) -> None:
    listed.view.selectRow(row_of(listed, InterviewState.PREPARATION))
    person.press("Open")
    screen = person.shown(PreparationScreen)
    interview_id = screen.session.interview.interview_id
    dialogs.answer(True)
    person.press("No interview…")
    person.shown(InterviewListScreen)
    person.wait(
        lambda: interview_id not in {each.interview.interview_id for each in fresh.interviewer.interviews.list()}
    )
    left = {each.interview.interview_id: each.interview for each in fresh.interviewer.interviews.list()}
    (refused,) = (each for each in left.values() if each.state is InterviewState.REFUSED)
    assert refused.disposition is Disposition.NOT_PROCEEDED
    person.wait(lambda: row_of(listed, InterviewState.REFUSED) >= 0)
    listed.view.selectRow(row_of(listed, InterviewState.REFUSED))
    said = listed.view.model().index(row_of(listed, InterviewState.REFUSED), 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ended before consent" in said  # nobody was asked, so nobody refused
    assert not listed.open_button.isEnabled()
    assert [each.text() for each in listed.findChildren(QPushButton) if each is listed.open_button] == ["&Open"]


def test_idleness_locks(person: Person, listed: InterviewListScreen) -> None:
    person.window.idle.over.emit()
    person.wait(lambda: person.window.ended is not None)
    assert person.window.ended == 75


def test_a_version_begun_by_mistake_is_dropped(
    listed: InterviewListScreen, person: Person, fresh: Study, dialogs: AnsweringDialogs
) -> None:
    later = fresh.interviewer.interviews.add_to(fresh.interview_id, passphrase=VAULT_PASSPHRASE)
    later.close()
    listed.refresh()
    person.wait(lambda: row_of(listed, InterviewState.IN_PROGRESS) >= 0 and listed.isEnabled())
    listed.view.selectRow(row_of(listed, InterviewState.PREPARATION))
    assert not listed.drop.isEnabled()
    listed.view.selectRow(row_of(listed, InterviewState.IN_PROGRESS))
    dialogs.answer(False, True)
    listed.drop.trigger()
    assert fresh.interviewer.interviews.is_unchanged(later.interview.interview_id)  # turned away
    listed.drop.trigger()
    person.wait(lambda: row_of(listed, InterviewState.FINALIZED) >= 0 and listed.isEnabled())
    assert row_of(listed, InterviewState.IN_PROGRESS) < 0
