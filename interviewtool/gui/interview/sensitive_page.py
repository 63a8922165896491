"""Where a sensitive module begins: consent to it is asked again, in calm, and it is as easy to leave as to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import ConsentText
from interviewtool.gui.design import Role
from interviewtool.gui.paper_row import PaperRow
from interviewtool.gui.widgets import Card, button, button_row, caption, heading, lead, page, paragraph
from interviewtool.i18n import _
from interviewtool.model import ConsentItem

LEAVE_KEY, PAUSE_KEY = "F8", "F9"


class SensitivePage(QWidget):
    """decided(bool): what the person said. left: the module is left without asking. pause: a break. paper: when they
    said it, shown for an interview that was held on paper.
    """

    decided = Signal(bool)
    left = Signal()
    pause = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self, width=760)
        self._title = heading("")
        column.addWidget(self._title)
        column.addWidget(lead(_("This part can be hard to speak about. Ask again, now that it has been reached.")))
        card = Card()
        self.sentence = paragraph("", Role.SENTENCE)
        card.column.addWidget(self.sentence)
        column.addWidget(card)
        self.yes = button(_("&Yes, they wish to speak about it"), lambda: self.decided.emit(True), Role.PRIMARY)
        self.no = button(_("&No, not today"), lambda: self.decided.emit(False))
        column.addLayout(button_row(self.yes, self.no))
        self.paper = PaperRow()
        self.paper.changed.connect(self._show_ready)
        column.addWidget(self.paper)
        self.leave = button(_("Leave this part"), self.left.emit)
        self.rest = button(_("Take a break"), self.pause.emit)
        column.addLayout(button_row(self.leave, self.rest))
        keys = _(
            "{leave} leaves this part, {pause} takes a break, at any moment of it. What was not asked is noted so."
        )
        column.addWidget(caption(keys.format(leave=LEAVE_KEY, pause=PAUSE_KEY)))
        self._version = caption("")
        column.addWidget(self._version)
        column.addStretch(1)

    def show_module(self, title: str, text: ConsentText, told: str = "") -> None:
        """title: of the section that was reached. text: what is read out. told: as of `Beforehand`."""
        self.paper.offer(told)
        self.paper.setVisible(bool(told))
        self._title.setText(title)
        self.setAccessibleName(title)
        self.sentence.setText(text.items[ConsentItem.SENSITIVE])
        version = _("Text of consent, version {version}").format(version=text.version)
        self._version.setText(version)

    def first_focus(self) -> None:
        """Put the focus where neither answer is given by a Return too many."""
        self.rest.setFocus()

    def _show_ready(self) -> None:
        for each in (self.yes, self.no):
            each.setEnabled(self.paper.told() is not None)
