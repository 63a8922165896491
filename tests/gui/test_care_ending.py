"""The window ends while an act of care is under way: the act is undone, nobody is asked or told, the vault opens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool.errors import Cancelled, KnownError
from interviewtool.gui import main_window, progress_dialog
from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.curtain import Curtain
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.notices import Notices, about_unattended
from interviewtool.gui.progress_dialog import ProgressDialog
from interviewtool.settings import read_settings
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.studies import Study, enter
from tests.gui.test_care import NEW, opens, press, renewal
from tests.workspaces import PASSPHRASE


def care_of(qtbot, window: MainWindow, study: Study) -> CareScreen:
    enter(window, study.interviewer)
    window.go("care")
    care = window.findChild(CareScreen)
    qtbot.waitUntil(lambda: isinstance(care.view, Overview) and care.isEnabled(), timeout=WAIT)
    return care


def test_a_lock_while_the_new_recovery_code_is_shown(
    qtbot,
    window: MainWindow,
    fresh: Study,
    dialogs: AnsweringDialogs,
    clock: Callable,
    tmp_path: Path,
    monkeypatch,
    cheap_argon2: None,
) -> None:
    view = renewal(qtbot, care_of(qtbot, window, fresh))

    def still_writing_it_down(_parent: object, _code: str) -> bool:
        loop = QEventLoop()  # as a dialog's
        window.finished.connect(loop.quit)
        QTimer.singleShot(0, window.lock)
        loop.exec()
        return False

    monkeypatch.setattr(dialogs, "recovery_code", still_writing_it_down)
    view.act.click()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 75
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]
    assert opens(tmp_path / "vault", clock, PASSPHRASE)


@dataclass
class SlowBackup:
    """A real backup that waits at each of its steps until it is let go."""

    under_way: threading.Event
    stopped: threading.Event
    let_go: threading.Event


@pytest.fixture
def slow_backup(qtbot, window: MainWindow, fresh: Study, tmp_path: Path, monkeypatch) -> SlowBackup:
    care = care_of(qtbot, window, fresh)
    vault = fresh.interviewer.vault
    slow, real = SlowBackup(threading.Event(), threading.Event(), threading.Event()), vault.backup

    def backup(folder: Path, progress: Callable[[float], None]) -> object:
        def step_by_step(share: float) -> None:
            slow.under_way.set()
            try:
                progress(share)
                while not slow.let_go.wait(0.01):
                    progress(share)
            except Cancelled:
                slow.stopped.set()
                raise

        return real(folder, step_by_step)

    monkeypatch.setattr(vault, "backup", backup)
    care.back_up(tmp_path / "stick")
    qtbot.waitUntil(slow.under_way.is_set, timeout=WAIT)
    return slow


def test_closing_during_a_backup(
    qtbot, window: MainWindow, slow_backup: SlowBackup, clock: Callable, tmp_path: Path
) -> None:
    window.close()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 0 and slow_backup.stopped.is_set()
    assert not (tmp_path / "stick" / "manifest").exists()
    assert opens(tmp_path / "vault", clock, PASSPHRASE)


def visible(kind: type) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and isinstance(each, kind)]


def curtain(qtbot) -> Curtain:
    """The only window that is left, once the idle time is over."""
    qtbot.waitUntil(lambda: bool(visible(Curtain)), timeout=WAIT)
    (found,) = visible(QWidget)
    return found


def test_a_backup_outlasts_the_idle_time_behind_a_curtain(
    qtbot, window: MainWindow, slow_backup: SlowBackup, clock: Callable, tmp_path: Path
) -> None:
    window.show()
    window.idle.over.emit()
    curtain(qtbot)
    assert window.ended is None and not slow_backup.stopped.is_set()
    slow_backup.let_go.set()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 75
    assert (tmp_path / "stick" / "manifest").exists()
    assert opens(tmp_path / "vault", clock, PASSPHRASE)
    assert told_next_time(window) == []


def told_next_time(window: MainWindow) -> list[str]:
    """What the window after this one says of an act that went on behind the curtain."""
    kept = read_settings().settings
    assert kept == window.settings
    return [about_unattended(lambda: None).text] if kept.unattended_act_failed else []


@pytest.mark.parametrize("how", ["mended by a person", "a mistake of ours"])
def test_what_fails_behind_the_curtain_locks_and_is_told_after_the_next_unlocking(
    qtbot, window: MainWindow, fresh: Study, dialogs: AnsweringDialogs, tmp_path: Path, monkeypatch, how: str
) -> None:
    care = care_of(qtbot, window, fresh)
    go = threading.Event()

    def failing(_folder: Path, _progress: Callable[[float], None]) -> object:
        go.wait(WAIT / 1000)
        raise KnownError("vault.backup_unreachable") if how.startswith("mended") else ZeroDivisionError

    monkeypatch.setattr(fresh.interviewer.vault, "backup", failing)
    window.show()
    care.back_up(tmp_path / "stick")
    window.idle.over.emit()
    curtain(qtbot)
    go.set()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert dialogs.asked == [], "a dialog would stand there with the vault open behind it"
    assert "begin it again" in told_next_time(window)[0]


def test_what_a_check_finds_behind_the_curtain_is_told_after_the_next_unlocking(
    qtbot, window: MainWindow, fresh: Study, tmp_path: Path, monkeypatch
) -> None:
    care = care_of(qtbot, window, fresh)
    (tmp_path / "vault" / "header.previous").write_bytes(b"nothing")
    go, real = threading.Event(), fresh.interviewer.vault.verify
    monkeypatch.setattr(fresh.interviewer.vault, "verify", lambda *given: (go.wait(WAIT / 1000), real(*given))[1])
    window.show()
    care.view.check.click()
    window.idle.over.emit()
    curtain(qtbot)
    go.set()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert told_next_time(window)


def test_the_next_window_says_it_until_it_was_read(qtbot, window: MainWindow, fresh: Study) -> None:
    window.settings = replace(window.settings, unattended_act_failed=True)
    enter(window, fresh.interviewer)
    notices = window.findChild(Notices)
    assert "begin it again" in notices.text
    press(notices, "I have read this")
    assert not notices.text and not read_settings().settings.unattended_act_failed


def test_swap_in_clear_is_warned_of_once(qtbot, window: MainWindow, fresh: Study, monkeypatch) -> None:
    monkeypatch.setattr(main_window, "swap_is_readable", lambda: True)
    window.settings = replace(window.settings, swap_warned=False)
    enter(window, fresh.interviewer)
    assert "encrypt its swap space" in window.findChild(Notices).text
    press(window.findChild(Notices), "I have read this")
    assert read_settings().settings.swap_warned
    window._enter(fresh.interviewer, window.settings.vault)
    assert not any("swap" in each.text for each in window._notices)


@pytest.mark.parametrize("how", ["keys", "button", "closed", "suspended", "asleep", "the bound"])
def test_whatever_locks_at_once_stops_it_behind_the_curtain_too(
    qtbot, window: MainWindow, slow_backup: SlowBackup, tmp_path: Path, monkeypatch, how: str
) -> None:
    window.show()
    now = [window.idle._clock()]
    monkeypatch.setattr(window.idle, "_clock", lambda: now[0])
    window.idle.over.emit()
    hidden = curtain(qtbot)
    if how == "keys":
        with qtbot.waitActive(hidden, timeout=WAIT):
            hidden.activateWindow()
        qtbot.keyClick(hidden, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    elif how == "button":
        hidden.lock_button.click()
    elif how == "closed":
        hidden.close()
    elif how == "suspended":
        window.lock(4)
    elif how == "asleep":
        now[0] += 600
        window.idle.check()
    else:
        for _look in range(60 * 60 // 20 + 1):
            now[0] += 20
            window.idle.check()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 75 and slow_backup.stopped.is_set()
    assert not (tmp_path / "stick" / "manifest").exists()
    assert told_next_time(window)


def test_panic_on_the_curtain(
    qtbot, window: MainWindow, slow_backup: SlowBackup, dialogs: AnsweringDialogs, clock: Callable, tmp_path: Path
) -> None:
    window.show()
    window.idle.over.emit()
    hidden = curtain(qtbot)
    with qtbot.waitActive(hidden, timeout=WAIT):
        hidden.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    dialogs.answer(False)
    qtbot.keyClick(hidden, Qt.Key.Key_Delete, both)
    assert len(dialogs.asked) == 1 and window.ended is None and hidden.isVisible()
    dialogs.answer(True)
    qtbot.keyClick(hidden, Qt.Key.Key_Delete, both)
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 75 and visible(QWidget) == []
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)
    assert told_next_time(window) == []


@pytest.fixture
def progress_at_once(monkeypatch) -> None:
    monkeypatch.setattr(progress_dialog, "PROGRESS_AFTER", 10)


def test_panic_wins_over_a_dialog_of_progress(
    qtbot,
    window: MainWindow,
    progress_at_once: None,
    slow_backup: SlowBackup,
    dialogs: AnsweringDialogs,
    clock: Callable,
    tmp_path: Path,
) -> None:
    window.show()
    qtbot.waitUntil(lambda: bool(visible(ProgressDialog)), timeout=WAIT)
    (dialog,) = visible(ProgressDialog)
    with qtbot.waitActive(dialog, timeout=WAIT):
        dialog.activateWindow()
    dialogs.answer(True)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(dialog, Qt.Key.Key_Delete, both)
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert not opens(tmp_path / "vault", clock, PASSPHRASE)


def test_behind_the_curtain_the_new_code_is_for_who_knows_the_new_passphrase(
    qtbot,
    window: MainWindow,
    fresh: Study,
    dialogs: AnsweringDialogs,
    clock: Callable,
    tmp_path: Path,
    monkeypatch,
    cheap_argon2: None,
) -> None:
    view = renewal(qtbot, care_of(qtbot, window, fresh))
    asked = []

    def passphrase(_parent: object, _title: str, _why: str) -> str:
        asked.append("passphrase")
        return "a guess" if len(asked) == 1 else NEW

    def recovery_code(_parent: object, _code: str) -> bool:
        asked.append("code")
        return True

    monkeypatch.setattr(dialogs, "passphrase", passphrase)
    monkeypatch.setattr(dialogs, "recovery_code", recovery_code)
    monkeypatch.setattr(dialogs, "tell", lambda _parent, _title, _text: None)
    view.act.click()
    window.idle.over.emit()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert asked == ["passphrase", "passphrase", "code"]
    assert opens(tmp_path / "vault", clock, NEW)
