"""A new passphrase: made up by the program, or the person's own. Six random words are what protects a copied vault."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton

from interviewtool.gui.operations import Operations
from interviewtool.gui.secrets.made_passphrase import MadePassphrase
from interviewtool.gui.secrets.own_passphrase import OwnPassphrase
from interviewtool.gui.widgets import Card
from interviewtool.i18n import _


class NewPassphrase(Card):
    """ready(bool): there is one, typed twice, and strong enough. entered: Return in its last field."""

    ready = Signal(bool)
    entered = Signal()

    def __init__(self, operations: Operations, name: str = "") -> None:
        super().__init__(name or _("Passphrase"))
        self.offered = QRadioButton(_("Six random words, made up &for you (best)"))
        self.wanted = QRadioButton(_("A passphrase of m&y own"))
        self.made = MadePassphrase()
        self.own = OwnPassphrase(operations)
        for choice in (self.offered, self.wanted):
            choice.setAccessibleName(choice.text().replace("&", ""))
            self.column.addWidget(choice)
        self.column.addWidget(self.made)
        self.column.addWidget(self.own)
        self.own.hide()
        self.offered.setChecked(True)
        self.wanted.toggled.connect(self._choose)
        self._ready: dict[MadePassphrase | OwnPassphrase, bool] = {self.made: False, self.own: False}
        self.made.ready.connect(lambda ready: self._tell(self.made, ready))
        self.own.ready.connect(lambda ready: self._tell(self.own, ready))
        for way in self._ready:
            way.entered.connect(self.entered)
        self.setFocusProxy(self.offered)

    @property
    def is_ready(self) -> bool:
        """Whether there is one, as `ready` said last."""
        return self._ready[self._way]

    @property
    def passphrase(self) -> str:
        """What was made up or typed."""
        return self._way.passphrase

    def clear(self) -> None:
        """Forget everything typed and made up."""
        self.made.clear()
        self.own.clear()

    @property
    def _way(self) -> MadePassphrase | OwnPassphrase:
        return self.own if self.wanted.isChecked() else self.made

    def _choose(self, own: bool) -> None:
        self.made.setVisible(not own)
        self.own.setVisible(own)
        self.ready.emit(self.is_ready)

    def _tell(self, way: MadePassphrase | OwnPassphrase, ready: bool) -> None:
        self._ready[way] = ready
        if way is self._way:
            self.ready.emit(ready)
