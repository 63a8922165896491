"""A page of questions as such: how it is built, what of it is in sight, and what stays where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.workspace import Workspace
from tests.gui.conftest import type_text
from tests.gui.interviews import WAIT, field, press, ref, show
from tests.gui.test_accessibility import focusable
from tests.workspaces import give_consent, xform

LONG = "".join(
    f"| | text | q{number} | Question {number} in words that fill a line | {'multiline' if number % 4 == 1 else ''} |\n"
    for number in range(40)
)
FORM = f"""
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::English (en) | appearance |
| | begin_group | long | Long | |
{LONG}| | end_group | | | |
| | begin_group | short | Short | |
| | text | last | One more question | |
| | end_group | | | |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | long | Long | 1 | English (en) |
"""

CHOICES = """
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::English (en) | relevant |
| | begin_group | a | A | |
| | select_one letter | one | One | |
| | end_group | | | |
| | begin_group | b | B | |
| | text | before | Before | |
| | text | brought | Brought by it | ${before} != '' |
| | select_one letter | two | Two | |
| | text | after | After | |
| | end_group | | | |
| choices | | | |
| | list_name | name | label::English (en) |
| | letter | x | X |
| | letter | y | Y |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | choices | Choices | 1 | English (en) |
"""


@pytest.fixture
def long(qtbot, workspace: Workspace, operations: Operations) -> InterviewScreen:
    session = workspace.interviews.prepare(workspace.forms.add(xform(FORM)), "en")
    give_consent(workspace, session)
    return show(qtbot, InterviewScreen(session, workspace, operations))


def test_what_is_below_the_window_is_built_between_events_in_order_of_tab(qtbot, long: InterviewScreen) -> None:
    long.page.show_page(long.session, ref("long"))
    assert long.page.is_building()
    assert 4 <= len(long.page._list.built) < 20
    qtbot.waitUntil(lambda: not long.page.is_building(), timeout=WAIT)
    long.page.focus_question(ref("long/q0"))
    for number in range(1, 40):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert long.page.current_card() is long.page.card(ref(f"long/q{number}"))


def controls_by_tab(key: Qt.Key) -> list[QWidget]:
    """Every control that Tab or Shift+Tab reaches, from where the focus is until a control comes again."""
    reached = [QApplication.focusWidget()]
    while True:
        press(reached[-1], key)
        focus = QApplication.focusWidget()
        if focus in reached:
            assert focus is reached[0], "a circle that leaves the rest out"
            return reached
        reached.append(focus)


@pytest.mark.parametrize("building", [True, False])
def test_tab_and_shift_tab_lead_through_the_page_and_out_of_it(long: InterviewScreen, building: bool) -> None:
    more = QPushButton("Below the questions")
    long.page.show_page(long.session, ref("long"), foot=[more])
    long.banner.show_text(Role.NOTICE, "Something", ("Act", lambda: None))
    long.page._list._idle.stop()
    QApplication.processEvents()  # what was added is shown
    if not building:
        assert long.page.cards()
    assert long.page.is_building() is building
    long.page.focus_question(ref("long/q0"))
    cards = [card.field.focus_target() for card in long.page._list.built.values()]
    forward = controls_by_tab(Qt.Key.Key_Tab)
    above = [long.outline, long.open_next, *long.banner.findChildren(QPushButton)]
    assert [each for each in forward if each in cards] == cards
    assert forward[len(cards)] is more
    assert forward[-len(above) :] == above
    assert set(forward) == set(focusable(long))
    assert controls_by_tab(Qt.Key.Key_Backtab) == [forward[0], *reversed(forward[1:])]


def test_tab_leads_on_from_another_choice_in_a_card_taken_again_and_to_what_an_answer_brings(
    qtbot, workspace: Workspace, operations: Operations
) -> None:
    session = workspace.interviews.prepare(workspace.forms.add(xform(CHOICES)), "en")
    give_consent(workspace, session)
    screen = show(qtbot, InterviewScreen(session, workspace, operations))
    press(field(screen, "a/one").buttons()["x"], Qt.Key.Key_2)
    screen.go(ref("b"))
    screen.page.focus_question(ref("b/before"))
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field(screen, "b/two").buttons()["x"]
    press(QApplication.focusWidget(), Qt.Key.Key_2)
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert screen.page.current_card() is screen.page.card(ref("b/after"))
    screen.page.focus_question(ref("b/before"))
    type_text(QApplication.focusWidget(), "Something")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert screen.page.current_card() is screen.page.card(ref("b/brought"))


def test_where_one_stands_is_marked_on_a_page_whose_card_is_taken_again(long: InterviewScreen) -> None:
    for name in ("long", "short", "long"):
        long.go(ref(name))
        current = long.page.current_card()
        assert current is long.page.cards()[0]
        assert [card for card in long.page.cards() if card._current] == [current], name


def test_whoever_asks_for_a_question_gets_it_at_once(long: InterviewScreen) -> None:
    long.page.show_page(long.session, ref("long"))
    assert field(long, "long/q39").edit.isVisible()
    assert not long.page.is_building()


def test_the_whole_card_is_in_sight_where_one_works(long: InterviewScreen) -> None:
    long.resize(1000, 640)
    view = long.page.area.viewport()
    long.page.focus_question(ref("long/q0"))
    for _step in range(12):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        card = long.page.current_card()
        top = card.mapTo(view, QPoint(0, 0)).y()
        assert top >= 0 and top + card.height() <= view.height(), card.reference


@pytest.mark.parametrize(("width", "height"), [(1366, 700), (1024, 600)])
def test_nothing_scrolls_sideways_on_a_small_screen_with_large_print(
    qtbot, screen: InterviewScreen, look: Callable, width: int, height: int
) -> None:
    look(font_percent=200)
    screen.resize(width, height)
    for name in ("before", "person", "facts"):
        screen.go(ref(name))
        screen.page._settle()
        assert screen.width() == width
        assert screen.page.area.horizontalScrollBar().maximum() == 0, name


def test_the_bar_above_stays_one_line_on_a_small_screen(qtbot, screen: InterviewScreen) -> None:
    long = f"{screen.heading_text()}, version 2"
    for width, heading, text in ((1024, "", "Укр"), (1366, "", "Українська"), (1100, long, "Укр")):
        if heading:
            screen._heading.setText(heading)
        screen.resize(width, 600)
        QApplication.processEvents()
        assert screen.languages.buttons()["uk"].text() == text
        bar = screen.languages.parentWidget()
        words = [each for each in bar.findChildren(QPushButton) if each.parent() is bar and each.isVisible()]
        qtbot.waitUntil(lambda words=words: len({each.geometry().center().y() for each in words}) == 1, timeout=WAIT)
