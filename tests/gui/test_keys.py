"""The keys work on a Cyrillic-only layout, where the key of L sends Д."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from interviewtool.gui.keys import sequences, shortcut


@pytest.mark.qt_log_ignore("keyToAscii")  # what QTest says of a Cyrillic key
@pytest.mark.parametrize("letter", ["L", "Д"])
def test_a_window_is_reached_in_both_alphabets(qtbot: object, letter: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    acts: list[str] = []
    shortcut("Ctrl+L", window, lambda: acts.append("locked"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    key = Qt.Key.Key_L if letter == "L" else Qt.Key(ord(letter))
    QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: acts == ["locked"], timeout=5000)


def test_every_letter_of_the_window_has_its_other_one() -> None:
    for letter in "LJMNFQ":
        assert len(sequences(f"Ctrl+{letter}")) == 2
    assert len(sequences("F6")) == 1
