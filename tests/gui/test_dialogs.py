"""The dialogs a person sees: which button Return presses, what is forgotten, what a passphrase leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from interviewtool.gui.dialogs import Question
from interviewtool.gui.window_dialogs import WindowDialogs
from tests.gui.conftest import type_text

HARMLESS = Question("Finalize?", "It becomes read-only.", agree="Finalize", decline="Go back")
DANGER = Question("Erase?", "It is gone then.", agree="Erase", decline="Keep", danger=True)


@pytest.fixture
def parent(qtbot, look: Callable) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def meanwhile(act: Callable[[QDialog], object]) -> None:
    """Do something to the next dialog once it is shown."""

    def when_shown() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            QTimer.singleShot(2000, dialog, dialog.reject)  # a failed assertion must not leave it open for ever
            act(dialog)
        else:
            QTimer.singleShot(20, when_shown)

    QTimer.singleShot(20, when_shown)


def key(number: Qt.Key) -> Callable[[QDialog], object]:
    return lambda dialog: QTest.keyClick(dialog, number)


@pytest.mark.parametrize(
    ("question", "pressed", "agreed"),
    [
        (HARMLESS, Qt.Key.Key_Return, True),
        (HARMLESS, Qt.Key.Key_Escape, False),
        (DANGER, Qt.Key.Key_Return, False),
        (DANGER, Qt.Key.Key_Escape, False),
    ],
    ids=["return", "escape", "return where it is dangerous", "escape where it is dangerous"],
)
def test_confirm(parent: QWidget, question: Question, pressed: Qt.Key, agreed: bool) -> None:
    meanwhile(key(pressed))
    assert WindowDialogs().confirm(parent, question) is agreed


def test_danger_is_agreed_to_by_its_own_button_alone(parent: QWidget) -> None:
    meanwhile(lambda dialog: next(b for b in dialog.findChildren(QPushButton) if b.text() == "Erase").click())
    assert WindowDialogs().confirm(parent, DANGER)


def test_a_passphrase_is_taken_and_not_kept(parent: QWidget) -> None:
    fields: list[QLineEdit] = []

    def type_it(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        fields.append(field)
        type_text(field, "тиха ріка")
        QTest.keyClick(field, Qt.Key.Key_Return)

    meanwhile(type_it)
    assert WindowDialogs().passphrase(parent, "Register", "Why.") == "тиха ріка"
    assert fields[0].text() == ""
    meanwhile(key(Qt.Key.Key_Escape))
    assert WindowDialogs().passphrase(parent, "Register", "Why.") is None


def test_tell_is_closed_by_return(parent: QWidget) -> None:
    meanwhile(key(Qt.Key.Key_Return))
    WindowDialogs().tell(parent, "This did not work", "Try again.")


def test_file_dialogs_are_qts_own_and_give_paths(parent: QWidget, tmp_path: Path) -> None:
    (tmp_path / "here.tar").write_bytes(b"")

    def choose(path: Path) -> Callable[[QDialog], object]:
        def act(dialog: QDialog) -> None:
            assert isinstance(dialog, QFileDialog)
            assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
            assert len(dialog.history()) == 1  # where it begins, and nowhere else
            dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
            dialog.accept()

        return act

    meanwhile(choose(tmp_path / "here.tar"))
    assert WindowDialogs().open_file(parent, "Open", "Bundles (*.tar)") == tmp_path / "here.tar"
    meanwhile(choose(tmp_path / "new"))
    assert WindowDialogs().save_file(parent, "Save", "neutral.tar", "Bundles (*.tar)") == tmp_path / "new.tar"
    meanwhile(key(Qt.Key.Key_Escape))
    assert WindowDialogs().folder(parent, "Folder", tmp_path) is None
