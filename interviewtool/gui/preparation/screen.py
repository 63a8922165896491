"""Before consent: the interviewer's own observation (M0) and what is known from elsewhere (M1).

Nothing the respondent says is asked here. From here one proceeds to consent, or ends; then only the day and how it
ended stay, and the person is told so before.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.questions import SaveState
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.widgets import button
from interviewtool.i18n import _
from interviewtool.interview import OutlineEntry


class PreparationScreen(ConductScreen):
    """proceed: on to consent. refused: it does not come to an interview. closed: later."""

    proceed = Signal()
    refused = Signal()

    def sections(self) -> tuple[OutlineEntry, ...]:
        return tuple(entry for entry in self.session.outline() if entry.preparation)

    def heading_text(self) -> str:
        return _("Preparation")

    def end_buttons(self) -> tuple[QWidget, ...]:
        return (
            button(_("No interview…"), self.refuse, Role.DANGER),
            button(_("Proceed to consent"), self.go_on, Role.PRIMARY),
        )

    def go_on(self) -> None:
        """On to consent; the preparation stays open to be completed later."""
        self.page.commit()
        if self.ledger.state() is not SaveState.FAILED:
            self.proceed.emit()

    def refuse(self) -> None:
        """It does not come to an interview: erase what was prepared, after asking."""
        sure = Question(
            _("End without an interview?"),
            _("Everything noted in the preparation is erased. Only the day, and that no interview took place, stay."),
            agree=_("End and erase"),
            decline=_("Go back"),
            danger=True,
        )
        if self.operations.dialogs.confirm(self, sure):
            self.refused.emit()
