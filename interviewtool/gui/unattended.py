"""When the idle time is over: the window locks, or what is long and was begun by the person goes on behind a curtain.

For a while, and for no other act. Whatever becomes of it, somebody is told after the next unlocking, unless it ended
well.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool.gui.curtain import MOST_MINUTES, Curtain
from interviewtool.gui.idle import IdleWatch
from interviewtool.gui.operations import Operations


class Unattended(QObject):
    """over: lock now. failed(bool): whether the next window has to tell that an act came to nothing."""

    over = Signal()
    failed = Signal(bool)

    def __init__(self, window: QWidget, operations: Operations, idle: IdleWatch) -> None:
        super().__init__(window)
        self._window = window
        self._operations = operations
        self._idle = idle
        self._curtain: Curtain | None = None
        idle.over.connect(self._nobody_there)
        operations.outlasted.connect(self._outlasted)

    def _nobody_there(self) -> None:
        act = self._operations.outlasting
        if not act or self._curtain is not None or self._idle.slept:
            self.over.emit()
            return
        self._operations.unattended = True
        where = self._window.geometry()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        self._curtain = Curtain(act, self._operations.always, self.over.emit)
        self._curtain.setGeometry(where)
        self._curtain.show()
        self.failed.emit(True)  # until it has ended well: whatever happens to it, somebody is told
        self._idle.outlast(MOST_MINUTES)

    def _outlasted(self, well: bool) -> None:
        if self._curtain is not None:
            self.failed.emit(not well)
            self.over.emit()
