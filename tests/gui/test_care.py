"""The care of a vault in the window: over real vaults, with a key derivation that is cheap."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from interviewtool.crypto.slots import KeyKind
from interviewtool.errors import KnownError
from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.entrust_view import EntrustView
from interviewtool.gui.care.help_view import HelpView
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.care.register_view import RegisterView
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.panic import looks_like_vault
from interviewtool.gui.secrets import NewPassphrase, RecoveryCodeView
from interviewtool.settings import Settings
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.studies import Study, enter
from tests.workspaces import PASSPHRASE, unlock

NEW = "вісім зелених дверей біля старого млина"


@pytest.fixture
def care(qtbot, fresh: Study, operations: Operations, cheap_argon2: None, tmp_path: Path) -> CareScreen:
    screen = CareScreen(fresh.interviewer, operations, Settings(vault_folder=str(tmp_path / "vault")))
    qtbot.addWidget(screen)
    screen.resize(900, 800)
    with qtbot.waitExposed(screen, timeout=WAIT):
        screen.show()
    screen.refresh()
    cards(qtbot, screen)
    return screen


def cards(qtbot, care: CareScreen) -> Overview:
    """The overview, once it is shown and can be used."""
    qtbot.waitUntil(lambda: isinstance(care.view, Overview) and care.isEnabled(), timeout=WAIT)
    return care.view


def step(qtbot, care: CareScreen, kind: type) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(care.view, kind) and care.isEnabled(), timeout=WAIT)
    return care.view


def renewal(qtbot, care: CareScreen) -> PassphraseView:
    """Both passphrases are typed: one click more, and the vault gets new keys."""
    care.view.renew.click()
    view = step(qtbot, care, PassphraseView)
    type_text(view.present.edit, PASSPHRASE)
    choose_own(view.new, NEW)
    qtbot.waitUntil(view.act.isEnabled, timeout=WAIT)
    return view


def press(view: QWidget, spoken: str) -> None:
    next(each for each in view.findChildren(QPushButton) if each.accessibleName() == spoken).click()


def choose_own(new: NewPassphrase, passphrase: str) -> None:
    new.wanted.setChecked(True)
    for field in (new.own.first, new.own.second):
        type_text(field.edit, passphrase)


def opens(folder: Path, clock: Callable, secret: str) -> bool:
    try:
        unlock(folder, clock, secret).lock()
    except KnownError as error:
        assert error.code in ("vault.wrong_passphrase", "vault.not_a_vault", "vault.header_missing")
        return False
    return True


def test_a_backup_on_a_stick_with_other_things(qtbot, care, fresh, dialogs: AnsweringDialogs, tmp_path: Path) -> None:
    stick = tmp_path / "флешка"
    stick.mkdir()
    (stick / "photo.jpg").write_bytes(b"cat")
    dialogs.answer(stick)
    care.view.backup.make.click()
    qtbot.waitUntil(lambda: "whole" in cards(qtbot, care).banner.text, timeout=WAIT)
    assert (stick / "backup" / "manifest").exists()
    assert care.view.backup.make.text() == "Back up now"
    before = care.view
    care.view.backup.make.click()  # nobody is asked where
    qtbot.waitUntil(lambda: care.view is not before and "whole" in cards(qtbot, care).banner.text, timeout=WAIT)
    assert not fresh.interviewer.vault.last_backup().changed


def test_the_reminder_stands_over_the_list_alone_and_leads_to_the_backup(
    qtbot, window: MainWindow, fresh: Study
) -> None:
    enter(window, fresh.interviewer)
    qtbot.waitUntil(lambda: "no backup" in window._reminding.text, timeout=WAIT)
    assert window._reminding.isVisible()
    window.go("settings")
    assert not window._reminding.isVisible()
    window.go("interviews")
    window.work.export([fresh.interview_id])
    assert not window._reminding.isVisible()
    window.back()
    assert window._reminding.isVisible()
    press(window._reminding, "Make a backup…")
    qtbot.waitUntil(lambda: window.findChild(Overview) is not None, timeout=WAIT)
    assert window._reminding.text == ""


def test_the_passphrase_is_changed(qtbot, care, fresh: Study, clock, tmp_path: Path) -> None:
    press(care.view, "Change the passphrase")
    view = step(qtbot, care, PassphraseView)
    type_text(view.present.edit, "not this one")
    choose_own(view.new, NEW)
    qtbot.waitUntil(view.act.isEnabled, timeout=WAIT)
    view.act.click()
    qtbot.waitUntil(lambda: "does not open" in view.banner.text, timeout=WAIT)
    view.present.edit.clear()
    type_text(view.present.edit, PASSPHRASE)
    view.act.click()
    assert "opens the vault" in cards(qtbot, care).banner.text
    fresh.interviewer.lock()
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)
    assert opens(tmp_path / "vault", clock, NEW)


def test_a_new_recovery_code_is_typed_back(qtbot, care, fresh, dialogs: AnsweringDialogs, clock, tmp_path) -> None:
    dialogs.answer(PASSPHRASE)
    press(care.view, "Make a new recovery code")
    view = step(qtbot, care, RecoveryCodeView)
    code = view.code.accessibleName()
    assert len(view.code.text().splitlines()) == 2
    view.written.click()
    view.typed.setText(code.lower())
    view.confirm.click()
    cards(qtbot, care)
    fresh.interviewer.lock()
    assert opens(tmp_path / "vault", clock, code)


def test_an_entrusted_vault_is_opened_by_the_supervisor(
    qtbot, care, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, clock, tmp_path: Path
) -> None:
    press(care.view, "Let the supervisor open the vault")
    view = step(qtbot, care, EntrustView)
    assert (view.answers.isChecked(), view.names.isChecked()) == (True, True)
    dialogs.answer(PASSPHRASE)
    view.act.click()
    cards(qtbot, care)
    (slot,) = [slot for slot in fresh.interviewer.vault.slots if slot.kind == "escrow"]
    assert set(slot.wrapped) == {kind.value for kind in KeyKind}
    fresh.interviewer.lock()
    brought = shutil.copytree(tmp_path / "vault", tmp_path / "stick")

    theirs = CareScreen(fresh.supervisor, operations, Settings())
    qtbot.addWidget(theirs)
    theirs.show()
    theirs.refresh()
    dialogs.answer(brought)
    cards(qtbot, theirs).help.click()
    helping = step(qtbot, theirs, HelpView)
    choose_own(helping.new, NEW)
    qtbot.waitUntil(helping.act.isEnabled, timeout=WAIT)
    helping.act.click()
    assert "new passphrase" in cards(qtbot, theirs).banner.text
    assert opens(brought, clock, NEW)
    assert not opens(brought, clock, PASSPHRASE)


def test_what_was_entrusted_is_taken_back(qtbot, care, fresh: Study, dialogs: AnsweringDialogs) -> None:
    vault = fresh.interviewer.vault
    vault.add_escrow(PASSPHRASE, fresh.interviewer.team.current().supervisor.recipient, [KeyKind.VAULT])
    care.refresh()
    named = "Remove the supervisor’s way to open the vault"
    qtbot.waitUntil(lambda: any(each.accessibleName() == named for each in care.view.findChildren(QPushButton)))
    dialogs.answer(PASSPHRASE)
    press(care.view, named)
    qtbot.waitUntil(lambda: cards(qtbot, care).banner.text == "Removed.", timeout=WAIT)
    assert all(slot.kind != "escrow" for slot in vault.slots)


def test_everything_is_read_and_found_whole(qtbot, care, dialogs: AnsweringDialogs) -> None:
    care.view.with_register.setChecked(True)
    dialogs.answer(PASSPHRASE)
    care.view.check.click()
    qtbot.waitUntil(lambda: "register of names is whole" in cards(qtbot, care).banner.text, timeout=WAIT)


def test_what_is_damaged_is_said(qtbot, care, tmp_path: Path) -> None:
    (tmp_path / "vault" / "header.previous").write_bytes(b"nothing")
    care.view.check.click()
    qtbot.waitUntil(lambda: "header.previous is damaged" in cards(qtbot, care).banner.text, timeout=WAIT)


def test_an_old_copy_is_on_the_cards_until_somebody_says_why(
    qtbot, care, fresh: Study, clock, tmp_path: Path, operations: Operations
) -> None:
    assert care.view.put_back is None
    vault = tmp_path / "vault" / "answers.db"
    fresh.interviewer.lock()
    old = vault.read_bytes()
    unlock(tmp_path / "vault", clock, PASSPHRASE).lock()  # an entry of the log
    again = unlock(tmp_path / "vault", clock, PASSPHRASE)
    again.vault.run(lambda transaction: transaction.audit.append(None, "later"))
    again.lock()
    vault.write_bytes(old)
    found = unlock(tmp_path / "vault", clock, PASSPHRASE)
    screen = CareScreen(found, operations, Settings())
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    card = cards(qtbot, screen).put_back
    assert not card.acknowledge.isEnabled()
    type_text(card.reason, "   ")
    assert not card.acknowledge.isEnabled(), "a space is no reason"
    type_text(card.reason, "Диск замінили")
    card.acknowledge.click()
    qtbot.waitUntil(lambda: "Noted in the log" in cards(qtbot, screen).banner.text, timeout=WAIT)
    assert screen.view.put_back is None and found.vault.put_back() is None
    (entry,) = [one for one in found.vault.run(lambda t: t.audit.entries()) if one.event == "old copy acknowledged"]
    assert entry.details["reason"] == "Диск замінили"
    found.lock()
    assert unlock_findings(tmp_path / "vault", clock) == ()


def unlock_findings(folder: Path, clock: Callable) -> tuple[object, ...]:
    opened = unlock(folder, clock, PASSPHRASE)
    try:
        return opened.vault.findings
    finally:
        opened.lock()


def test_the_register_shows_names_until_it_closes(qtbot, care, fresh: Study, dialogs: AnsweringDialogs) -> None:
    dialogs.answer(PASSPHRASE)
    care.view.open_register.click()
    view = step(qtbot, care, RegisterView)
    assert view.table.item(0, 0).text() == "Олена Ґедзь"
    assert 0 < fresh.interviewer.vault.register.seconds_left <= 300
    view.search.setText("нікого")
    assert view.table.rowCount() == 0
    fresh.interviewer.vault.register.close()  # as its own timer does
    cards(qtbot, care)
    assert care.findChildren(RegisterView) == [] or view.table.rowCount() == 0


@pytest.mark.parametrize("kept", [True, False])
def test_new_keys(kept: bool, qtbot, care, fresh: Study, dialogs: AnsweringDialogs, clock, tmp_path: Path) -> None:
    view = renewal(qtbot, care)
    dialogs.answer(kept, None)
    with qtbot.waitSignal(care.vault_closed, timeout=WAIT):
        view.act.click()
    code = dialogs.asked[0]
    assert opens(tmp_path / "vault", clock, NEW) is kept
    assert opens(tmp_path / "vault", clock, code) is kept
    assert opens(tmp_path / "vault", clock, PASSPHRASE) is not kept


def panic_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_panic_asks_first(qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, clock, tmp_path) -> None:
    enter(window, fresh.interviewer)
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    dialogs.answer(False)
    panic_keys(window)
    assert "Out of its reach" in dialogs.asked[0]
    assert window.ended is None
    dialogs.answer(True)
    panic_keys(window)
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 75
    fresh.interviewer.lock()  # what a lock writes brings nothing back
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)
    assert not window.settings.unsaved_at_lock


def test_panic_before_the_vault_is_open_takes_two_presses_where_nobody_is_asked(
    qtbot, window: MainWindow, fresh: Study, clock, tmp_path: Path
) -> None:
    from dataclasses import replace

    fresh.interviewer.lock()
    window.settings = replace(window.settings, panic_asks=False)
    window._show_start()
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    panic_keys(window)
    assert window.ended is None
    assert opens(tmp_path / "vault", clock, PASSPHRASE)
    panic_keys(window)
    assert window.ended == 75
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)


def test_panic_touches_no_folder_that_is_no_vault(qtbot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "header.txt").write_text("a letter")
    window._show_start()
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    panic_keys(window)
    assert window.ended is None
    assert (tmp_path / "vault" / "header.txt").read_text() == "a letter"
    for name in ("header.previous", "keys"):  # a damaged one is destroyed as well
        (tmp_path / "vault" / name).write_text("what is left")
    assert looks_like_vault(tmp_path / "vault")
