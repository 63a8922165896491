"""The appearance counter: one more, one less, by button, by key, or typed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from interviewtool.gui.questions.table import FIELDS
from interviewtool.xforms import QuestionType
from tests.gui.conftest import WAIT, type_text
from tests.gui.interviews import press


def test_a_counter_counts_from_nothing_and_never_below(qtbot, look) -> None:
    counter = FIELDS[QuestionType.INTEGER, "counter"]()
    qtbot.addWidget(counter)
    counter.show()
    with qtbot.waitActive(counter, timeout=WAIT):
        counter.activateWindow()
    counter.edit.setFocus()
    answers: list[str] = []
    counter.committed.connect(answers.append)
    counter.more.click()
    press(counter.edit, Qt.Key.Key_Up)
    press(counter.edit, Qt.Key.Key_Down)
    counter.less.click()
    counter.less.click()
    type_text(counter.edit, "7")
    counter.more.click()
    assert answers == ["1", "2", "1", "0", "0", "8"]
    assert (counter.less.accessibleName(), counter.more.accessibleName()) == ("One less", "One more")
    counter._set_editable(False)
    press(counter.edit, Qt.Key.Key_Up)
    assert counter.edit.text() == "8" and not counter.more.isEnabled()
