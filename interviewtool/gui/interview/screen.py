"""The interview: the sections of the questionnaire, then finishing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.dialogs import Question
from interviewtool.gui.interview.finish_page import FinishPage
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.widgets import button
from interviewtool.i18n import _
from interviewtool.interview import EntryKind, Session
from interviewtool.model import Disposition, Reference

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class InterviewScreen(ConductScreen):
    """finalized: it was closed for good. consent_wanted: decide on consent again. closed: back to the list."""

    finalized = Signal()
    consent_wanted = Signal()

    def __init__(self, session: Session, workspace: Workspace, operations: Operations) -> None:
        super().__init__(session, workspace, operations)
        self.finish = FinishPage(session)
        self.finish.jump.connect(lambda reference: self.go_to_question(Reference(reference)))
        self.finish.finalize.connect(self.finalize)
        self.stack.addWidget(self.finish)

    def heading_text(self) -> str:
        text = _("Interview {code}").format(code=self.session.interview.interview_id)
        return _("{interview}, finalized").format(interview=text) if self.session.read_only else text

    def end_buttons(self) -> tuple[QWidget, ...]:
        if self.session.read_only:
            return ()
        return (button(_("Consent…"), self.ask_consent), button(_("Finish…"), self.show_finish))

    def consent_act(self) -> tuple[str, Callable[[], None]] | None:
        return (_("Decide on consent"), self.ask_consent)

    def start(self) -> Reference:
        # After consent one goes on with the answers, even if something of the preparation is still open.
        rest = [entry for entry in self.outline.entries() if not entry.preparation and not entry.locked]
        found = next((entry for entry in rest if entry.kind is EntryKind.PAGE and not entry.complete), None)
        return found.reference if found is not None else super().start()

    def ask_consent(self) -> None:
        """Decide on consent again, for example before the sensitive sections (C16)."""
        self.page.commit()
        self.consent_wanted.emit()

    def show_finish(self) -> None:
        """The last page, with what is still open."""
        self.page.commit()
        self.banner.clear()
        self.finish.refresh()
        self.current = Reference("")
        self.outline.show_current(self.current)
        self.stack.setCurrentWidget(self.finish)
        (self.finish.list if self.finish.list.count() else next(iter(self.finish.endings.values()))).setFocus()

    def finalize(self, disposition: Disposition) -> None:
        """Close the interview for good, after asking."""
        sure = Question(
            _("Finalize the interview?"),
            _("It becomes read-only. Names typed in it are then only in the protected register."),
            agree=_("Finalize"),
            decline=_("Go back"),
            danger=True,  # there is no way back: a second Return must not do it
        )
        if not self.operations.dialogs.confirm(self, sure):
            return
        self.operations.run(
            lambda _progress: self.session.finalize(disposition),
            owner=self,
            title=_("Finalizing the interview"),
            done=lambda _nothing: self.finalized.emit(),
        )
