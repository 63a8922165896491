"""Over the pages of the conversation: that a guardian has to agree, too, or has said no; and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from interviewtool.consent import Authorisation
from interviewtool.consent.words import guardians_part
from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import _


class GuardianBanner(Banner):
    """Hidden where nothing stands against the interview. ask: the guardian is asked now. end: it ends here."""

    ask = Signal()
    end = Signal()

    def show_guardian(self, guardian: Authorisation) -> None:
        """Say how it stands with the guardian."""
        if guardian is Authorisation.DENIED:
            acts = ((_("End here…"), self.end.emit), (_("Ask the guardian again…"), self.ask.emit))
            self.show_text(Role.WARNING, guardians_part(guardian), *acts)
        elif guardian is Authorisation.AWAITED:
            self.show_text(Role.WARNING, guardians_part(guardian), (_("Ask the guardian…"), self.ask.emit))
        else:
            self.clear()

    def act(self) -> QPushButton | None:
        """The first thing that can be done."""
        return next((each for each in self.findChildren(QPushButton) if not each.isHidden()), None)
