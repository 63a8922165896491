"""The interview on the screen: what is typed is kept, what is shown is true, and everything works by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from interviewtool.consent import DO_NOT_PROCEED
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions import QuestionPage
from interviewtool.gui.questions.outline_list import entry_in_words
from interviewtool.interview import Session, SessionQuestion
from interviewtool.model import ConsentItem, Disposition, EventKind, InterviewState, KeptEvent, MissingReason, now
from interviewtool.workspace import Workspace
from interviewtool.xforms import QuestionType, ViolationKind
from tests.gui.conftest import AnsweringDialogs, type_text
from tests.gui.interviews import WAIT, choose, field, give_reason, press, ref, settle, show, unnamed
from tests.workspaces import give_consent, unlock


def test_typed_in_ukrainian_and_found_again_after_a_lock(
    qtbot, screen: InterviewScreen, workspace: Workspace, clock: Callable, tmp_path: Path
) -> None:
    type_text(field(screen, "person/name").edit, "Олена Ґедзь")
    press(field(screen, "person/name").edit, Qt.Key.Key_Return)
    assert field(screen, "person/born").edit.hasFocus()
    type_text(field(screen, "person/born").edit, "1988")
    press(field(screen, "person/born").edit, Qt.Key.Key_Return)
    type_text(field(screen, "person/cell").edit, "12,5")
    assert field(screen, "person/cell").unit.text() == "m²"
    press(field(screen, "person/cell").edit, Qt.Key.Key_Return)
    assert "Олена Ґедзь" in screen.page.card(ref("person/story")).field.edit.accessibleName()
    type_text(field(screen, "person/story").edit, "Того ранку ми виїхали.")
    press(field(screen, "person/story").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_text(field(screen, "person/captured").edit, "до 03.2022")
    assert "2022" in field(screen, "person/captured").understood.text()
    press(field(screen, "person/captured").edit, Qt.Key.Key_Return)
    type_text(field(screen, "person/today_is").edit, "14.03.2022")
    screen.steps.go_on()
    screen.steps.go_back()
    assert field(screen, "person/captured").edit.accessibleDescription().startswith("= February 2022 or earlier")
    settle(qtbot, screen)
    screen.session.close()
    workspace.lock()

    again = unlock(tmp_path / "vault", clock).interviews.open(screen.session.interview.interview_id)
    values = {
        name: again.question(ref(f"person/{name}")).view.value
        for name in ("born", "cell", "story", "captured", "today_is")
    }
    assert values == {
        "born": "1988",
        "cell": "12.5",
        "story": "Того ранку ми виїхали.",
        "captured": "../2022-02",
        "today_is": "2022-03-14",
    }
    name = again.question(ref("person/name"))
    assert name.view.value.startswith("P-")
    assert name.shown == "Олена Ґедзь"
    again._vault.close()


def test_language_switch_keeps_place_focus_cursor_and_half_typed_text(qtbot, screen: InterviewScreen) -> None:
    screen.resize(1000, 420)
    screen.page.focus_question(ref("person/story"))
    edit = field(screen, "person/story").edit
    type_text(edit, "Того ранку")
    edit.moveCursor(QTextCursor.MoveOperation.Left)
    card = screen.page.card(ref("person/story"))
    seen = card.mapTo(screen.page.area, card.rect().topLeft()).y()
    press(edit, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert screen.session.language == "en"
    assert screen.page.card(ref("person/story")) is card
    assert "What happened" in edit.accessibleName()
    assert edit.hasFocus()
    assert edit.textCursor().position() == len("Того ранку") - 1
    assert edit.toPlainText() == "Того ранку"
    assert abs(card.mapTo(screen.page.area, card.rect().topLeft()).y() - seen) <= 2
    assert screen.outline.entries()[1].title == "Person"


def test_a_section_with_a_passage_to_read_out_is_not_called_silent(qtbot, screen: InterviewScreen) -> None:
    def readout(question: SessionQuestion, note: str) -> SessionQuestion:
        said = note if question.view.type is QuestionType.NOTE else "no"
        return replace(question, view=question.view._replace(extras={**question.view.extras, "readout": said}))

    questions = screen.session.page(ref("person")).questions
    for said, shown in (("no", True), ("yes", False)):
        screen.page._arrange(tuple(readout(each, said) for each in questions), anew=True)
        assert screen.page._unspoken.isVisibleTo(screen.page) is shown
        note = screen.page.card(ref("person/thanks"))
        assert note._label.font().bold() is (said == "yes")


def test_the_reasons_open_with_the_first_one_chosen(qtbot, screen: InterviewScreen) -> None:
    card = screen.page.cards()[0]
    menu = card.missing.menu()
    QTimer.singleShot(200, lambda: press(menu, Qt.Key.Key_Return))  # the menu holds the event loop until it closes
    card.take_focus()
    screen.page.open_missing_menu()
    assert screen.session.question(card.reference).view.missing is MissingReason.DONT_KNOW


def test_a_missing_reason_stands_for_a_required_answer(
    qtbot, screen: InterviewScreen, dialogs: AnsweringDialogs
) -> None:
    required = {each.reference for each in screen.session.violations() if each.kind is ViolationKind.REQUIRED}
    assert ref("person/name") in required
    card = screen.page.card(ref("person/name"))
    type_text(card.field.edit, "Олена")
    press(card.field.edit, Qt.Key.Key_Return)
    card.take_focus()
    dialogs.answer(False, True)
    give_reason(card, MissingReason.REFUSED)
    assert card.field.edit.text() == "Олена"
    assert not card.missing.reasons()[MissingReason.REFUSED].isChecked()
    give_reason(card, MissingReason.REFUSED)
    assert len(dialogs.asked) == 2
    assert card.field.edit.text() == ""
    assert not card.field.edit.isUndoAvailable()
    assert "Does not want to answer" in card.missing.text()
    assert ref("person/name") not in {each.reference for each in screen.session.violations()}
    type_text(card.field.edit, "Олена")
    card.field.commit()
    assert card.missing.text() == "…"


def test_a_half_typed_answer_is_a_draft_and_survives_a_lock(
    qtbot, screen: InterviewScreen, workspace: Workspace, operations: Operations, clock: Callable, tmp_path: Path
) -> None:
    story = ref("person/story")
    type_text(field(screen, "person/story").edit, "Нас посадили в")
    qtbot.waitUntil(lambda: screen.session.question(story).draft == "Нас посадили в", timeout=WAIT)
    type_text(field(screen, "person/story").edit, " автобус і")
    screen.flush()
    settle(qtbot, screen)
    assert screen.session.question(story).view.value == ""
    interview_id = screen.session.interview.interview_id
    screen.session.close()
    workspace.lock()

    again = unlock(tmp_path / "vault", clock)
    resumed = show(qtbot, InterviewScreen(again.interviews.open(interview_id), again, operations))
    resumed.go_to_question(story)
    assert field(resumed, "person/story").edit.toPlainText() == "Нас посадили в автобус і"
    resumed.steps.go_on()
    settle(qtbot, resumed)
    assert resumed.session.question(story).view.value == "Нас посадили в автобус і"
    assert resumed.session.question(story).draft is None
    again.vault.close()


def test_an_answer_changes_only_what_follows_from_it(qtbot, screen: InterviewScreen) -> None:
    screen.go(ref("facts"))
    assert screen.page.card(ref("facts/by_whom")) is None
    button = choose(screen, "facts/notified", "yes")
    needs = screen.page.card(ref("facts/needs"))
    button.setFocus()
    assert screen.page.card(ref("facts/by_whom")) is not None
    assert [card.reference for card in screen.page.cards()][:2] == [ref("facts/notified"), ref("facts/by_whom")]
    assert screen.page.card(ref("facts/needs")) is needs
    assert field(screen, "facts/kind").value.text() == "Ayes"
    choose(screen, "facts/needs", "doctor")
    choose(screen, "facts/needs", "housing")
    assert screen.session.question(ref("facts/needs")).view.value == "doctor housing"
    press(button, Qt.Key.Key_2)
    assert screen.session.question(ref("facts/notified")).view.value == "no"
    assert screen.page.card(ref("facts/by_whom")) is None
    combo = field(screen, "facts/first").combo
    combo.setFocus()
    press(combo, Qt.Key.Key_Down)
    assert screen.session.question(ref("facts/first")).view.value == "doctor"
    found = field(screen, "facts/found")
    type_text(found.edit, "юри")
    found.commit()
    assert screen.session.question(ref("facts/found")).view.value == ""
    found.edit.clear()
    type_text(found.edit, "юрист")
    found.commit()
    assert screen.session.question(ref("facts/found")).view.value == "lawyer"


def test_a_wrong_answer_is_kept_and_explained(qtbot, screen: InterviewScreen) -> None:
    type_text(field(screen, "person/born").edit, "1788")
    field(screen, "person/born").commit()
    card = screen.page.card(ref("person/born"))
    assert card._violation.is_shown()
    assert field(screen, "person/born").edit.text() == "1788"
    type_text(field(screen, "person/born").edit, "0")
    assert not card._violation.is_shown()  # it is being corrected
    press(field(screen, "person/born").edit, Qt.Key.Key_Backspace)
    field(screen, "person/born").commit()
    assert card._violation.is_shown()
    qtbot.waitUntil(
        lambda: any("1 to correct" in entry_in_words(entry) for entry in screen.outline.entries()), timeout=WAIT
    )


def test_repeat_instances_are_added_and_deleted_knowingly(
    qtbot, screen: InterviewScreen, dialogs: AnsweringDialogs
) -> None:
    screen.go(ref("place"))
    for number, name in enumerate(("Оленівка", "Суми", "Таганрог"), 1):
        if number == 1:  # the form begins with one, as ODK Collect does
            screen.go(ref("place[1]"))
        else:
            screen.repeats.add(ref("place"))
        type_text(QApplication.focusWidget(), name)
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert screen.current == ref("place[3]")
    screen.go(ref("place"))
    told = [entry.answered for entry, _words in screen.repeats.instances(screen._entry(ref("place")))]
    assert told == [1, 1, 1]
    dialogs.answer(False)
    screen.repeats.delete(ref("place[1]"))
    assert screen.session.question(ref("place[1]/place_name")).view.value == "Оленівка"
    dialogs.answer(True)
    screen.repeats.delete(ref("place[1]"))
    assert "1 answer in it" in dialogs.asked[-1]
    screen.go(ref("place[1]"))
    edit = field(screen, "place[1]/place_name").edit
    assert edit.text() == "Суми"
    edit.undo()
    assert edit.text() == "Суми"
    type_text(edit, " (СІЗО)")
    screen.steps.go_on()
    names = [screen.session.question(ref(f"place[{number}]/place_name")).view.value for number in (1, 2)]
    assert names == ["Суми (СІЗО)", "Таганрог"]


def test_everything_is_reached_by_key(qtbot, screen: InterviewScreen) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    edit = field(screen, "person/name").edit
    assert edit.hasFocus()
    press(edit, Qt.Key.Key_Tab)
    assert field(screen, "person/born").edit.hasFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Down, control)
    assert screen.current == ref("facts")
    press(QApplication.focusWidget(), Qt.Key.Key_Up, control)
    assert screen.current == ref("person")
    press(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert screen.outline.hasFocus()
    press(screen.outline, Qt.Key.Key_Down)
    press(screen.outline, Qt.Key.Key_Return)
    assert screen.current == ref("facts")
    press(QApplication.focusWidget(), Qt.Key.Key_J, control)
    assert screen.page.current_card().reference == ref("facts/notified"), "it is open itself, and not skipped"
    press(QApplication.focusWidget(), Qt.Key.Key_J, control)
    assert screen.page.current_card().reference == ref("facts/needs")
    opened = []
    menu = screen.page.card(ref("facts/needs")).missing.menu()
    menu.aboutToShow.connect(lambda: opened.append(True))
    from PySide6.QtCore import QTimer

    QTimer.singleShot(200, menu.close)
    press(QApplication.focusWidget(), Qt.Key.Key_M, control)
    assert opened


@pytest.mark.parametrize("page", ["person", "facts", "place"])
def test_every_control_says_what_it_is(qtbot, screen: InterviewScreen, page: str) -> None:
    screen.go(ref(page))
    assert unnamed(screen) == []
    screen.show_finish()
    assert unnamed(screen) == []


def test_finishing_leads_to_what_is_open_and_then_closes_for_good(
    qtbot, screen: InterviewScreen, dialogs: AnsweringDialogs, workspace: Workspace, operations: Operations
) -> None:
    screen.show_finish()
    first = screen.finish.list.item(0)
    assert first.text().startswith("Перед розмовою › Як"), "of which section a question is"
    screen.finish.endings[Disposition.COMPLETED].click()
    assert not screen.finish.finish.isEnabled()
    while screen.finish.list.count():
        screen.finish.list.setCurrentRow(0)
        press(screen.finish.list, Qt.Key.Key_Return)
        card = screen.page.current_card()
        assert card is not None
        give_reason(card, MissingReason.NOT_ASKED)
        screen.show_finish()
    assert screen.finish.finish.isEnabled()
    dialogs.answer(True)
    with qtbot.waitSignal(screen.finalized, timeout=WAIT):
        screen.finish.finish.click()
    interview_id = screen.session.interview.interview_id
    assert workspace.interviews.get(interview_id).state is InterviewState.FINALIZED
    reading = show(qtbot, InterviewScreen(workspace.interviews.open(interview_id), workspace, operations))
    assert reading.session.read_only
    reading.go(ref("person"))
    assert not [card for card in reading.page.cards() if card.is_answerable()]


def test_without_consent_no_section_of_answers_opens(
    qtbot, prepared: Session, workspace: Workspace, operations: Operations
) -> None:
    screen = show(qtbot, InterviewScreen(prepared, workspace, operations))
    screen.go(ref("person"))
    assert screen.stack.currentWidget() is screen._locked
    give_consent(workspace, prepared)
    screen.refresh()
    screen.go(ref("person"))
    assert isinstance(screen.stack.currentWidget(), QuestionPage)
    settle(qtbot, screen)


def test_a_closed_gate_says_whose_word_closed_it(
    qtbot, prepared: Session, workspace: Workspace, operations: Operations
) -> None:
    give_consent(workspace, prepared)
    owner = prepared.interview.interview_id

    def said() -> str:
        screen = show(qtbot, InterviewScreen(workspace.interviews.open(owner), workspace, operations))
        return screen.banner.text

    assert not said()
    storing = workspace.consent.state(owner)[ConsentItem.STORING]
    no, doubtful = replace(storing, given=False), replace(storing, doubted=True)
    for record, words in ((no, "taken back"), (doubtful, "damaged vault")):
        workspace.vault.run(lambda inside, record=record: inside.consent.append(owner, record))
        workspace.vault.run(lambda inside: inside.gate.close(owner))
        assert words in said()
    denied = {"interview": owner, "decision": DO_NOT_PROCEED}
    event = KeptEvent(EventKind.AUTHORISATION, denied, now(), own=False, supervisor=True, author="S1", line="{}")
    workspace.vault.run(lambda inside: inside.events.append(event))
    assert "supervisor decided" in said()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_at_double_size_no_word_is_cut(qtbot, screen: InterviewScreen, look: Callable, theme: str) -> None:
    look(theme=theme, font_percent=200)
    screen.go(ref("person"))
    QApplication.processEvents()
    assert screen.page.area.horizontalScrollBar().maximum() == 0
