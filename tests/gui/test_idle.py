"""Nobody there: a notice a minute before, then the lock; staying, for a while or for half an hour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from interviewtool.gui.idle import IdleWatch
from interviewtool.gui.idle_notice import IdleNotice


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(qapp, seconds) -> IdleWatch:
    made = IdleWatch(5, clock=seconds)
    made.heard = []
    for name in ("soon", "active", "over"):
        getattr(made, name).connect(lambda name=name: made.heard.append(name))
    return made


def pass_time(watch: IdleWatch, seconds: Seconds, minutes: float) -> None:
    seconds.now += minutes * 60
    watch.check()


def test_a_notice_then_the_lock(watch, seconds) -> None:
    pass_time(watch, seconds, 3.9)
    assert watch.heard == []
    pass_time(watch, seconds, 0.2)
    pass_time(watch, seconds, 0.2)
    assert watch.heard == ["soon"]
    pass_time(watch, seconds, 0.8)
    assert watch.heard == ["soon", "over"]


def test_a_machine_that_slept_locks_at_once(watch, seconds) -> None:
    pass_time(watch, seconds, 600)
    assert watch.heard == ["over"]


def test_staying_for_half_an_hour(watch, seconds) -> None:
    pass_time(watch, seconds, 4.5)
    watch.stay_long()
    assert watch.heard == ["soon", "active"]
    pass_time(watch, seconds, 28.9)
    assert watch.heard == ["soon", "active"]
    pass_time(watch, seconds, 0.2)
    assert watch.heard == ["soon", "active", "soon"]
    pass_time(watch, seconds, 1)
    assert watch.heard[-1] == "over"


def test_the_notice_takes_no_focus_and_typing_takes_it_away(qtbot, watch, seconds, look) -> None:
    notice = IdleNotice(watch)
    window = QWidget()
    qtbot.addWidget(window)
    notice.setParent(window)
    window.show()
    watch.listen_to(window.windowHandle())
    pass_time(watch, seconds, 4.5)
    assert notice.isVisible()
    assert [each.text() for each in notice.findChildren(QPushButton)] == ["Stay open", "Stay open for 30 minutes"]
    assert not any(each.hasFocus() for each in notice.findChildren(QPushButton))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert not notice.isVisible()
    assert watch.heard == ["soon", "active"]
