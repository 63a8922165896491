"""The bar over every screen of an unlocked vault: where one may go, and Lock.

It is worked by Ctrl+1, Ctrl+2 … and Ctrl+L; mnemonics it leaves to the screens, which it would share them with. Where
the window is too narrow for all places, the last ones are in a menu.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton

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
        self._shortcuts: list[QShortcut] = []
        self._shown = True
        self._here = ""
        self._more = QPushButton(_("More"))
        set_role(self._more, Role.NAVIGATION)
        self._more.setAccessibleName(_("More places"))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._more.hide()
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        lock = self._lock = button(_plain(_("&Lock")), self.lock.emit)
        lock.setToolTip(_("Lock the vault ({keys})").format(keys=QKeySequence("Ctrl+L").toString(_native())))
        lock.setAccessibleDescription(_("Ends the program’s memory of the vault; the passphrase opens it again."))
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
        shortcut = QShortcut(keys, self)
        shortcut.activated.connect(lambda: self.chosen.emit(key))
        self._shortcuts.append(shortcut)
        self._group.addButton(place)
        self._row.insertWidget(number - 1, place)
        self._places[key] = place

    def show_place(self, key: str) -> None:
        """Mark where one is."""
        self._here = key
        self._places[key].setChecked(True)
        self._fit()

    def show_places(self, shown: bool) -> None:
        """Show or hide the places, and make the bar low without them; Lock stays. Hidden ones have no shortcuts."""
        self._shown = shown
        height = Space.SMALL if shown else 0
        self._row.setContentsMargins(Space.LARGE if shown else Space.MEDIUM, height, Space.MEDIUM, height)
        set_role(self._lock, None if shown else Role.QUIET)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for; the rest goes into the menu, never the place one is at."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._lock.sizeHint().width() - Space.SMALL
        widths = {key: place.sizeHint().width() + Space.HAIR for key, place in self._places.items()}
        seen = set(widths)
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width() + Space.HAIR
            seen = {self._here} & set(widths)
            for key in widths:
                if sum(widths[each] for each in seen | {key}) > room:
                    break
                seen.add(key)
        for key, place in self._places.items():
            place.setVisible(self._shown and key in seen)
            place.setEnabled(self._shown)
        hidden = [key for key in self._places if key not in seen]
        self._more.setVisible(self._shown and bool(hidden))
        self._menu.clear()
        for key in hidden:
            self._menu.addAction(self._places[key].text(), partial(self.chosen.emit, key))


def _plain(text: str) -> str:
    return text.replace("&", "")


def _native() -> QKeySequence.SequenceFormat:
    return QKeySequence.SequenceFormat.NativeText
