"""The pause screen: quiet, and with nothing of the answers on it; the interview's own screen is gone meanwhile.

The vault still locks when nobody is there. A respondent's long silence is covered by staying open for a while.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, QTime, Signal

from interviewtool.gui.design import Role
from interviewtool.gui.idle import LONG_STAY_MINUTES
from interviewtool.gui.keys import shortcut
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import button, button_row, caption, page, paragraph, title
from interviewtool.i18n import _, ngettext


class PauseScreen(Screen):
    """ended: they go on. stay_open: nobody need be there for a while. since: when the break began."""

    ended = Signal()
    stay_open = Signal()

    def __init__(self, operations: Operations, *, since: datetime | None) -> None:
        super().__init__(operations)
        self.setAccessibleName(_("Break"))
        column = page(self, width=560)
        column.addStretch(1)
        column.addWidget(title(_("Break")))
        column.addWidget(paragraph(_("Everything is saved. Nothing of the conversation is on the screen."), Role.LEAD))
        if since is not None:
            clock = QLocale().toString(QTime(since.hour, since.minute), "HH:mm")
            column.addWidget(caption(_("Since {time}").format(time=clock)))
        self.go_on = button(_("&Go on"), self.ended.emit, Role.PRIMARY)
        long_stay = ngettext("Stay open for {number} minute", "Stay open for {number} minutes", LONG_STAY_MINUTES)
        self.stay = button(long_stay.format(number=LONG_STAY_MINUTES), self._stay)
        column.addLayout(button_row(self.go_on, self.stay))
        self._staying = caption("")
        column.addWidget(self._staying)
        column.addStretch(2)
        shortcut("Esc", self, self.ended.emit)
        shortcut("F9", self, self.ended.emit)

    def first_focus(self) -> None:
        self.go_on.setFocus()

    def _stay(self) -> None:
        self.stay_open.emit()
        self._staying.setText(_("The vault stays open for now, even if nobody types."))
