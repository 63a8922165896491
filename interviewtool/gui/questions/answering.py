"""Between a page and a session: what was typed is answered, what followed is shown, and each write is watched.

The act is recalculated at once and shown; whether it is durable is the ledger's to say. Half-typed text goes to the
vault as a draft after a pause and before a lock, and the expressions of the form do not see it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from interviewtool.errors import KnownError
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.page import QuestionPage
from interviewtool.gui.questions.saved import SaveLedger
from interviewtool.i18n import _
from interviewtool.interview import Answered, Session
from interviewtool.model import MissingReason, PersonCode, Reference


class Answering(QObject):
    """applied(Changes): after every act. failed(KnownError): the act was refused or could not be written."""

    applied = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, page: QuestionPage, ledger: SaveLedger, operations: Operations) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._ledger = ledger
        self._operations = operations
        page.answered.connect(lambda reference, value: self.answer(Reference(reference), value))
        page.picked.connect(lambda reference, code: self.pick(Reference(reference), PersonCode(code)))
        page.drafted.connect(lambda reference, text: self.draft(Reference(reference), text))
        page.edited.connect(lambda reference: ledger.typing(Reference(reference)))
        page.missing_chosen.connect(lambda reference, reason: self.mark_missing(Reference(reference), reason))
        page.follow(ledger)
        ledger.failed.connect(self.failed)

    def answer(self, reference: Reference, value: str) -> None:
        """Take an answer; the text of an identity question is sealed away."""
        question = self._session.question(reference)
        if question.locked:
            self._ledger.dropped(reference)  # the interview was closed under the page
            return
        if question.identity is not None:
            self._do(lambda: self._session.answer_identity(reference, value), reference)
        else:
            self._do(lambda: self._session.answer(reference, value), reference)

    def pick(self, reference: Reference, code: PersonCode) -> None:
        """Take somebody who was named before as the answer."""
        self._do(lambda: self._session.answer_identity_code(reference, code), reference)

    def mark_missing(self, reference: Reference, reason: MissingReason | None) -> None:
        """Say why there is no answer, or take that back. An answer that stands goes only after asking."""
        question = self._session.question(reference)
        card = self._page.card(reference)
        if reason is None or not question.view.value or self._may_delete_answer():
            self._do(lambda: self._session.mark_missing(reference, reason), reference)
        elif card is not None:
            card.show_question(question)  # the menu had ticked the reason already
        if card is not None:
            card.take_focus()

    def draft(self, reference: Reference, text: str) -> None:
        """Keep half-typed text."""
        try:
            self._ledger.watch(self._session.draft(reference, text), reference)
        except KnownError as error:
            self._ledger.refused(reference)
            self.failed.emit(error)

    def keep_drafts(self) -> None:
        """Before a lock: everything half typed is kept as it stands."""
        for reference, text in self._page.half_typed().items():
            self.draft(reference, text)
        self._page.rest()

    def add_repeat(self, series: Reference) -> Reference | None:
        """Add an instance; its reference, or None when it was refused."""
        done = self._do(lambda: self._session.add_repeat(series), None)
        return done.changes.added[0] if done is not None else None

    def delete_repeat(self, instance: Reference) -> bool:
        """Delete an instance; whether it was done. The page is empty then: later instances bear other numbers."""
        self._page.forget()
        return self._do(lambda: self._session.delete_repeat(instance), None) is not None

    def _may_delete_answer(self) -> bool:
        sure = Question(
            _("Delete the answer?"),
            _("There is an answer to this question. The reason for no answer takes its place."),
            agree=_("Delete"),
            decline=_("Keep"),
            danger=True,
        )
        return self._operations.dialogs.confirm(self._page, sure)

    def _do(self, act: Callable[[], Answered], reference: Reference | None) -> Answered | None:
        try:
            done = act()
        except KnownError as error:
            if reference is not None:
                self._ledger.refused(reference)
            self.failed.emit(error)
            return None
        self._ledger.watch(done.saved, reference)
        self._page.refresh(done.changes)
        self.applied.emit(done.changes)
        return done
