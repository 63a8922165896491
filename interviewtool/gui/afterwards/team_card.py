"""What the team is told: withdrawals and decisions as a file, and what the supervisor said about cases."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from interviewtool.gui.widgets import Card, button, button_row, paragraph
from interviewtool.i18n import _


class TeamCard(Card):
    """save, take: the file is to be written, or read."""

    save = Signal()
    take = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("What the team is told"),
            _(
                "Withdrawals and decisions travel signed, with every bundle and every team file. A file of their own "
                "is quicker. It holds codes, no names and nothing that was said."
            ),
        )
        save, take = button(_("Save the file…"), self.save.emit), button(_("Take in a file…"), self.take.emit)
        self.column.addLayout(button_row(save, take))
        self.said = paragraph("")
        self.column.addWidget(self.said)

    def show_said(self, sentences: Sequence[str]) -> None:
        """What the supervisor decided about cases."""
        self.said.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        self.said.setVisible(bool(sentences))
