"""The window ends while an act of care is under way: the act is undone, nobody is asked or told, the vault opens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from interviewtool.errors import Cancelled
from interviewtool.gui.care import CareScreen
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.care.passphrase_view import PassphraseView
from interviewtool.gui.main_window import MainWindow
from tests.gui.conftest import WAIT, AnsweringDialogs, type_text
from tests.gui.studies import Study, enter
from tests.gui.test_care import NEW, choose_own, opens, step
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
    care = care_of(qtbot, window, fresh)
    care._ask_renewal()
    view = step(qtbot, care, PassphraseView)
    type_text(view.present.edit, PASSPHRASE)
    choose_own(view.new, NEW)
    qtbot.waitUntil(view.act.isEnabled, timeout=WAIT)

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


def test_closing_during_a_backup(
    qtbot, window: MainWindow, fresh: Study, clock: Callable, tmp_path: Path, monkeypatch
) -> None:
    care = care_of(qtbot, window, fresh)
    vault = fresh.interviewer.vault
    under_way, stopped, real = threading.Event(), threading.Event(), vault.backup

    def slow(folder: Path, progress: Callable[[float], None]) -> object:
        def step_by_step(share: float) -> None:
            under_way.set()
            threading.Event().wait(0.05)
            try:
                progress(share)
            except Cancelled:
                stopped.set()
                raise

        return real(folder, step_by_step)

    monkeypatch.setattr(vault, "backup", slow)
    care.back_up(tmp_path / "stick")
    qtbot.waitUntil(under_way.is_set, timeout=WAIT)
    window.close()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 0 and stopped.is_set()
    assert not (tmp_path / "stick" / "manifest").exists()
    assert opens(tmp_path / "vault", clock, PASSPHRASE)
