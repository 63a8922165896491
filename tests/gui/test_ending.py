"""A lock on a full disk: the ballast makes room for what was typed last, once; and what is lost is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.ending import LOCKED, Ending, Held
from interviewtool.gui.operations import Operations
from tests.gui.conftest import WAIT


class FullDisk:
    """What the window holds on a disk that is full until the ballast is given up, or for good."""

    def __init__(self, *, helps: bool) -> None:
        self._helps = helps
        self._full = True
        self.done: list[str] = []

    def hand_over(self, *, locking: bool) -> Held:
        assert locking
        return Held(self._close, lambda: self.done.append("locked"), self._give_up)

    def _close(self) -> None:
        if self._full:
            raise KnownError("vault.disk_full")
        self.done.append("saved")

    def _give_up(self) -> bool:
        self.done.append("ballast")
        self._full = not self._helps
        return True

    def lost_something(self) -> None:
        self.done.append("told")

    def stay(self) -> None:
        raise AssertionError("a lock asks nobody")


@pytest.mark.parametrize(("helps", "done"), [(True, ["ballast", "saved", "locked"]), (False, ["ballast", "told"])])
def test_the_ballast_is_given_up_at_a_lock(qtbot, operations: Operations, *, helps: bool, done: list[str]) -> None:
    window, disk = QWidget(), FullDisk(helps=helps)
    qtbot.addWidget(window)
    ending = Ending(window, operations, disk)
    ending.begin(LOCKED)
    qtbot.waitUntil(lambda: ending.code is not None, timeout=WAIT)
    assert ending.code == LOCKED
    assert disk.done == done
