"""What a conversation needs besides its questions: asking again, breaks, reading back, and the person met before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.design import colours
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.pause import PauseScreen
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.readback import ReadBackScreen
from interviewtool.gui.referrals import ReferralsScreen
from interviewtool.interview import Session
from interviewtool.model import ConsentItem, Disposition, Reference
from interviewtool.workspace import Workspace
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.driving import Person
from tests.gui.studies import enter
from tests.interview.test_over_interviews import FORM
from tests.workspaces import PASSPHRASE, decide, give_consent, xform

TOLD = "Того ранку"


def ref(path: str) -> Reference:
    return Reference(f"/data/{path}")


_CALCULATED = "| | calculate | decides |"
_ON_PAPER = "| | text | entry_mode | Як | | | | | | |\n| | date | session_date | Коли | | | | | | |\n"


@pytest.fixture
def mother(workspace: Workspace) -> Session:
    """An interview with consent, its first page answered."""
    form = workspace.forms.add(xform(FORM.replace(_CALCULATED, _ON_PAPER + _CALCULATED)))
    session = workspace.interviews.prepare(form, "uk")
    give_consent(workspace, session)
    session.answer_identity(ref("person/name"), "Олена Коваленко")
    session.answer(ref("person/birth_year"), "1971")
    session.answer_identity(ref("person/contact"), "067 123 45 67")
    session.answer(ref("need[1]/kind"), "legal")
    session.answer(ref("need[1]/until"), "2026-02-01")
    return session


@pytest.fixture
def person(qtbot, workspace: Workspace, mother: Session, window: MainWindow) -> Person:
    mother.close()
    enter(window, workspace)
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    return Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))


@pytest.fixture
def screen(person: Person, mother: Session) -> InterviewScreen:
    person.window.work.open(mother.interview.interview_id)
    return person.shown(InterviewScreen)


def key(person: Person, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(person.window.windowHandle(), pressed, modifiers)


def on_screen(window: MainWindow) -> str:
    """Everything that could be read over a shoulder."""
    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    typed = [each.toPlainText() for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
    return "\n".join(labels + typed)


def test_a_sensitive_part_asks_again_and_is_left_with_one_key(person: Person, screen: InterviewScreen) -> None:
    screen.go(ref("hard"))
    assert screen.stack.currentWidget() is screen.sensitive
    person.press("Yes, they wish to speak about it")
    person.wait(lambda: screen.stack.currentWidget() is screen.page and screen.isEnabled())
    type_text(screen.page.card(ref("hard/told")).field.edit, TOLD)
    key(person, Qt.Key.Key_F8)
    assert screen.session.question(ref("hard/told")).view.value == TOLD
    assert screen.session.question(ref("hard/blow[1]/how")).view.missing == "not_asked"
    assert screen.current == ref("need[1]")
    assert "noted as “not asked”" in screen.banner.text
    screen.go(ref("person"))
    assert not screen.banner.text


def test_on_paper_it_was_asked_again_on_paper(person: Person, screen: InterviewScreen, workspace: Workspace) -> None:
    screen.session.answer(ref("before/entry_mode"), "paper")
    screen.session.answer(ref("before/session_date"), "2026-03-02")
    screen.go(ref("hard"))
    row = screen.sensitive.paper
    row.clock.setText("08:15")
    assert row.isVisible()
    person.press("Yes, they wish to speak about it")
    person.wait(lambda: screen.stack.currentWidget() is screen.page and screen.isEnabled())
    asked = workspace.consent.history(screen.session.interview.interview_id)[-1]
    assert (asked.item, asked.reached, asked.told) == (ConsentItem.SENSITIVE, True, "2026-03-02T08:15")


def test_a_no_leaves_the_part_closed(person: Person, screen: InterviewScreen) -> None:
    screen.go(ref("hard"))
    person.press("No, not today")
    person.wait(lambda: screen.current == ref("need[1]") and screen.isEnabled())
    assert screen.session.question(ref("hard/told")).view.missing == "not_asked"
    assert not screen.session.gates.sensitive


def test_a_break_shows_nothing_and_comes_back_to_the_place(
    person: Person, screen: InterviewScreen, clock: Callable
) -> None:
    session = screen.session
    screen.go_to_question(ref("person/son"))
    assert "1971" not in on_screen(person.window)  # in a field
    type_text(screen.page.card(ref("person/son")).field.edit, "Гнат")
    key(person, Qt.Key.Key_F9)
    pause = person.shown(PauseScreen)
    assert not person.window.findChildren(InterviewScreen) or not screen.isVisible()
    person.wait(lambda: not person.window.findChildren(InterviewScreen))
    assert not any(word in on_screen(person.window) for word in ("Коваленко", "Гнат", session.interview.interview_id))
    pause.stay.click()
    assert person.window.idle._stay_until > 0
    clock.advance(minutes=12)
    key(person, Qt.Key.Key_Escape)
    again = person.shown(InterviewScreen)
    assert (again.session.interview.breaks, again.session.interview.break_seconds) == (1, 720)
    assert again.page.current_card().reference == ref("person/son")
    assert again.page.card(ref("person/son")).field.edit.text() == "Гнат"
    key(person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert again.stack.currentWidget() is again.finish
    assert "1 break, 12 minutes in all" in on_screen(person.window)


def test_reading_back_corrects_what_was_misheard(person: Person, screen: InterviewScreen, workspace: Workspace) -> None:
    session = screen.session
    screen.go_to_question(ref("person/birth_year"))
    person.press("Read back…")
    reading = person.shown(ReadBackScreen)
    assert [page.reference for page in reading._pages] == [ref("person"), ref("need[1]")]
    key(person, Qt.Key.Key_Down)
    assert reading.statements.current() == ref("person/birth_year")
    here, *others = sorted(reading.statements.statements, key=lambda each: not each.hasFocus())
    assert here.grab().toImage().pixelColor(here.width() // 2, 0).name() == colours().focus.lower()
    assert all(each.grab().toImage().pixelColor(here.width() // 2, 0) == QColor(colours().line) for each in others)
    person.press("Correct…")  # which takes the focus from the answer
    field = reading.correction.page.card(ref("person/birth_year")).field
    field.edit.clear()
    type_text(field.edit, "1972")
    person.press("Keep it and read on")
    assert reading.statements.current() == ref("person/birth_year")
    assert "1972" in on_screen(person.window)
    key(person, Qt.Key.Key_Return)
    assert reading.correction.page.card(ref("person/birth_year")).isVisible()
    key(person, Qt.Key.Key_Escape)
    key(person, Qt.Key.Key_Right)
    assert "Правнича" in on_screen(person.window)
    key(person, Qt.Key.Key_Escape)
    again = person.shown(InterviewScreen)
    assert again.page.current_card().reference == ref("person/birth_year")
    session.saving.result()
    audit = workspace.vault.run(lambda transaction: transaction.audit.entries(session.interview.interview_id))
    (corrected,) = (dict(entry.details) for entry in audit if entry.event == "correction")
    assert corrected == {"old": "1971", "new": "1972"}
    assert not session.correcting


def test_near_certain_reprisal_stops_before_consent(person: Person, workspace: Workspace, mother: Session) -> None:
    session = workspace.interviews.prepare(mother.interview.form_hash, "uk")
    session.answer(ref("before/reprisal"), "yes")
    session.close()
    person.window.work.open(session.interview.interview_id)
    screen = person.shown(PreparationScreen)
    key(person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: screen.stack.currentWidget() is screen.waiting and screen.isEnabled())
    assert "A supervisor has to decide first" in on_screen(person.window)
    assert session.interview.interview_id in on_screen(person.window)


def test_a_person_asked_before_is_noticed_and_taken_over(
    person: Person, workspace: Workspace, mother: Session, dialogs: AnsweringDialogs
) -> None:
    session = workspace.interviews.prepare(mother.interview.form_hash, "uk")
    session.close()
    person.window.work.open(session.interview.interview_id)
    screen = person.shown(PreparationScreen)
    person.wait(lambda: "Nobody has looked yet" in screen.banner.text)
    person.press("Interviewed before?…")
    type_text(screen.looking.name, "Kovalenko Elena")
    type_text(screen.looking.birth_year, "1971")
    dialogs.answer(PASSPHRASE)
    person.press("Look in the register")
    person.wait(lambda: "the name is similar, the year of birth agrees" in on_screen(person.window))
    assert "This may be the same person" in on_screen(person.window)
    person.press("It is the same person")
    assert screen.session.interview.respondent == mother.interview.respondent
    assert screen.session.interview.looked_for
    assert screen.looking.name.text() == ""


def test_the_list_begins_practice_another_and_a_new_version(
    person: Person, workspace: Workspace, mother: Session, dialogs: AnsweringDialogs
) -> None:
    again = workspace.interviews.open(mother.interview.interview_id)
    again.finalize(Disposition.COMPLETED)
    person.window.go("interviews")
    listed = person.shown(InterviewListScreen)
    person.wait(lambda: bool(listed.selected()) and listed.add.isEnabled())
    dialogs.answer(PASSPHRASE)
    listed.add.trigger()
    version = person.shown(InterviewScreen)
    assert "version 2" in version.heading_text()
    assert version.session.question(ref("person/name")).shown == "Олена Коваленко"
    version.closed.emit()

    listed = person.shown(InterviewListScreen)
    person.wait(lambda: bool(listed.selected()) and "version 2" in on_table(listed))
    assert listed.view.model().rowCount() == 1
    listed.another.trigger()
    new = person.shown(NewInterview)
    assert not new.practice.isVisible()
    assert new._language() == mother.interview.language == "uk"
    dialogs.answer(PASSPHRASE)
    person.press("Begin the preparation")
    second = person.shown(PreparationScreen)
    assert second.session.interview.respondent == mother.interview.respondent
    second.closed.emit()

    listed = person.shown(InterviewListScreen)
    person.wait(lambda: listed.view.model().rowCount() == 2)
    assert "interview 2 of 2" in on_table(listed)
    person.press("New interview")
    new = person.shown(NewInterview)
    new.practice.click()
    person.press("Begin the preparation")
    practice = person.shown(PreparationScreen)
    assert practice.heading_text().startswith("Practice")
    practice.closed.emit()
    consent = ConsentScreen(workspace, practice.session.interview.interview_id, person.window.operations)
    assert consent.bar.name.text() == "Practice: Consent"
    consent.deleteLater()
    listed = person.shown(InterviewListScreen)
    person.wait(lambda: "Practice: In preparation" in on_table(listed))


def on_table(listed: InterviewListScreen) -> str:
    model = listed.view.model()
    places = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
    return "\n".join(str(model.index(row, column).data() or "") for row, column in places)


def test_needs_are_followed_up_from_one_list(person: Person, workspace: Workspace) -> None:
    person.window.work.referrals()
    screen = person.shown(ReferralsScreen)
    person.wait(lambda: len(screen.cards) == 1)
    (card,) = screen.cards
    assert card.due.text().startswith("Overdue")
    card.done.setFocus()
    key(person, Qt.Key.Key_Space)
    person.wait(lambda: len(screen.cards) == 1 and screen.cards[0].referral.done)
    assert QApplication.focusWidget() is screen.cards[0].done
    assert workspace.interviews.referrals()[0].done
    key(person, Qt.Key.Key_Space)
    person.wait(lambda: not screen.cards[0].referral.done)
    assert screen._counted.text() == "1 need is open"
    (referral,) = workspace.interviews.referrals()
    decide(workspace, referral.interview_id, ConsentItem.RECONTACT, given=False)
    screen.refresh()
    person.wait(lambda: not screen.cards[0].referral.contact)
    assert "do not follow this up" in screen.cards[0].due.text()
    assert screen._counted.text() == "0 needs are open"


@pytest.mark.parametrize("percent", [100, 200])
def test_the_list_never_scrolls_sideways(
    percent: int, qtbot, look: Callable, workspace: Workspace, mother: Session, operations
) -> None:
    look(font_percent=percent)
    listed = InterviewListScreen(workspace, operations)
    qtbot.addWidget(listed)
    listed.resize(1366, 700)
    listed.show()
    listed.refresh()
    qtbot.waitUntil(lambda: listed.view.model().rowCount() == 1, timeout=WAIT)
    header = listed.view.horizontalHeader()
    assert header.length() <= listed.view.viewport().width()
    assert listed.minimumSizeHint().width() <= 1366
    assert not listed.view.isColumnHidden(0)
