"""What stands in the place of the window when its idle time is over and a long act of the person still goes on.

Nothing of the vault is to be seen or reached behind it, and nobody comes back from it but by unlocking: when the act
has ended the vault locks. Locking at once, suspending the machine and panic stop the act, as ever.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from interviewtool.gui.keys import shortcut
from interviewtool.gui.progress_dialog import Always
from interviewtool.gui.widgets import button, button_row, column_of, heading, paragraph
from interviewtool.i18n import _

MOST_MINUTES = 60
"""After so long the vault locks, whatever still goes on: an act that hangs must not keep it open for ever."""


class Curtain(QWidget):
    """always: the keys that work everywhere. lock: stops the act and locks; also when the curtain is closed."""

    def __init__(self, act: str, always: Always, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock
        self.setWindowTitle("interviewtool")
        column = column_of(self)
        column.addWidget(heading(act))
        column.addWidget(
            paragraph(
                _(
                    "Nobody has typed for a while, so nothing can be seen or done here. What was begun goes on; when "
                    "it has ended, the vault locks."
                )
            )
        )
        self.lock_button = button(_("Stop it and &lock now"), lock)
        column.addLayout(button_row(self.lock_button))
        column.addStretch(1)
        for keys, pressed in always:
            shortcut(keys, self, pressed)
        self.setFocusProxy(self.lock_button)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._lock()
