"""The process of the window: what it leaves on the disk, what language it speaks, how it is told to end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from interviewtool.gui import application as applications
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.i18n import interface_language
from interviewtool.settings import Settings
from tests.gui.conftest import WAIT, AnsweringDialogs


def test_bundled_fonts_have_every_letter_and_sign(qapp: QApplication) -> None:
    assert {"Noto Sans", "DejaVu Sans"} <= set(QFontDatabase.families())


def test_qts_own_words_follow_the_language(look: Callable) -> None:
    look(interface_language="uk")
    assert interface_language() == "uk"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Скасувати"
    look(interface_language="en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_named_at_the_start_counts_until_another_is_chosen(qapp: QApplication, look: Callable) -> None:
    named = applications.named_language(["-style", "Fusion", "--language=ru"])
    assert (named, applications.named_language(["--language=fr"])) == ("ru", "")
    spoken = []
    for chosen in ("uk", "en", "uk"):
        applications.dress_in(named, "uk", qapp, Settings(interface_language=chosen))
        spoken.append(interface_language())
    look(interface_language="en")
    assert spoken == ["ru", "en", "ru"]


def test_an_input_method_is_asked_to_learn_nothing(qtbot, qapp: QApplication) -> None:
    """Whichever field it is, once somebody is in it."""
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    fields = [QLineEdit(), QPlainTextEdit(), QSpinBox(), QDateEdit(), QComboBox(editable=True)]
    for field in fields:
        column.addWidget(field)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    for field in fields:
        field.setFocus()
        assert Qt.InputMethodHint.ImhSensitiveData in Qt.InputMethodHint(
            field.inputMethodQuery(Qt.InputMethodQuery.ImHints)
        )


def test_a_widget_nobody_holds_ends_on_the_windows_thread(qtbot) -> None:
    """Qt ends the process where it ends in another; PySide sees to that for its own classes, not for ours."""

    class Ours(QWidget):
        pass

    ended: list[bool] = []

    def on_the_windows_thread(_ended: object) -> None:
        ended.append(threading.current_thread() is threading.main_thread())

    forgotten = Ours()
    forgotten.itself = forgotten
    forgotten.destroyed.connect(on_the_windows_thread, Qt.ConnectionType.DirectConnection)
    del forgotten
    with ThreadPoolExecutor(1) as busy:
        made = busy.submit(lambda: [[] for _each in range(10_000)]).result()
    qtbot.waitUntil(lambda: bool(ended), timeout=WAIT)
    assert ended == [True]
    assert made


def test_an_unknown_system_language_reads_english(monkeypatch: pytest.MonkeyPatch) -> None:
    assert applications.system_language() in ("uk", "ru", "en")


def test_a_file_dialog_leaves_no_trace(qtbot, qapp: QApplication, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.selectFile("secret-place.tar")
    dialog.done(1)
    dialog.deleteLater()
    qtbot.wait(20)
    QSettings(QSettings.Scope.UserScope, "QtProject").setValue("FileDialog/lastVisited", "secret-place")
    QSettings(QSettings.Scope.UserScope, "QtProject").sync()
    home = Path(os.environ["HOME"])
    config = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    assert not [path for folder in (home, config) for path in folder.rglob("QtProject.conf")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_window_as_a_person_would(qtbot, window: MainWindow, number: signal.Signals) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    ending = applications._EndingSignals(window)
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: window.ended is not None, timeout=WAIT)
    finally:
        ending.close()
        for each, handler in before.items():
            signal.signal(each, handler)
    assert window.ended == 0


def test_a_mistake_of_ours_is_told_once_and_without_content(
    qtbot, window: MainWindow, operations: Operations, dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _traceback: reported.append(kind))
    applications.tell_of_mistakes(window, operations)
    dialogs.answer(None)
    with pytest.raises(ValueError) as met:
        raise ValueError("Олена")
    for _each in range(3):
        sys.excepthook(met.type, met.value, met.tb)
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert reported == [ValueError] * 3
    assert "ValueError test_application.py" in dialogs.asked[0]
    assert "Олена" not in dialogs.asked[0]
