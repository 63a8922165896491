"""The way into a vault other than by its passphrase: made up words, the recovery code, a backup."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.ending import LOCKED
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.notices import Notices
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.settings import SettingsScreen
from interviewtool.gui.start.create_view import CreateView
from interviewtool.gui.start.forgot_view import ForgotView
from interviewtool.gui.start.restore_view import RestoreView
from interviewtool.gui.start.salvage_view import SalvageView
from interviewtool.gui.start.screen import has_vault, unused
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.settings import read_settings
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.studies import Study, enter
from tests.gui.test_care import NEW, choose_own, opens, press
from tests.vault.damage import last_page
from tests.workspaces import PASSPHRASE

OTHER = "a third passphrase, of the vault that is there"


def shown(qtbot, window: MainWindow, kind: type):
    def there() -> bool:
        view = window.findChild(kind)
        return view is not None and view.isVisible() and view.isEnabled()

    qtbot.waitUntil(there, timeout=WAIT)
    return window.findChild(kind)


def write_the_code_down(view: RecoveryCodeView) -> str:
    code = view.code.accessibleName()
    view.written.click()
    view.typed.setText(code)
    view.confirm.click()
    return code


def restoring(qtbot, window: MainWindow, dialogs: AnsweringDialogs, backup: Path) -> RestoreView:
    """The vault is locked; its backup was chosen, and both passphrases are typed."""
    window._show_start()
    press(shown(qtbot, window, UnlockView), "Restore a backup…")
    restore = shown(qtbot, window, RestoreView)
    dialogs.answer(backup)
    restore.choose.click()
    type_text(restore.secret.edit, PASSPHRASE)
    choose_own(restore.new, NEW)
    qtbot.waitUntil(restore.act.isEnabled, timeout=WAIT)
    return restore


def test_a_vault_under_six_made_up_words(qtbot, window: MainWindow, clock: Callable, tmp_path: Path) -> None:
    press(window, "Create a vault")
    create = shown(qtbot, window, CreateView)
    made = create.new.made
    before = made.passphrase
    made.another.click()
    assert made.passphrase != before
    made.language.setCurrentIndex(made.language.findData("uk"))
    made.language.chosen.emit("uk")
    words = made.passphrase
    assert len(words.split()) == 6
    assert not words.isascii()
    made.kept.click()
    type_text(made.typed.edit, words[:-1] + "…")
    assert not create.act.isEnabled()
    assert "other words" in made._verdict.text()
    made.typed.edit.clear()
    type_text(made.typed.edit, words)
    create.act.click()
    view = shown(qtbot, window, RecoveryCodeView)
    assert not window.centralWidget().language.isVisible()
    window.dress_again()  # the desktop has gone dark: the code is shown this once, and the new vault is open
    assert window.findChild(RecoveryCodeView) is view
    write_the_code_down(view)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)
    window.workspace.lock()
    assert opens(tmp_path / "vault", clock, words)


def test_a_new_look_does_not_take_away_what_somebody_is_in_the_middle_of(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs
) -> None:
    enter(window, fresh.interviewer)
    window.go("care")
    care = shown(qtbot, window, CareScreen)
    qtbot.waitUntil(lambda: care.findChild(Overview) is not None, timeout=WAIT)
    dialogs.answer(PASSPHRASE)
    press(care.view, "Make a new recovery code")
    view = shown(qtbot, window, RecoveryCodeView)
    window.dress_again()
    assert shown(qtbot, window, RecoveryCodeView) is view
    window.go("settings")
    settings = shown(qtbot, window, SettingsScreen)
    window.dress_again()
    assert shown(qtbot, window, SettingsScreen) is not settings
    window.go("care")
    assert shown(qtbot, window, RecoveryCodeView) is view


def test_a_forgotten_passphrase_and_the_recovery_code(
    qtbot, window: MainWindow, fresh: Study, clock: Callable, tmp_path: Path
) -> None:
    code = str(fresh.interviewer.vault.renew_recovery_code(PASSPHRASE))
    fresh.interviewer.lock()
    window._show_start()
    press(shown(qtbot, window, UnlockView), "Forgot the passphrase?")
    forgot = shown(qtbot, window, ForgotView)
    assert not forgot.new.isVisible()
    type_text(forgot.code, code.lower())
    assert forgot.new.isVisible()
    choose_own(forgot.new, NEW)
    qtbot.waitUntil(forgot.open_button.isEnabled, timeout=WAIT)
    forgot.open_button.click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)
    window.workspace.lock()
    assert opens(tmp_path / "vault", clock, NEW)
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)


@pytest.mark.parametrize("end", ["keys", "nobody there", "panic"])
def test_a_new_vault_locks_while_its_recovery_code_is_shown(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, clock: Callable, tmp_path: Path, end: str
) -> None:
    """It is open by then, beside another one; and whoever has not written the code down hears so."""
    fresh.interviewer.lock()
    window.centralWidget().show_create()
    create = shown(qtbot, window, CreateView)
    choose_own(create.new, NEW)
    qtbot.waitUntil(create.act.isEnabled, timeout=WAIT)
    create.act.click()
    shown(qtbot, window, RecoveryCodeView)
    assert window.settings.vault == tmp_path / "vault-2"
    if end == "keys":
        window.lock()
    elif end == "nobody there":
        window.idle._last -= 24 * 3600
        window.idle.check()
    else:
        dialogs.answer(True)
        window._panic_pressed()
    qtbot.waitUntil(lambda: window.ended == LOCKED, timeout=WAIT)
    window.workspace.vault.close()  # after a panic the process ends with it open
    assert opens(tmp_path / "vault", clock, PASSPHRASE)
    assert opens(tmp_path / "vault-2", clock, NEW) is (end != "panic")
    assert read_settings().settings.code_unconfirmed


def test_a_code_that_was_not_typed_back_is_spoken_of_until_there_is_one(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs
) -> None:
    window.settings = replace(window.settings, code_unconfirmed=True)
    enter(window, fresh.interviewer)
    press(window.findChild(Notices), "Go to “Vault”…")
    care = window.findChild(CareScreen)
    qtbot.waitUntil(lambda: isinstance(care.view, Overview) and care.isEnabled(), timeout=WAIT)
    assert window.settings.code_unconfirmed
    assert any("never typed back" in each.text() for each in care.findChildren(QLabel))
    dialogs.answer(PASSPHRASE)
    care._ways.renew_code()
    write_the_code_down(shown(qtbot, window, RecoveryCodeView))
    assert not read_settings().settings.code_unconfirmed
    qtbot.waitUntil(lambda: isinstance(care.view, Overview), timeout=WAIT)
    assert not any("never typed back" in each.text() for each in care.view.findChildren(QLabel))
    window._enter(fresh.interviewer, window.settings.vault)
    assert not any("typed back" in each.text for each in window._notices)


def test_a_lock_stops_a_restore(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, tmp_path: Path, monkeypatch
) -> None:
    """It has keys in memory before there is a window of the vault: a machine that goes to sleep must not keep them."""
    fresh.interviewer.vault.backup(tmp_path / "stick", lambda _part: None)
    fresh.interviewer.lock()
    begun = threading.Event()

    def slow(_source: object, _vault: object, progress: Callable[[float], None], **_more: object) -> None:
        begun.set()
        while True:
            progress(0.1)
            time.sleep(0.01)

    monkeypatch.setattr("interviewtool.vault.salvage.bring_over", slow)
    restoring(qtbot, window, dialogs, tmp_path / "stick").act.click()
    qtbot.waitUntil(begun.is_set, timeout=WAIT)
    window.lock()
    qtbot.waitUntil(lambda: window.ended == LOCKED, timeout=WAIT)
    assert {path.name for path in tmp_path.iterdir()} == {"vault", "stick"}


def test_a_restore_that_was_cut_short_is_no_vault_to_unlock(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "header").touch()
    assert unused(tmp_path / "vault") == tmp_path / "vault-2"
    (tmp_path / "vault" / "filling").touch()
    assert not has_vault(tmp_path / "vault") and unused(tmp_path / "vault") == tmp_path / "vault"


def test_a_backup_is_restored_and_what_was_erased_since_stays_erased(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    fresh.interviewer.vault.backup(tmp_path / "stick" / "backup", lambda _part: None)
    (tmp_path / "stick" / "photo.jpg").write_bytes(b"cat")
    fresh.interviewer.vault.erase(fresh.interview_id)
    fresh.interviewer.lock()
    restore = restoring(qtbot, window, dialogs, tmp_path / "stick")
    restore.act.click()
    write_the_code_down(shown(qtbot, window, RecoveryCodeView))
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)
    assert window.settings.vault == tmp_path / "vault-2"
    kept = [each.interview.interview_id for each in window.workspace.interviews.list()]
    assert fresh.interview_id not in kept


def test_a_vault_with_another_passphrase_is_asked_for_its_own_what_was_erased_in_it(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, tmp_path: Path, cheap_argon2: None
) -> None:
    fresh.interviewer.vault.backup(tmp_path / "stick", lambda _part: None)
    fresh.interviewer.vault.change_passphrase(PASSPHRASE, OTHER)
    fresh.interviewer.vault.erase(fresh.interview_id)
    fresh.interviewer.lock()
    restore = restoring(qtbot, window, dialogs, tmp_path / "stick")
    assert restore.beside_card.isHidden()
    restore.act.click()
    qtbot.waitUntil(lambda: not restore.beside_card.isHidden() and restore.isEnabled(), timeout=WAIT)
    assert not (tmp_path / "vault-2").exists()
    type_text(restore.beside_secret.edit, OTHER)
    restore.act.click()
    write_the_code_down(shown(qtbot, window, RecoveryCodeView))
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)
    kept = [each.interview.interview_id for each in window.workspace.interviews.list()]
    assert fresh.interview_id not in kept


def test_a_backup_restored_beside_a_vault_that_did_not_open_says_what_that_means(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    fresh.interviewer.vault.backup(tmp_path / "stick", lambda _part: None)
    fresh.interviewer.vault.erase(fresh.interview_id)
    fresh.interviewer.vault.panic()  # stands for any vault that cannot be asked what was erased in it
    fresh.interviewer.lock()
    restore = restoring(qtbot, window, dialogs, tmp_path / "stick")
    restore.act.click()
    view = shown(qtbot, window, RecoveryCodeView)
    assert any("must be erased again" in label.text() for label in view.findChildren(QLabel))
    view.confirmed.emit()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)


def test_a_damaged_vault_is_salvaged_where_it_is_unlocked(
    qtbot, window: MainWindow, fresh: Study, tmp_path: Path
) -> None:
    destroy = last_page(fresh.interviewer.vault, tmp_path / "vault", "interviews")
    fresh.interviewer.lock()
    destroy()
    before = {path: path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file()}
    window._show_start()
    press(shown(qtbot, window, UnlockView), "Salvage this vault…")
    view = shown(qtbot, window, SalvageView)
    choose_own(view.new, NEW)
    assert not view.act.isEnabled(), "the passphrase of the damaged vault is missing"
    type_text(view.secret.edit, "a guess")
    qtbot.waitUntil(view.act.isEnabled, timeout=WAIT)
    view.act.click()
    qtbot.waitUntil(lambda: view.isEnabled() and "does not open" in view.banner.text, timeout=WAIT)
    assert not (tmp_path / "vault-2").exists()
    view.secret.edit.clear()
    type_text(view.secret.edit, PASSPHRASE)
    view.act.click()
    code = shown(qtbot, window, RecoveryCodeView)
    said = "\n".join(label.text() for label in code.findChildren(QLabel))
    assert "1 interview was brought over." in said and f"interviews {fresh.interview_id}" in said
    assert f"not known whether it was held for practice: {fresh.interview_id}" in said
    write_the_code_down(code)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)
    (kept,) = window.workspace.interviews.list()
    assert (kept.interview.interview_id, kept.interview.practice_presumed) == (fresh.interview_id, True)
    assert window.settings.vault == tmp_path / "vault-2"
    assert {path: path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file()} == before
