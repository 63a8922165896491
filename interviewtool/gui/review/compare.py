"""Compare a fingerprint aloud before a card or a team file is trusted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.review.fingerprint import Fingerprint
from interviewtool.gui.widgets import Card, button, button_row, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.team import Card as TeamCard


class Compare(QWidget):
    """agreed: the words were compared and agree. turned_away: they differ, or not now.

    title_text: what is taken in. explanation: whom to call and why.
    """

    agreed = Signal()
    turned_away = Signal()

    def __init__(self, title_text: str, explanation: str, card: TeamCard) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(title_text))
        column.addWidget(paragraph(explanation))
        box = Card(_("Words of {code}").format(code=card.interviewer_code))
        self.fingerprint = Fingerprint(card)
        box.column.addWidget(self.fingerprint)
        self.compared = QCheckBox(_("We &compared all words, and they agree"))
        self.compared.setAccessibleName(self.compared.text().replace("&", ""))
        box.column.addWidget(self.compared)
        column.addWidget(box)
        self.accept_button = button(_("&Take it in"), self.agreed.emit, Role.PRIMARY)
        self.accept_button.setEnabled(False)
        self.compared.toggled.connect(self.accept_button.setEnabled)
        refuse = button(_("The words &differ, or not now"), self.turned_away.emit)
        column.addLayout(button_row(self.accept_button, refuse))
        column.addStretch(1)
        self.setFocusProxy(self.compared)
