"""The bar over every screen of an unlocked vault: where one may go, and Lock.

It is worked by Ctrl+1, Ctrl+2 … and Ctrl+L; mnemonics it leaves to the screens, which it would share them with.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets import button
from interviewtool.i18n import _


class NavigationBar(QFrame):
    """chosen: the key of the place a person chose. Ctrl+1, Ctrl+2 … choose by keyboard."""

    chosen = Signal(str)
    lock = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, Role.BAR)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        self._row.setSpacing(Space.HAIR)
        self._group = QButtonGroup(self)
        self._places: dict[str, QPushButton] = {}
        self._row.addStretch(1)
        lock = self._lock = button(_plain(_("&Lock")), self.lock.emit)
        lock.setToolTip(_("Lock the vault ({keys})").format(keys=QKeySequence("Ctrl+L").toString(_native())))
        lock.setAccessibleDescription(_("Ends the program's memory of the vault; the passphrase opens it again."))
        # No stop of Tab: it would come right after the last control of every page, a Return away from locking.
        lock.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._row.addWidget(lock)

    def add(self, key: str, label: str) -> None:
        """A place to go to, after those added before."""
        number = len(self._places) + 1
        place = button(_plain(label), lambda: self.chosen.emit(key), Role.NAVIGATION)
        place.setCheckable(True)
        place.setAutoDefault(False)
        keys = QKeySequence(f"Ctrl+{number}")
        place.setToolTip(keys.toString(_native()))
        shortcut = QShortcut(keys, place)  # of the button: no shortcut while it is hidden
        shortcut.activated.connect(place.click)
        self._group.addButton(place)
        self._row.insertWidget(number - 1, place)
        self._places[key] = place

    def show_place(self, key: str) -> None:
        """Mark where one is."""
        self._places[key].setChecked(True)

    def show_places(self, shown: bool) -> None:
        """Show or hide the places, and make the bar low without them; Lock stays. Hidden ones have no shortcuts."""
        height = Space.SMALL if shown else 0
        self._row.setContentsMargins(Space.LARGE if shown else Space.MEDIUM, height, Space.MEDIUM, height)
        set_role(self._lock, None if shown else Role.QUIET)
        for place in self._places.values():
            place.setVisible(shown)
            place.setEnabled(shown)


def _plain(text: str) -> str:
    return text.replace("&", "")


def _native() -> QKeySequence.SequenceFormat:
    return QKeySequence.SequenceFormat.NativeText
