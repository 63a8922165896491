"""What one looks at or does beside the conversation about consent: the form, the card, the signed paper, what was
decided, and asking somebody else who is there. Each leads back to where one was.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from interviewtool.consent import Authorisation, ConsentText, Decision, others_said, versions
from interviewtool.errors import KnownError
from interviewtool.gui.attachments import FileWindow
from interviewtool.gui.consent.form_page import FormPage
from interviewtool.gui.consent.history_page import HistoryPage
from interviewtool.gui.consent.other_page import OtherPage
from interviewtool.gui.consent.paper_page import PaperPage
from interviewtool.gui.files import read_chosen
from interviewtool.gui.operations import Operations
from interviewtool.i18n import _
from interviewtool.interview import Beforehand
from interviewtool.model import Attachment, ConsentRecord, ConsentRole, ContentHash, EventKind, InterviewId

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

_PICTURES = "*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.heic"


class Asides(QObject):
    """The pages beside the conversation, added to its stack. left: the page one came from is shown again.

    decided(Authorisation, records): somebody else has decided; so it stands with the guardian, and with all of them.
    """

    left = Signal()
    decided = Signal(object, object)

    def __init__(
        self,
        stack: QStackedWidget,
        workspace: Workspace,
        interview_id: InterviewId,
        operations: Operations,
        beforehand: Beforehand,
    ) -> None:
        super().__init__(stack)
        self._stack = stack
        self._workspace = workspace
        self._interview_id = interview_id
        self._operations = operations
        self._before: list[QWidget] = []
        self._again: Callable[[str], None] = self.show_card
        self.form, self.history, self.paper = FormPage(operations), HistoryPage(), PaperPage()
        self.other = OtherPage(beforehand)
        for each in (self.form, self.history, self.other, self.paper):
            stack.addWidget(each)
            each.back.connect(self._back)
        self.history.form.connect(self.show_form)
        self.paper.view.connect(self._view_paper)
        self.other.decided.connect(self._other_decided)
        self.other.form.connect(self.show_form)
        self.paper.pick.connect(self._attach_paper)

    def show_form(self, text: ConsentText) -> None:
        """The form of a text, to be printed."""
        self.form.show_form(text)
        self._show(self.form)
        self._again = lambda language: self.show_form(self._workspace.consent.in_language(text, language))

    def show_again(self, language: str) -> None:
        """The form or the card, whichever is shown, in another language."""
        self._again(language)

    def show_card(self, language: str) -> None:
        """The withdrawal card of the interview."""
        workspace = self._workspace

        def code() -> tuple[str, str, bool]:
            team, practice = workspace.team.current(), workspace.interviews.get(self._interview_id).practice
            contact = "" if team is None else team.withdrawal_contact
            return workspace.receipts.code(self._interview_id), contact, practice

        def show(found: tuple[str, str, bool]) -> None:
            self.form.show_card(*found[:2], language, practice=found[2])
            self._show(self.form)
            self._again = self.show_card

        self._operations.run(lambda _progress: code(), owner=self._stack, title=_("Making the card"), done=show)

    def show_paper(self) -> None:
        """The paper forms that are kept, and taking in another."""
        owner, consent = self._interview_id, self._workspace.consent
        read = {record.text_hash for record in consent.history(owner)}
        self.paper.show_forms(self._workspace.paper_forms.all(owner), read)
        self._show(self.paper)

    def show_history(self) -> None:
        """Every decision, with the text it was made on."""
        owner, consent, withdrawals = self._interview_id, self._workspace.consent, self._workspace.withdrawals
        chain = self._workspace.vault.run(lambda transaction: versions(transaction, owner))
        events = [
            event
            for event in self._workspace.team.log.all()
            if event.kind == EventKind.AUTHORISATION and event.payload.get("interview") in chain
        ]
        withdrawn = [done for done in withdrawals.done() if owner in done.preview.interviews]
        self.history.show_history(
            consent.history(owner),
            events,
            withdrawals.sent(owner),
            withdrawn,
            self._workspace.paper_forms.all(owner),
            text_of=self._text_of,
        )
        self._show(self.history)
        self.history.leave.setFocus()

    def _text_of(self, text_hash: ContentHash) -> ConsentText | None:
        with suppress(KnownError):  # the new vault that salvage made has what was whole
            return self._workspace.consent.text(text_hash)
        return None

    def ask(self, role: ConsentRole, language: str) -> None:
        """Ask somebody beside the respondent, on the newest text that has words for them."""
        consent = self._workspace.consent

        def show(text: ConsentText) -> None:
            self.other.ask(role, text)
            self._show(self.other)
            self.other.first_focus()

        self._operations.run(
            lambda _progress: consent.text_for(role, language),
            owner=self._stack,
            title=_("Looking for the text"),
            done=show,
        )

    def _other_decided(self, decision: Decision) -> None:
        owner, consent = self._interview_id, self._workspace.consent

        def act() -> tuple[Authorisation, tuple[ConsentRecord, ...]]:
            consent.decide(owner, decision)
            return consent.standing(owner).guardian, others_said(consent.history(owner))

        def done(stands: tuple[Authorisation, tuple[ConsentRecord, ...]]) -> None:
            self._back()
            self.decided.emit(*stands)

        self._operations.run(lambda _progress: act(), owner=self._stack, title=_("Recording the decision"), done=done)

    def _attach_paper(self, typed: str) -> None:
        forms, owner = self._workspace.paper_forms, self._interview_id

        def picked(_text: ContentHash) -> None:
            path = self._operations.dialogs.open_file(self._stack, _("The signed form"), _PICTURES)
            if path is None:
                return
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._operations.run(
                lambda _progress: forms.attach(owner, read_chosen(path), media_type=media_type, typed=typed),
                owner=self._stack,
                title=_("Sealing the form"),
                done=lambda _attachment: self.show_paper(),
            )

        self._operations.run(
            lambda _progress: forms.match(typed), owner=self._stack, title=_("Looking for the text"), done=picked
        )

    def _view_paper(self, form: Attachment) -> None:
        forms, owner, title = self._workspace.paper_forms, self._interview_id, _("The signed form")

        def show(content: bytes) -> None:
            FileWindow(self._stack, title, form.media_type, content, self._operations).open()

        self._operations.run(
            lambda _progress: forms.read(owner, form), owner=self._stack, title=_("Opening the file"), done=show
        )

    def _show(self, widget: QWidget) -> None:
        shown = self._stack.currentWidget()
        if shown is not None and shown is not widget:
            self._before.append(shown)
        self._stack.setCurrentWidget(widget)

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._before.pop())
        self.left.emit()
