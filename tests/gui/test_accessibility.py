"""Every screen: each control says what it is, each is reached by Tab and shows that it was, no two share a mnemonic,
and in large print on a small screen nothing is cut off.

The five checks go over all of `screens`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton, QWidget

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.widgets import EmptyState
from interviewtool.model import ConsentItem
from tests.gui.conftest import WAIT
from tests.gui.cut_off import cut_off
from tests.gui.driving import Person
from tests.gui.screens import SCREENS
from tests.gui.studies import Study, enter


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, qtbot, study: Study, operations: Operations, clock: Callable) -> None:
    screen = SCREENS[name](study, operations, clock)
    qtbot.addWidget(screen)
    screen.resize(1180, 820)
    screen.show()
    with qtbot.waitActive(screen, timeout=WAIT):
        screen.activateWindow()
    qtbot.waitUntil(lambda: screen.isEnabled() and bool(focusable(screen)), timeout=WAIT)
    qtbot.wait(50)  # what is read quietly arrives
    assert nameless(screen) == []
    assert not_reached(screen) == []
    assert unmarked(screen) == []
    assert shared_mnemonics(screen) == {}


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_in_longer_words_in_large_print_on_a_small_screen(
    language: str, qtbot, study: Study, operations: Operations, clock: Callable, look: Callable
) -> None:
    look(interface_language=language, font_percent=200)
    wrong: dict[str, tuple[object, object]] = {}
    for name, make in SCREENS.items():
        screen = make(study, operations, clock)
        qtbot.addWidget(screen)
        screen.resize(1024, 600)
        screen.show()
        qtbot.waitUntil(lambda screen=screen: screen.isEnabled() and bool(focusable(screen)), timeout=WAIT)
        for _each in range(20):  # until what is read quietly has arrived and is laid out
            qtbot.wait(60)
            wrong[name] = (shared_mnemonics(screen), cut_off(screen))
            if not any(wrong[name]):
                del wrong[name]
                break
        screen.hide()
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_bar_and_its_places(language: str, qtbot, fresh: Study, window: MainWindow) -> None:
    window.change(replace(window.settings, interface_language=language))
    enter(window, fresh.interviewer)
    for place in ("interviews", "team", "desk", "care", "settings"):
        window.go(place)
        qtbot.wait(700 if place == "team" else 100)  # what is read quietly arrives
        assert nameless(window) == []
        assert shared_mnemonics(window) == {}


def tab() -> QWidget | None:
    """Press Tab; what has the focus then."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def test_tab_leads_through_a_page_and_not_to_lock(qtbot, fresh: Study, window: MainWindow) -> None:
    enter(window, fresh.interviewer)
    person = Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    person.shown(InterviewListScreen).begin_new()
    new = person.shown(NewInterview)
    for position in (new.form.count() - 1, 0):
        new.form.setCurrentIndex(position)  # its languages are made anew
    qtbot.waitUntil(lambda: new._languages.checkedButton().isVisible(), timeout=WAIT)
    new.form.setFocus()
    assert tab() is new.own
    assert tab() is new._languages.checkedButton()
    assert tab() is new.practice
    assert tab() is new.begin
    assert tab() is new._turn_away
    new.first_focus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)

    person.shown(PreparationScreen).proceed.emit()
    consent = person.shown(ConsentScreen)
    with qtbot.waitActive(window, timeout=WAIT):  # offscreen, a wait that was shown takes the activity with it
        window.activateWindow()
    consent.opening.begin.emit()
    for item in (ConsentItem.INTERVIEW, ConsentItem.QUOTATION, ConsentItem.WHO_WE_ARE):  # two answers, three, two
        consent.show_item(item)
        page = consent.item
        assert QApplication.focusWidget() in page.answers.values()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_1)
        first = next(iter(page.how.methods.values()))
        assert tab() is first
        first.click()
        assert tab() is page.how.paper.noted
        assert tab() is page.next
        assert tab() is page.previous
        assert tab() not in window._bar.findChildren(QPushButton)


def test_an_empty_state_hands_the_focus_to_its_act_and_shows_its_text_whole(qtbot) -> None:
    act = QPushButton("Begin")
    empty = EmptyState("Nothing yet", "A sentence that needs several lines at this width. " * 5, act)
    qtbot.addWidget(empty)
    empty.resize(900, 600)
    empty.show()
    empty.setFocus()
    assert empty.focusWidget() is act
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
        assert abs(label.geometry().center().x() - empty.rect().center().x()) <= 1


def focusable(screen: QWidget) -> list[QWidget]:
    """Controls a person can reach now."""
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def named_ones(screen: QWidget) -> list[QWidget]:
    """Controls that take the focus in any way. Lock takes it by mouse only: Ctrl+L is its key."""
    by_mouse = [
        widget
        for widget in screen.findChildren(QPushButton)
        if widget.focusPolicy() is Qt.FocusPolicy.ClickFocus and widget.isVisible() and widget.isEnabled()
    ]
    return focusable(screen) + by_mouse


def nameless(screen: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in named_ones(screen)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]


def not_reached(screen: QWidget) -> list[str]:
    """Controls that Tab does not reach. Of a choice one button is a stop, and arrows lead to the rest."""
    wanted = focusable(screen)
    wanted[0].setFocus()
    reached: set[QWidget] = set()
    for _each in range(3 * len(wanted) + 10):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        reached.add(focus)
        # A text field takes Tab for itself only where it says so; Ctrl+Tab would be the way out of it.
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    groups = {choice_of(each) for each in reached} - {None}
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in wanted
        if widget not in reached and choice_of(widget) not in groups
    ]


def unmarked(screen: QWidget) -> list[str]:
    """Controls that look the same with the focus and without it."""
    found = []
    for widget in focusable(screen):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        marked = widget.grab().toImage()
        widget.clearFocus()
        if widget.grab().toImage() == marked:
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    return found


def choice_of(widget: QWidget) -> object:
    """The choice of one out of several that a button belongs to; Tab stops once in it and arrows lead on."""
    if not isinstance(widget, QAbstractButton):
        return None
    group = widget.group()
    if group is not None and group.exclusive():
        return group
    return widget.parentWidget() if widget.autoExclusive() else None


def shared_mnemonics(screen: QWidget) -> dict[str, list[str]]:
    """Mnemonics that lead to more than one place."""
    texts = [
        widget.text()
        for widget in (
            *screen.findChildren(QPushButton),
            *screen.findChildren(QLabel),
            *screen.findChildren(QRadioButton),
        )
        if widget.isVisible()
        and widget.isEnabled()
        and not (isinstance(widget, QLabel) and widget.buddy() is None)
        and not QKeySequence.mnemonic(widget.text()).isEmpty()
    ]
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    return {
        key: [text for text in texts if QKeySequence.mnemonic(text).toString() == key]
        for key, number in keys.items()
        if number > 1
    }
