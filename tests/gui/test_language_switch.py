"""The questionnaire's language: buttons for a few, a list for many, Ctrl with a digit for the first nine."""

from __future__ import annotations

from PySide6.QtCore import Qt

from interviewtool.gui.questions.language_switch import LanguageSwitch
from tests.gui.conftest import WAIT
from tests.gui.interviews import press


def test_languages_are_called_what_the_questionnaire_calls_them(qtbot, look) -> None:
    switch = LanguageSwitch(["Українська (uk)", "Kurdî (ckb)", "Français", "en"], "ckb")
    qtbot.addWidget(switch)
    assert [each.text() for each in switch.buttons().values()] == ["Українська", "Kurdî", "Français", "English"]
    assert list(switch.buttons()) == ["uk", "ckb", "Français", "en"]
    assert switch.buttons()["ckb"].isChecked()


def test_many_languages_are_a_list_and_the_window_keeps_its_width(qtbot, look) -> None:
    switch = LanguageSwitch([f"Language {number} (l{number})" for number in range(300)], "l7")
    qtbot.addWidget(switch)
    chosen: list[str] = []
    switch.chosen.connect(chosen.append)
    switch.show()
    with qtbot.waitActive(switch, timeout=WAIT):
        switch.activateWindow()
    assert switch.sizeHint().width() < 300 and switch._list.currentText() == "Language 7"
    press(switch._list, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    switch._list.setCurrentIndex(299)
    switch._list.activated.emit(299)
    assert chosen == ["l1", "l299"]
