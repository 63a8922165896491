"""The window from the first start to the lock, over a real vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from interviewtool.__main__ import LOCKED as LAUNCHERS_LOCKED
from interviewtool.gui import geometry
from interviewtool.gui.ending import LOCKED
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import RecoveryCodeView
from interviewtool.gui.start.backoff import pause_after
from interviewtool.gui.start.create_view import CreateView
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.gui.widgets import EmptyState
from interviewtool.settings import read_settings
from tests.gui.conftest import PASSPHRASE, WAIT, type_text


def found(window: QWidget, kind: type, visible: bool = True):
    """The one child of a kind that is shown."""
    return next((child for child in window.findChildren(kind) if child.isVisible() or not visible), None)


def press(window: QWidget, text: str) -> None:
    """Press the button that says this, as a person would: with the space bar."""
    button = next(
        each for each in window.findChildren(QPushButton) if each.text().replace("&", "") == text and each.isVisible()
    )
    assert button.isEnabled(), text
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def create_vault(qtbot, window: MainWindow) -> str:
    """Create a vault by hand; its recovery code."""
    press(window, "Create a vault")
    create = found(window, CreateView)
    create.new.wanted.setChecked(True)
    type_text(create.new.own.first.edit, PASSPHRASE)
    type_text(create.new.own.second.edit, PASSPHRASE)
    qtbot.waitUntil(create.act.isEnabled, timeout=WAIT)
    press(window, "Create the vault")
    qtbot.waitUntil(lambda: found(window, RecoveryCodeView) is not None, timeout=WAIT)
    recovery = found(window, RecoveryCodeView)
    code = recovery.code.accessibleName()
    press(window, "I have written it down")
    return code


def open_vault(qtbot, window: MainWindow) -> None:
    """Create a vault and enter it."""
    code = create_vault(qtbot, window)
    recovery = found(window, RecoveryCodeView)
    recovery.typed.setText(code)
    press(window, "Open the vault")
    qtbot.waitUntil(lambda: found(window, InterviewListScreen) is not None, timeout=WAIT)


def test_create_a_vault_and_give_the_recovery_code_back(qtbot, window: MainWindow) -> None:
    code = create_vault(qtbot, window)
    recovery = found(window, RecoveryCodeView)
    assert code not in [each.text() for each in recovery.findChildren(QLineEdit)]
    recovery.typed.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    press(window, "Open the vault")
    assert found(window, InterviewListScreen) is None
    assert "not the code" in found(recovery, QWidget).window().findChild(RecoveryCodeView)._banner.text
    recovery.typed.setText(code.replace("-", "").lower())
    press(window, "Open the vault")
    qtbot.waitUntil(lambda: found(window, EmptyState) is not None, timeout=WAIT)
    assert window.workspace.interviews.list() == ()
    assert not window.settings.code_unconfirmed


def test_a_weak_passphrase_makes_no_vault(qtbot, window: MainWindow, tmp_path: Path) -> None:
    press(window, "Create a vault")
    create = found(window, CreateView)
    create.new.wanted.setChecked(True)
    own = create.new.own
    type_text(own.first.edit, "пароль123")
    type_text(own.second.edit, "пароль123")
    qtbot.waitUntil(lambda: "short" in own._verdict.text() or "easy" in own._verdict.text())
    assert not create.act.isEnabled()
    assert not (tmp_path / "vault").exists()


def test_wrong_and_right_passphrase(qtbot, window: MainWindow) -> None:
    open_vault(qtbot, window)
    window.workspace.lock()
    window.workspace = None
    window._show_start()
    unlock = found(window, UnlockView, visible=False)
    for _each in range(3):
        qtbot.waitUntil(unlock.isEnabled, timeout=WAIT)
        unlock.secret.edit.clear()
        type_text(unlock.secret.edit, "не той")
        QTest.keyClick(unlock.secret.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(unlock.banner.text), timeout=WAIT)
    assert "does not open" in unlock.banner.text
    qtbot.waitUntil(unlock.isEnabled, timeout=WAIT)
    assert not unlock.unlock_button.isEnabled()  # the pause after the third
    qtbot.waitUntil(unlock.unlock_button.isEnabled, timeout=WAIT)
    unlock.secret.edit.clear()
    type_text(unlock.secret.edit, PASSPHRASE)
    QTest.keyClick(unlock.secret.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT)


def test_what_cannot_be_opened_is_said_in_words(qtbot, window: MainWindow, tmp_path: Path, clock: Callable) -> None:
    open_vault(qtbot, window)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "cat.jpg").write_bytes(b"cat")
    for folder, passphrase, said in (
        (tmp_path / "vault", PASSPHRASE, "open in another window"),
        (tmp_path / "pictures", "anything", "not a vault"),
    ):
        view = UnlockView(window.operations, folder, clock=clock)
        qtbot.addWidget(view)
        view.show()
        type_text(view.secret.edit, passphrase)
        view.unlock_button.click()
        qtbot.waitUntil(lambda view=view: bool(view.banner.text), timeout=WAIT)
        assert said in view.banner.text


def test_the_pause_grows_and_is_bounded() -> None:
    assert [pause_after(wrong) for wrong in (1, 2, 3, 4, 5, 50)] == [0, 0, 2, 4, 8, 60]


def test_lock_ends_with_75_and_leaves_nothing_behind(qtbot, window: MainWindow, qapp: QApplication) -> None:
    open_vault(qtbot, window)
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    QGuiApplication.clipboard().setText("testimony")
    workspace = window.workspace
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == LOCKED == LAUNCHERS_LOCKED == 75
    assert not window.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    with pytest.raises(Exception):  # noqa: B017 - closed, in whatever way the vault says it
        workspace.interviews.list()


def test_closing_ends_with_0(qtbot, window: MainWindow) -> None:
    open_vault(qtbot, window)
    window.close()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    assert window.ended == 0


def test_nothing_to_lock_before_a_vault_is_open(window: MainWindow) -> None:
    window.lock()
    assert window.ended is None


def test_settings_change_language_and_size_at_once(qtbot, window: MainWindow) -> None:
    open_vault(qtbot, window)
    window.go("settings")
    settings = window._places["settings"]
    settings.language.setCurrentIndex(settings.language.findData("uk"))
    settings.language.activated.emit(0)
    assert window.settings.interface_language == "uk"
    settings = window._places["settings"]
    settings.text_size.setCurrentIndex(settings.text_size.findData(200))
    settings.text_size.activated.emit(0)
    assert window.settings.font_percent == 200
    qtbot.waitUntil(window._places["settings"].isVisible)


def test_a_setting_changed_by_keyboard_keeps_the_focus(qtbot, window: MainWindow) -> None:
    open_vault(qtbot, window)
    window.go("settings")
    window._places["settings"].theme.setFocus()
    QTest.keyClick(window._places["settings"].theme, Qt.Key.Key_Up)
    assert window.settings.theme == "system"
    assert window.focusWidget() is window._places["settings"].theme
    settings = window._places["settings"]
    settings.register.setValue(9)
    settings.register.editingFinished.emit()
    assert window._places["settings"] is settings, "no look changed: a click that began here goes on"
    window.go("care")
    assert window._places["care"]._settings.register_minutes == 9


def test_the_window_is_where_it_was(
    qtbot, window: MainWindow, operations: Operations, clock: Callable, qapp: QApplication
) -> None:
    open_vault(qtbot, window)
    window.setGeometry(30, 40, 720, 560)
    window.lock()
    qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    again = MainWindow(read_settings(), Operations(operations.dialogs), dress=lambda _settings: None, clock=clock)
    qtbot.addWidget(again)
    assert again.geometry() == QRect(30, 40, 720, 560)
    geometry.restore(again, "9000x9000+0+0")  # a screen that is gone
    assert again.width() <= again.screen().availableGeometry().width()


def test_places_that_do_not_fit_are_in_a_menu(qtbot, window: MainWindow) -> None:
    open_vault(qtbot, window)
    window.resize(640, 480)
    bar = window._bar
    qtbot.waitUntil(bar._more.isVisible)
    hidden = [key for key, place in bar._places.items() if not place.isVisible()]
    assert hidden == list(bar._places)[-len(hidden) :]
    bar._menu.actions()[-1].trigger()
    assert bar._places["settings"].isVisible()
    window.resize(1180, 700)
    qtbot.waitUntil(lambda: not bar._more.isVisible())
    assert all(place.isVisible() for place in bar._places.values())
