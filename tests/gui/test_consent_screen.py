"""Consent on the screen: what is decided is recorded with the text it was read from, and the gate follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.operations import Operations
from interviewtool.interview import Session, beforehand
from interviewtool.model import ConsentItem, ConsentMethod, Naming, Reference, Tier
from interviewtool.workspace import STANDARD, Workspace
from interviewtool.xforms import convert
from tests.gui.interviews import WAIT, press, show, unnamed
from tests.workspaces import ask_again, give_consent


@pytest.fixture
def consent(qtbot, workspace: Workspace, prepared: Session, operations: Operations) -> ConsentScreen:
    return show(qtbot, ConsentScreen(workspace, prepared.interview.interview_id, operations))


def decide(qtbot, screen: ConsentScreen, answer: bool | Naming, method: ConsentMethod) -> None:
    """Answer the item shown and go on, waiting for the record."""
    shown = screen._item
    screen.item.answers[answer].click()
    screen.item.how.methods[method].click()
    screen.item.next.click()
    qtbot.waitUntil(
        lambda: screen.isEnabled() and (screen._item is not shown or screen.stack.currentWidget() is not screen.item),
        timeout=WAIT,
    )


def decide_all(qtbot, screen: ConsentScreen, method: ConsentMethod) -> None:
    screen.opening.start.click()
    for item in ConsentItem:
        decide(qtbot, screen, Naming.PSEUDONYM if item is ConsentItem.QUOTATION else True, method)


def test_spoken_consent_is_recorded_item_by_item(qtbot, consent, workspace, prepared) -> None:
    interview_id = prepared.interview.interview_id
    consent.opening.start.click()
    decide(qtbot, consent, True, ConsentMethod.SPOKEN)
    first = workspace.consent.state(interview_id)[ConsentItem.INTERVIEW]
    assert (first.given, first.method, first.language) == (True, ConsentMethod.SPOKEN, "uk")
    assert first.text_hash == workspace.consent.current("uk").hash
    assert not workspace.consent.is_open(interview_id)
    consent.languages.buttons()["ru"].click()
    assert consent.item.sentence.text() == workspace.consent.current("ru").items[ConsentItem.WHO_WE_ARE]
    for item in list(ConsentItem)[1:]:
        decide(qtbot, consent, Naming.NONE if item is ConsentItem.QUOTATION else True, ConsentMethod.SPOKEN)
    state = workspace.consent.state(interview_id)
    assert set(state) == set(ConsentItem)
    assert state[ConsentItem.STORING].language == "ru"
    assert state[ConsentItem.QUOTATION].naming is Naming.NONE
    assert not state[ConsentItem.QUOTATION].given
    assert workspace.consent.is_open(interview_id)
    assert consent.stack.currentWidget() is consent.summary
    closing = "\n\n".join(workspace.consent.current("ru").closing)
    assert any(label.text() == closing for label in consent.summary.findChildren(QLabel) if label.isVisible())
    with qtbot.waitSignal(consent.granted):
        consent.summary.proceed.click()


def test_with_c15_the_day_of_the_next_review_is_set(qtbot, consent, workspace, prepared) -> None:
    owner, item = prepared.interview.interview_id, ConsentItem.RECONTACT
    assert workspace.retention.get(owner).retention.review == date(2027, 3, 2)
    consent._show_summary()
    consent.summary.change.emit(item)
    assert consent.item.review.isVisible()
    assert consent.item.review.day.day() == date(2027, 3, 2)
    consent.item.review.day.show_day(date(2026, 6, 1))
    decide(qtbot, consent, True, ConsentMethod.SPOKEN)
    assert workspace.retention.get(owner).retention.review == date(2026, 6, 1)
    shown = [label.text() for label in consent.summary.findChildren(QLabel)]
    assert any("looked at again on 1 Jun 2026" in text for text in shown)
    consent.summary.change.emit(ConsentItem.AUDIO)
    assert not consent.item.review.isVisible()


def test_a_signature_on_the_screen_stands_under_every_decision(qtbot, consent, workspace, prepared) -> None:
    interview_id = prepared.interview.interview_id
    decide_all(qtbot, consent, ConsentMethod.SCREEN)
    assert consent.stack.currentWidget() is consent.signature
    assert workspace.consent.state(interview_id) == {}
    assert not consent.signature.sign.isEnabled()
    pad = consent.signature.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 90))
    for step in range(1, 12):
        QTest.mouseMove(pad, QPoint(40 + 12 * step, 90 + 20 * (step % 2)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(180, 90))
    assert consent.signature.sign.isEnabled()
    consent.signature.sign.click()
    qtbot.waitUntil(lambda: consent.stack.currentWidget() is consent.summary, timeout=WAIT)
    state = workspace.consent.state(interview_id)
    assert {record.method for record in state.values()} == {ConsentMethod.SCREEN}
    picture = workspace.vault.blobs.read(interview_id, state[ConsentItem.INTERVIEW].handwriting)
    image = QImage.fromData(picture)
    assert image.width() == 1200
    assert any(image.pixelColor(x, y).lightness() < 80 for x in range(0, 600, 2) for y in range(0, 400, 2))


def test_who_cannot_draw_gives_consent_in_another_way(qtbot, consent, workspace, prepared) -> None:
    decide_all(qtbot, consent, ConsentMethod.SCREEN)
    consent.signature.otherwise.emit()
    assert consent._item is ConsentItem.INTERVIEW
    for item in ConsentItem:
        decide(qtbot, consent, Naming.PSEUDONYM if item is ConsentItem.QUOTATION else True, ConsentMethod.THUMBPRINT)
    assert consent.stack.currentWidget() is consent.summary
    state = workspace.consent.state(prepared.interview.interview_id)
    assert {record.method for record in state.values()} == {ConsentMethod.THUMBPRINT}


def test_a_no_ends_it_and_can_be_taken_back(qtbot, consent, workspace, prepared) -> None:
    consent.opening.start.click()
    decide(qtbot, consent, False, ConsentMethod.SPOKEN)
    assert consent.stack.currentWidget() is consent.refusal
    consent.refusal.back.emit()
    decide(qtbot, consent, True, ConsentMethod.SPOKEN)
    assert consent._item is ConsentItem.WHO_WE_ARE
    history = workspace.consent.history(prepared.interview.interview_id)
    assert [record.given for record in history] == [False, True]
    consent.item.previous.click()
    decide(qtbot, consent, False, ConsentMethod.SPOKEN)
    with qtbot.waitSignal(consent.refused):
        consent.refusal.finish.click()


def test_a_decision_is_changed_from_the_summary_and_the_earlier_one_stays(
    qtbot, consent, workspace, prepared, operations
) -> None:
    interview_id = prepared.interview.interview_id
    decide_all(qtbot, consent, ConsentMethod.PAPER)
    consent.summary.change.emit(ConsentItem.AUDIO)
    decide(qtbot, consent, False, ConsentMethod.PAPER)
    assert consent.stack.currentWidget() is consent.summary
    audio = [record.given for record in workspace.consent.history(interview_id) if record.item is ConsentItem.AUDIO]
    assert audio == [True, False]
    assert workspace.consent.is_open(interview_id)
    again = show(qtbot, ConsentScreen(workspace, interview_id, operations))
    assert again.stack.currentWidget() is again.summary
    assert again.decisions.given(ConsentItem.AUDIO) is False


def test_the_whole_way_by_key_and_every_control_named(qtbot, consent) -> None:
    pages: list[QWidget] = [consent.opening, consent.item, consent.signature, consent.summary, consent.refusal]
    consent.refusal.show_state(begun=False, guardian="")
    for page in pages:
        consent.stack.setCurrentWidget(page)
        assert unnamed(consent) == []
    consent.stack.setCurrentWidget(consent.opening)
    consent.opening.start.setFocus()
    press(consent.opening.start, Qt.Key.Key_Return)
    press(consent.item, Qt.Key.Key_1)
    assert consent.item.answers[True].isChecked()
    consent.item.how.methods[ConsentMethod.SPOKEN].click()
    press(consent.item.how.methods[ConsentMethod.SPOKEN], Qt.Key.Key_Tab)
    press(consent.item, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: consent._item is ConsentItem.WHO_WE_ARE, timeout=WAIT)


@pytest.mark.usefixtures("interface_in_english")
def test_what_the_preparation_says_of_paper_and_interpreter_is_where_consent_begins(
    qtbot, workspace: Workspace, form_cache: Path, operations: Operations
) -> None:
    session = workspace.interviews.prepare(workspace.forms.add(convert(STANDARD, cache=form_cache)), "uk")
    owner, m0 = session.interview.interview_id, "/data/m0"
    for question, value in (
        ("m0_setting/session_date", "2026-02-27"),
        ("m0_setting/session_time", "14:30:00.000+02:00"),
        ("m0_presence/interpreter_present", "yes"),
        ("present[1]/present_role", "interpreter"),
        ("present[1]/present_consent", "no"),
        ("m0_entry/entry_mode", "paper"),
    ):
        session.answer(Reference(f"{m0}/{question}"), value)
    screen = show(qtbot, ConsentScreen(workspace, owner, operations, beforehand(session)))
    assert screen.opening.present.act().text() == "Ask the interpreter, too…"
    screen.opening.present.act().click()
    other = screen.asides.other
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is other and screen.isEnabled(), timeout=WAIT)
    assert other.ways[False, ConsentMethod.PAPER].hasFocus(), "so it stands in the preparation"
    other.ways[True, ConsentMethod.SPOKEN].click()
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.opening and screen.isEnabled(), timeout=WAIT)
    assert not screen.opening.present.isVisible()
    assert screen.opening.start.hasFocus()

    screen.opening.start.click()
    how = screen.item.how
    assert not how.methods[ConsentMethod.SCREEN].isEnabled(), "who signs here decides now"
    decide(qtbot, screen, True, ConsentMethod.PAPER)
    how.paper.clock.setText("14")
    screen.item.answers[True].click()
    assert not screen.item.next.isEnabled()
    how.paper.clock.clear()
    decide(qtbot, screen, True, ConsentMethod.SPOKEN)
    how.paper.noted.click()
    decide(qtbot, screen, True, ConsentMethod.SPOKEN)
    history = workspace.consent.history(owner)
    assert [record.told for record in history] == ["2026-02-27T14:30", "2026-02-27T14:30", "2026-02-27", ""]
    screen.asides.show_history()
    said = [label.text() for label in screen.asides.history.findChildren(QLabel)]
    assert any(text.startswith("27 Feb 2026, 14:30; typed in 2 Mar 2026, 09:30 · C1") for text in said)

    again = show(qtbot, ConsentScreen(workspace, owner, operations, beforehand(session)))
    assert again.stack.currentWidget() is again.item
    assert again._item is ConsentItem.RISKS, "what was broken off goes on where it stopped"
    again._show_summary()
    again.summary.change.emit(ConsentItem.INTERVIEW)
    again.item.next.click()
    assert len(workspace.consent.history(owner)) == len(history), "to look at it is no new decision"


@pytest.mark.usefixtures("interface_in_english")
def test_the_timeline_tells_every_decision_and_what_was_withdrawn(
    qtbot, consent, workspace: Workspace, prepared: Session
) -> None:
    give_consent(workspace, prepared)
    ask_again(workspace, prepared)
    workspace.withdrawals.withdraw(prepared.interview.interview_id, Tier.NO_PUBLICATION)
    consent.asides.show_history()
    said = [label.text() for label in consent.asides.history.findChildren(QLabel)]
    assert sum(" · C16 " in text for text in said) == 2
    assert sum(text == "Asked where the sensitive part begins" for text in said) == 1
    assert sum("withdrawn: “No publication”" in text for text in said) == 1


def test_the_timeline_outlives_a_text_that_was_lost(qtbot, consent, workspace: Workspace, prepared: Session) -> None:
    give_consent(workspace, prepared)
    workspace.vault.run(lambda inside: inside.documents._store.execute("DELETE FROM document_contents"))
    consent.asides.show_history()
    said = [label.text() for label in consent.asides.history.findChildren(QLabel)]
    assert sum(" · C9 …: Yes" in text for text in said) == 1
    assert sum("lost with a damaged vault" in text for text in said) == len(ConsentItem)
