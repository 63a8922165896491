"""Correcting one statement: its question alone, as it was asked, and one button to read on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.attachments import SessionFiles
from interviewtool.gui.design import Role, Space
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions import Answering, QuestionPage, SaveLedger
from interviewtool.gui.questions.finish_key import on_finish_key
from interviewtool.gui.widgets import Banner, button, button_row, caption
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.interview import PageView, Session, SessionQuestion
from interviewtool.model import Reference


class _One:
    """A page that holds one question of a session."""

    def __init__(self, session: Session, reference: Reference) -> None:
        self._session = session
        self._reference = reference

    def page(self, reference: Reference) -> PageView:
        page = self._session.page(reference)
        return PageView(reference, page.title, tuple(q for q in page.questions if q.view.reference == self._reference))

    def question(self, reference: Reference) -> SessionQuestion:
        return self._session.question(reference)


class Correction(QWidget):
    """done: what was corrected is an answer now."""

    done = Signal()

    def __init__(self, session: Session, files: SessionFiles, operations: Operations) -> None:
        super().__init__()
        self.setAccessibleName(_("Correct what was written down"))
        self._session = session
        self.page = QuestionPage(alone=True, files=files)
        self.ledger = SaveLedger(operations, self)
        self.answering = Answering(session, self.page, self.ledger, operations)
        self.banner = Banner(fixed=True)
        self.answering.failed.connect(lambda error: self.banner.show_text(Role.ERROR, str(explain(error))))
        self.keep = button(_("Keep it and read on"), self.finish, Role.PRIMARY)
        below = QWidget()  # a layout in a layout would not ask for the height of broken lines
        foot = QVBoxLayout(below)
        foot.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.MEDIUM)
        foot.addWidget(caption(_("The correction is recorded as one, with what stood here before.")))
        foot.addLayout(button_row(self.keep))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addWidget(self.page, 1)
        column.addWidget(below)
        self.page.past_end.connect(self.finish)
        on_finish_key(self, self.finish)

    def correct(self, reference: Reference) -> None:
        """Show one question, to be answered anew."""
        self._session.correcting = True
        self.banner.clear()
        self.page.show_page(_One(self._session, reference), Reference(reference.rsplit("/", 1)[0]))
        self.page.focus_question(reference)

    def finish(self) -> None:
        """Take what is typed as the answer, and read on."""
        self.page.commit()
        if not self.banner.text:
            self._session.correcting = False
            self.page.forget()
            self.done.emit()
