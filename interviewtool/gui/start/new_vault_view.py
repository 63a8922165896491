"""What all ways to a new vault have in common: where it is made, under which passphrase, the button that makes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets import NewPassphrase
from interviewtool.gui.start.new_place import NewPlace
from interviewtool.gui.widgets import Banner, Card, button, button_row, lead, page, title
from interviewtool.i18n import _


class NewVaultView(QWidget):
    """back: turned away. Whoever derives from it adds cards of its own to the column, and then calls `_ask`."""

    back = Signal()

    def __init__(self, operations: Operations, heading: str, about: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._operations = operations
        self._clock = clock
        self._old: tuple[QLineEdit, ...] = ()
        self._column = page(self)
        self._column.addWidget(title(heading))
        self._column.addWidget(lead(about))
        self.banner = Banner()
        self._column.addWidget(self.banner)

    def _ask(
        self, place: NewPlace, new: NewPassphrase, act: str, make: Callable[[], None], *, warning: Card | None = None
    ) -> None:
        """Where, under which passphrase, what the button says and does."""
        self.place, self.new = place, new
        self._column.addWidget(place)
        self._column.addWidget(new)
        if warning is not None:
            self._column.addWidget(warning)
        self.act = button(act, make, Role.PRIMARY)
        self._column.addLayout(button_row(self.act, button(_("&Back"), self._turn_away)))
        self._column.addStretch(1)
        new.ready.connect(self._allow)
        new.entered.connect(self.act.click)
        for edit in self._old:
            edit.textChanged.connect(self._allow)
        self._allow()

    def _can_make(self) -> bool:
        """Whether all that is needed besides the new passphrase is there."""
        return True

    def _allow(self) -> None:
        self.act.setEnabled(self.new.is_ready and self._can_make())

    def _turn_away(self) -> None:
        self._forget()
        self.back.emit()

    def _forget(self) -> None:
        """No secret stays in a field."""
        for edit in self._old:
            edit.clear()
        self.new.clear()
