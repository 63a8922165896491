"""Over the pages of the conversation: who else is to be asked, and what else can be done about them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from interviewtool.consent import Authorisation
from interviewtool.consent.words import guardians_part
from interviewtool.gui.design import Role
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import N_, _
from interviewtool.model import ConsentRole

ASK = {
    ConsentRole.GUARDIAN: N_("Ask the guardian, too…"),
    ConsentRole.INTERPRETER: N_("Ask the interpreter, too…"),
    ConsentRole.PRESENT: N_("Ask another person present…"),
}
"""What a button says that leads to the question for somebody beside the respondent."""


class _AskingBanner(Banner):
    def act(self) -> QPushButton | None:
        """The first thing that can be done."""
        return next((each for each in self.findChildren(QPushButton) if not each.isHidden()), None)


class GuardianBanner(_AskingBanner):
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


class PresenceBanner(_AskingBanner):
    """Hidden where everybody was asked who is there as the preparation says. ask(role)."""

    ask = Signal(object)

    def show_unasked(self, roles: Sequence[ConsentRole]) -> None:
        """Say who is there and was not asked yet."""
        if not roles:
            self.clear()
            return
        text = _(
            "According to the preparation somebody else is there, who was not asked yet. Whoever hears this agrees "
            "first to keep silent about it."
        )
        self.show_text(Role.NOTICE, text, *((_(ASK[role]), partial(self.ask.emit, role)) for role in roles))
