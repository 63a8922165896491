"""Large print on the smallest laptop: 200 % on 1024 by 600 pixels. Every screen is looked at by test_accessibility."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from interviewtool.demo.conduct import decide_all
from interviewtool.demo.people import RESPONDENTS
from interviewtool.demo.walker import Walker
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.notices import Notices, about_code, about_unattended
from interviewtool.gui.operations import Operations
from interviewtool.interview import EntryKind
from interviewtool.model import Reference
from tests.gui.conftest import WAIT
from tests.gui.cut_off import cut_off
from tests.gui.interviews import show
from tests.gui.studies import Study, enter
from tests.workspaces import ask_again

SIZE = (1024, 600)


def test_one_notice_at_a_time_and_none_is_cut_off(qtbot, window: MainWindow, fresh: Study) -> None:
    window.change(replace(window.settings, interface_language="ru", font_percent=200))
    window.resize(*SIZE)
    enter(window, fresh.interviewer)
    qtbot.waitUntil(lambda: bool(window._reminding.text), timeout=WAIT)
    window._notices += [about_unattended(lambda: None), about_code(lambda: None)]
    window._build("interviews")

    def whole() -> None:
        assert cut_off(window) == []

    def notices() -> list[Notices]:
        qtbot.wait(100)  # the list is read
        qtbot.waitUntil(whole, timeout=WAIT)
        return [each for each in window.findChildren(Notices) if each.isVisible()]

    for _each in range(3):
        (shown,) = notices()
        window.idle.soon.emit()
        assert notices() == []  # what is asked just now has the room
        window.idle.active.emit()
        (shown,) = notices()
        shown.findChildren(QPushButton)[-1].click()
    assert notices() == []


def test_every_section_of_a_whole_interview(qtbot, fresh: Study, operations: Operations, look: Callable) -> None:
    look(interface_language="ru", font_percent=200)
    workspace, mother = fresh.interviewer, RESPONDENTS[1]
    standard = next(form for form in workspace.forms.list() if form.form_id == "interviewtool-standard")
    session = workspace.interviews.prepare(standard.form_hash, "ru")
    asked = Walker(
        session,
        replace(mother, language="ru", switches_to=""),
        draw=random.Random(3),
        interviewer="int-01",
        ask_again=lambda: ask_again(workspace, session),
    )
    asked.prepare()
    decide_all(workspace, session, mother)
    asked.interview()
    screen = show(qtbot, InterviewScreen(session, workspace, operations))
    screen.resize(*SIZE)
    sections = [entry.reference for entry in screen.outline.entries() if entry.kind is not EntryKind.HEADING]
    assert len(sections) > 40
    wrong = {}
    for section in sections:
        screen.go(section)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not screen.page.is_building(), timeout=WAIT)
        screen.page._settle()
        if found := cut_off(screen):
            wrong[section] = found
    assert wrong == {}


def test_sections_and_page_one_at_a_time(qtbot, screen: InterviewScreen, look: Callable) -> None:
    look(font_percent=200)
    screen.resize(*SIZE)
    qtbot.waitUntil(lambda: screen.sides.folded)
    assert screen.page.isVisible() and not screen.outline.isVisible()
    screen.sides.toggle.click()
    assert screen.outline.isVisible() and not screen.page.isVisible()
    screen.go(Reference("/data/facts"))
    assert screen.page.isVisible() and not screen.outline.isVisible()
    for outline in (True, False):
        QTest.keyClick(screen, Qt.Key.Key_F6)
        assert screen.outline.isVisible() is outline and screen.page.isVisible() is not outline
    screen.resize(1366, 768)
    qtbot.waitUntil(lambda: not screen.sides.folded)
    assert screen.outline.isVisible() and screen.page.isVisible() and not screen.sides.toggle.isVisible()
