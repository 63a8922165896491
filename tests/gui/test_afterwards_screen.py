"""Afterwards, on the screen: a withdrawal is found, explained, confirmed; a supervisor decides and tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from interviewtool.consent import EXPORT_EVENT, Authorisation
from interviewtool.errors import KnownError
from interviewtool.gui.afterwards import AfterwardsScreen
from interviewtool.gui.attachments import FileWindow
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list.interview_table import _texts
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.review import Reader
from interviewtool.model import ConsentMethod, ConsentRole, Disposition, EventKind, KeptEvent, Reference, Tier
from interviewtool.team.log import event_hash
from interviewtool.vault import Transaction
from interviewtool.workspace import Workspace
from tests.conftest import Clock
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.interviews import show
from tests.gui.studies import Study
from tests.workspaces import PASSPHRASE, give_consent, xform


def opened(qtbot, workspace: Workspace, operations: Operations) -> AfterwardsScreen:
    screen = show(qtbot, AfterwardsScreen(workspace, operations))
    screen.refresh()
    return screen


def find(qtbot, screen: AfterwardsScreen, text: str) -> None:
    screen.withdrawing.search.field.setText(text)
    screen.withdrawing.search.search.click()
    qtbot.waitUntil(lambda: not screen.withdrawing.tiers.isHidden() and screen.isEnabled(), timeout=WAIT)


def test_who_has_lost_the_card_is_found_by_name(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs
) -> None:
    screen = opened(qtbot, fresh.interviewer, operations)
    card = screen.withdrawing.search
    for name, secret, shown in (
        ("Гнат Інший", PASSPHRASE, False),
        ("Lena Gedz", None, False),
        ("Gedz Lena", PASSPHRASE, True),
    ):
        dialogs.answer(secret)
        card.field.setText(name)
        card.by_name.click()
        qtbot.waitUntil(screen.isEnabled, timeout=WAIT)
        assert card.found.isVisible() is card.choose.isVisible() is shown, name
    assert card.found.currentText().startswith("Олена Ґедзь · held on")
    card.choose.click()
    qtbot.waitUntil(lambda: not screen.withdrawing.tiers.isHidden() and screen.isEnabled(), timeout=WAIT)
    assert screen.withdrawing.tiers._name.text() == fresh.interview_id
    assert not card.found.isVisible()
    assert card.found.count() == 0, "the name is no longer on the screen"


def test_everything_is_erased_by_the_code_of_the_card(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, clock: Clock, tmp_path: Path
) -> None:
    workspace = fresh.interviewer
    screen = opened(qtbot, workspace, operations)
    find(qtbot, screen, workspace.receipts.code(fresh.interview_id))
    screen.resize(900, 480)
    for _tier in Tier:  # by arrow keys
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.withdrawing.tiers.tiers[Tier.ERASE_ALL]
    assert not QApplication.focusWidget().visibleRegion().isEmpty(), "the page follows"
    screen.withdrawing.tiers.tiers[Tier.ERASE_ALL].setChecked(True)
    qtbot.waitUntil(lambda: "stored answer" in screen.withdrawing.tiers._goes.text(), timeout=WAIT)
    assert "archive" in screen.withdrawing.tiers._told.text()
    dialogs.answer(False, True)
    screen.withdrawing.tiers.act.click()
    assert workspace.withdrawals.tier(fresh.interview_id) is None  # turned away
    screen.withdrawing.tiers.act.click()
    qtbot.waitUntil(lambda: bool(screen.banner.text), timeout=WAIT)
    assert "cannot be called back" in screen.banner.text
    next(each for each in screen.banner.findChildren(QPushButton) if each.text().startswith("Sheet")).click()
    qtbot.waitUntil(screen.sheet.print_button.isEnabled, timeout=WAIT)
    said = pypdfium2.PdfDocument(screen.sheet._pdf)[0].get_textpage().get_text_range()
    assert fresh.interview_id in said
    assert "told on" in said
    assert "Олена" not in said
    screen.sheet.back.emit()
    assert screen.withdrawing.search.isVisible()
    with pytest.raises(KnownError):
        workspace.interviews.get(fresh.interview_id)

    card = screen.done  # as often as it is wanted, and what is still open
    qtbot.waitUntil(lambda: "is not acknowledged yet" in card.state.text(), timeout=WAIT)
    assert card.chosen.currentText().startswith(f"{fresh.interview_id}, ")
    assert "Bundle" in card.about.text()
    assert "next bundle" in card.about.text()
    card.print_button.click()
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.sheet, timeout=WAIT)
    again = pypdfium2.PdfDocument(screen.sheet._pdf)[0].get_textpage().get_text_range()
    assert again == said
    told = tmp_path / "events.jsonl"
    told.write_bytes(workspace.team.events())  # which signs it
    desk = opened(qtbot, fresh.supervisor, operations)
    dialogs.answer(told)
    desk.telling.take()
    qtbot.waitUntil(lambda: f"{fresh.interview_id} was withdrawn: “Erase everything”" in desk.banner.text, timeout=WAIT)
    assert "Delete their files" in desk.banner.text
    heard = {"event": event_hash(workspace.team.log.all()[0])}
    answer = KeptEvent(
        EventKind.ACKNOWLEDGEMENT, heard, clock(), own=False, supervisor=True, author="sup-01", line="{}"
    )
    workspace.vault.run(lambda transaction: transaction.events.append(answer))
    screen.refresh()
    qtbot.waitUntil(lambda: "Acknowledged by sup-01." in card.about.text(), timeout=WAIT)


def test_a_wrong_clock_is_told(qtbot, fresh: Study, operations: Operations, clock: Clock) -> None:
    clock.advance(days=-400)
    screen = opened(qtbot, fresh.interviewer, operations)
    qtbot.waitUntil(lambda: "clock is wrong" in screen.due._state.text(), timeout=WAIT)


def test_a_hold_is_set_and_lifted(qtbot, fresh: Study, operations: Operations) -> None:
    workspace = fresh.interviewer
    screen = opened(qtbot, workspace, operations)
    qtbot.waitUntil(lambda: screen.due.chosen.count() == 1, timeout=WAIT)
    screen.due.reason.setText("court order")
    screen.due.set_hold.click()
    qtbot.waitUntil(screen.due.let_go.isEnabled, timeout=WAIT)
    assert workspace.retention.get(fresh.interview_id).retention.hold == "court order"
    screen.due.let_go.click()
    qtbot.waitUntil(lambda: screen.isEnabled() and not screen.due.let_go.isEnabled(), timeout=WAIT)

    def spoil(transaction: Transaction) -> None:
        rows = transaction.retention._rows._rows
        ((key, content),) = rows.all(fresh.interview_id)
        rows.put(fresh.interview_id, key, content[:-1] + b"X")

    workspace.vault.run(spoil)
    screen.refresh()
    qtbot.waitUntil(lambda: "cannot be read" in screen.due.about.text(), timeout=WAIT)
    assert "· damaged" in screen.due.chosen.currentText()


def test_whether_it_was_practice_is_said_where_damage_has_taken_it(qtbot, fresh: Study, operations: Operations) -> None:
    workspace, owner = fresh.interviewer, fresh.interview_id

    def rebuilt(transaction: Transaction) -> None:
        interview = transaction.interviews.get(owner)
        transaction.interviews.update(replace(interview, practice=True, practice_presumed=True))

    screen = opened(qtbot, workspace, operations)
    qtbot.waitUntil(lambda: screen.due.chosen.count() == 1, timeout=WAIT)
    assert not screen.due.was_account.isVisible()
    workspace.vault.run(rebuilt)
    screen.refresh()
    qtbot.waitUntil(screen.due.was_account.isVisible, timeout=WAIT)
    assert "practice or not" in screen.due.chosen.currentText()
    assert "1 interview has to be looked at" in screen.due._state.text()
    screen.due.was_account.click()
    qtbot.waitUntil(lambda: not screen.due.was_account.isVisible(), timeout=WAIT)
    assert not workspace.interviews.get(owner).practice


def test_a_supervisor_decides_and_the_interviewer_goes_on(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    workspace, told = fresh.interviewer, tmp_path / "events.jsonl"
    form = workspace.interviews.get(fresh.interview_id).form_hash
    session = workspace.interviews.prepare(form, "uk")
    session.course.change(lambda interview: replace(interview, needs_authorisation=True)).result()
    owner = session.interview.interview_id
    preparation = show(qtbot, PreparationScreen(session, workspace, operations))
    preparation.go_on()
    qtbot.waitUntil(lambda: preparation.stack.currentWidget() is preparation.waiting, timeout=WAIT)
    assert not preparation.waiting.own.isVisible()
    desk = opened(qtbot, fresh.supervisor, operations)
    qtbot.waitUntil(lambda: not desk.telling.decision.isHidden(), timeout=WAIT)
    desk.telling.decision.field.setText(owner.lower())
    desk.telling.decision.proceed.click()
    qtbot.waitUntil(lambda: bool(desk.banner.text), timeout=WAIT)
    dialogs.answer(told)
    desk.telling.save()
    qtbot.waitUntil(told.exists, timeout=WAIT)
    dialogs.answer(told)
    with qtbot.waitSignal(preparation.proceed, timeout=WAIT):
        preparation.waiting.file.click()
    assert workspace.consent.standing(owner).authorisation is Authorisation.GIVEN


def test_asides_of_the_consent_screen(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    workspace = fresh.interviewer
    screen = show(qtbot, ConsentScreen(workspace, fresh.interview_id, operations))
    screen.summary.role_buttons[ConsentRole.INTERPRETER].click()
    other = screen.asides.other
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is other and screen.isEnabled(), timeout=WAIT)
    text = workspace.consent.current("uk")
    assert other._question.text() == text.presence[ConsentRole.INTERPRETER]
    next(iter(other.ways.values())).click()
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.summary and screen.isEnabled(), timeout=WAIT)
    assert workspace.consent.history(fresh.interview_id)[-1].role is ConsentRole.INTERPRETER

    for said, stands in ((False, False), (True, True)):
        screen.summary.role_buttons[ConsentRole.GUARDIAN].click()
        qtbot.waitUntil(lambda: screen.stack.currentWidget() is other and screen.isEnabled(), timeout=WAIT)
        other.ways[said, ConsentMethod.SPOKEN].click()
        after = screen.summary if stands else screen.refusal
        qtbot.waitUntil(lambda after=after: screen.stack.currentWidget() is after and screen.isEnabled(), timeout=WAIT)
        if not stands:
            screen.refusal.turn_back.click()
            assert screen.stack.currentWidget() is screen.summary
        assert (screen.summary.guardian.act() is None) is stands
        assert workspace.consent.is_open(fresh.interview_id) is stands, "against a guardian's word nothing is kept"

    scan = tmp_path / "form.png"
    QImage(40, 60, QImage.Format.Format_RGB32).save(str(scan))
    screen.summary.paper_button.click()
    dialogs.answer(scan)
    screen.asides.paper.field.setText(text.hash[:8].upper())
    screen.asides.paper.choose.click()
    qtbot.waitUntil(lambda: bool(workspace.paper_forms.all(fresh.interview_id)), timeout=WAIT)
    (form,) = workspace.paper_forms.all(fresh.interview_id)
    assert form.text_hash == text.hash
    assert workspace.vault.blobs.read(fresh.interview_id, form.blob) == scan.read_bytes()
    with pytest.raises(KnownError):
        workspace.paper_forms.match("0" * 8)
    qtbot.waitUntil(lambda: bool(screen.asides.paper.forms) and screen.isEnabled(), timeout=WAIT)
    next(iter(screen.asides.paper.forms.values())).click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in screen.findChildren(FileWindow)), timeout=WAIT)
    screen.findChild(FileWindow).close()
    other_text = workspace.consent.current("ru")
    workspace.paper_forms.attach(fresh.interview_id, b"scan", media_type="image/png", typed=other_text.hash)
    screen.asides.show_paper()
    assert ["right form?" in kept for kept in screen.asides.paper.forms] == [False, True]
    screen.asides.show_history()
    said = [label.text() for label in screen.asides.history.findChildren(QLabel)]
    assert sum(f"signed form taken in, on the text {text.hash[:8]}" in each for each in said) == 1
    screen.show_card()
    form = screen.asides.form
    for language in ("uk", "ru"):
        screen.languages.buttons()[language].click()
        qtbot.waitUntil(lambda: screen.stack.currentWidget() is form and form.print_button.isEnabled(), timeout=WAIT)
        assert screen.bar.name.text() == "Withdrawal card"


def test_consent_to_a_finalized_interview_is_at_hand(qtbot, fresh: Study, operations: Operations) -> None:
    workspace = fresh.interviewer
    interview = show(qtbot, InterviewScreen(workspace.interviews.open(fresh.interview_id), workspace, operations))
    with qtbot.waitSignal(interview.consent_wanted, timeout=WAIT):
        next(each for each in interview.findChildren(QPushButton) if each.text() == "Consent…").click()
    workspace.vault.run(
        lambda inside: inside.audit.append(fresh.interview_id, EXPORT_EVENT, details={"kind": "bundle"})
    )
    screen = show(qtbot, ConsentScreen(workspace, fresh.interview_id, operations))
    assert any("It was given away before" in each.text() for each in screen.summary.findChildren(QLabel))
    assert "Change: C7" in " ".join(each.accessibleName() for each in screen.summary.findChildren(QPushButton))
    workspace.withdrawals.withdraw(fresh.interview_id, Tier.NO_SHARING)
    screen = show(qtbot, ConsentScreen(workspace, fresh.interview_id, operations))
    assert not any(each.accessibleName().startswith("Change") for each in screen.summary.findChildren(QPushButton))
    assert any("Withdrawn: “No sharing”" in each.text() for each in screen.summary.findChildren(QLabel))


CU_FORM = """
| survey | | | | | |
|---|---|---|---|---|---|
| | type | name | label::Українська (uk) | calculation | bind::interviewtool:preparation |
| | begin_group | before | Перед | | yes |
| | text | mode | Спосіб | | |
| | end_group | | | | |
| | begin_repeat | case | Випадок | | |
| | integer | reliability | Достовірність | | |
| | calculate | cu_proposed | | if(${reliability} > 2, 'yes', '') | |
| | end_repeat | | | | |
| settings | | | | | |
| | form_id | form_title | version | default_language | namespaces |
| | cases | Випадки | 1 | Українська (uk) | interviewtool="urn:interviewtool:xlsform:1" |
"""


def test_a_case_proposed_as_cu_is_confirmed_at_the_desk_and_the_interviewer_sees_it(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    workspace, told = fresh.interviewer, tmp_path / "events.jsonl"
    session = workspace.interviews.prepare(workspace.forms.add(xform(CU_FORM)), "uk")
    owner = session.interview.interview_id
    give_consent(workspace, session)
    session.answer(Reference("/data/case[1]/reliability"), "2")
    session.add_repeat(Reference("/data/case"))
    session.answer(Reference("/data/case[2]/reliability"), "4")
    session.finalize(Disposition.PARTIAL)
    (received,) = fresh.supervisor.review.open(workspace.export.bundle([owner])).interviews
    reader = show(qtbot, Reader(Reader.Content.of(received), operations, fresh.supervisor.decisions))
    assert list(reader.cu.buttons) == [(2, True), (2, False)]
    reader.cu.buttons[2, True].click()
    qtbot.waitUntil(lambda: not reader.cu.buttons[2, True].isEnabled() and reader.isEnabled(), timeout=WAIT)
    told.write_bytes(fresh.supervisor.team.events())
    screen = opened(qtbot, workspace, operations)
    dialogs.answer(told)
    screen.telling.take()
    said = f"{owner}: Case 2 is confirmed as a suspected prisoner (CU)."
    qtbot.waitUntil(lambda: said in screen.banner.text and said in screen.telling.team.said.text(), timeout=WAIT)
    assert workspace.decisions.cu(owner) == {2: True}
    listed = next(each for each in workspace.interviews.list() if each.interview.interview_id == owner)
    assert "case 2: CU confirmed" in _texts(listed)[1]
    reading = InterviewScreen(workspace.interviews.open(owner), workspace, operations)
    qtbot.addWidget(reading)
    assert reading.heading_text().endswith("finalized · case 2: CU confirmed")
