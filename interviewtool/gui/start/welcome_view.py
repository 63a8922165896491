"""The very first start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Card, button, button_row, lead, page, title
from interviewtool.i18n import _


class WelcomeView(QWidget):
    """Create a vault, open one, or make one from a backup."""

    create_chosen = Signal()
    open_chosen = Signal()
    restore_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Welcome to interviewtool")))
        column.addWidget(
            lead(_("For careful interviews with people who have lived through violations of their rights."))
        )
        column.addSpacing(8)

        new = Card(
            _("Begin with a new vault"),
            _(
                "A vault is a folder in which everything you record is kept encrypted. "
                "It stays on this computer; nothing is sent anywhere."
            ),
        )
        create = button(_("&Create a vault"), self.create_chosen.emit, Role.PRIMARY)
        new.column.addLayout(button_row(create))
        column.addWidget(new)

        existing = Card(
            _("Open a vault you have"),
            _("Choose its folder, for example on a memory stick; or restore a backup into a new vault."),
        )
        existing.column.addLayout(
            button_row(
                button(_("&Open a vault…"), self.open_chosen.emit),
                button(_("&Restore a backup…"), self.restore_chosen.emit),
            )
        )
        column.addWidget(existing)
        column.addStretch(1)
        self.setFocusProxy(create)
