"""What a new user meets on the first way through the standard questionnaire: where one lands, and what one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.readback import ReadBackScreen
from interviewtool.model import Reference
from interviewtool.workspace import STANDARD, Workspace
from interviewtool.xforms import convert
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.driving import Person, type_text
from tests.gui.studies import enter


@pytest.fixture
def person(qtbot, workspace: Workspace, window: MainWindow, form_cache: Path) -> Person:
    session = workspace.interviews.prepare(workspace.forms.add(convert(STANDARD, cache=form_cache)), "uk")
    session.close()
    enter(window, workspace)
    window.resize(1366, 700)
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    window.work.open(session.interview.interview_id)
    return Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))


def test_where_one_lands(person: Person, dialogs: AnsweringDialogs) -> None:
    preparation = person.shown(PreparationScreen)
    course = Reference("/data/m0/m0_course")
    assert preparation._entry(course) is None  # there is nothing to say of it before the conversation
    dialogs.answer(False)
    person.press("Proceed to consent")
    assert "8 questions of the risk screen have no answer" in dialogs.asked[-1]
    assert preparation.current.endswith("/m1_risk")
    dialogs.answer(True)
    person.press("Proceed to consent")
    person.shown(ConsentScreen).opening.preparation.click()  # nothing is decided yet
    person.shown(PreparationScreen)
    dialogs.answer(True)
    person.press("Proceed to consent")
    person.consent()

    screen = person.shown(InterviewScreen)
    assert not screen._entry(screen.current).preparation
    assert screen._entry(course).later
    screen.show_finish()
    for ending in screen.finish.endings.values():  # it is said why it cannot be finalized
        ending.click()
        assert screen.finish._why_not.isVisible() is not screen.finish.finish.isEnabled()
    assert not screen.steps.next.isEnabled()
    for row in range(0, screen.finish.list.count(), 7):
        screen.finish._jump(screen.finish.list.item(row))
        QTest.qWait(20)  # what is laid out later must not push it away
        assert is_whole(screen), screen.page.current_card().reference
        screen.show_finish()
    person.press("Read it back…")
    QTest.keyClick(person.shown(ReadBackScreen), Qt.Key.Key_Escape)
    again = person.shown(InterviewScreen)
    assert again.at_end
    person.press("Withdrawal card…")
    card = person.shown(ConsentScreen).asides.form
    person.wait(lambda: card.isVisible() and card.print_button.isEnabled())
    person.press("Back")
    again = person.shown(InterviewScreen)
    assert again.at_end
    person.press("← Previous section")
    assert again.current == again.steps._steps()[-1].reference


def test_pages_of_one_place_are_told_from_those_of_another(
    person: Person, dialogs: AnsweringDialogs, workspace: Workspace
) -> None:
    person.shown(PreparationScreen)
    dialogs.answer(True)
    person.press("Proceed to consent")
    person.consent()
    screen = person.shown(InterviewScreen)
    case = "/data/case[1]"
    for path, value in (("case_group", "pow_family"), ("notified", "yes")):
        answer(screen, path, value)
    answer(screen, "places_known", "yes")
    series = next(each.reference for each in screen.outline.entries() if each.reference.endswith("/place"))
    screen.repeats.add(series)
    name = screen.page.card(Reference(f"{series}[2]/place_name")).field
    type_text(name.edit, "Таганрог")
    name.commit()
    screen.steps.go_on()
    assert screen.current.startswith(f"{series}[2]/")
    assert "2: Таганрог" in screen.page._path.text()
    assert case not in screen.page._path.text()


def answer(screen: InterviewScreen, name: str, value: str) -> None:
    """Answer the question of this name, wherever it stands."""
    form = screen.session._form
    path = next(node.path for node in form.nodes() if node.path.endswith(f"/{name}"))
    screen.session.answer(Reference(path.replace("/case/", "/case[1]/")), value)
    screen._refresh_outline()


def is_whole(screen: ConductScreen) -> bool:
    """Whether the question one is in can be seen from its top to its end."""
    card = screen.page.current_card()
    top = card.mapTo(screen.page.area.viewport(), card.rect().topLeft()).y()
    return top >= 0 and top + card.height() <= screen.page.area.viewport().height()
