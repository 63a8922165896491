"""A received interview, read in the same views as the interviewer had, with nothing that could change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from interviewtool.gui.attachments import ReceivedFiles
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_preview import PdfPreview
from interviewtool.gui.printing import print_pdf
from interviewtool.gui.questions import QuestionPage
from interviewtool.gui.questions.instance_names import InstanceNames
from interviewtool.gui.questions.outline_list import OutlineList
from interviewtool.gui.questions.sides import Sides
from interviewtool.gui.review.cu_card import CuCard
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import LanguageChoice, ScreenBar, button, column_of
from interviewtool.i18n import _
from interviewtool.interview import EntryKind, Pages
from interviewtool.model import Reference
from interviewtool.review import ReceivedInterview
from interviewtool.team.decisions import Decisions


class Reader(Screen):
    """closed: back to the desk."""

    closed = Signal()

    @dataclass(frozen=True, slots=True)
    class Content:
        """An interview with its pages already built, which takes longer than the window may wait."""

        received: ReceivedInterview
        pages: Pages

        @classmethod
        def of(cls, received: ReceivedInterview, language: str = "") -> Reader.Content:
            """Build the pages in a language; the interview's own where it is empty."""
            return cls(received, received.pages(language or received.interview.language))

    def __init__(self, content: Reader.Content, operations: Operations, decisions: Decisions) -> None:
        super().__init__(operations)
        self._decisions = decisions
        self._content = content
        self._current = Reference("")
        interview = content.received.interview
        whole = column_of(self, margin=0, spacing=0)
        self.language = LanguageChoice(interview.language, name=_("Language of the questionnaire"))
        self.language.chosen.connect(self._switch)
        self.summary_button = button(_("&Summary (PDF)"), self._toggle_summary)
        self.print_button = button(_("&Print…"), self._print)
        name = _("{code}, read only").format(code=interview.interview_id)
        self._sides = self._make_pages()
        ways = (self._sides.toggle, self.language, self.summary_button, self.print_button)
        whole.addWidget(ScreenBar(name, _("← Supervisor’s desk"), self.closed.emit, ways))
        self.print_button.hide()
        self.cu = CuCard(content.pages.proposed_cu())
        self.cu.decided.connect(self._decide_cu)
        self.cu.show_decided(decisions.cu(*content.received.meant_by))
        whole.addWidget(self.cu)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)
        self._stack.addWidget(self._sides)
        self.preview = PdfPreview(operations)
        self._stack.addWidget(self.preview)
        self._show_outline()

    def first_focus(self) -> None:
        self.outline.setFocus()

    def _make_pages(self) -> Sides:
        self.outline = OutlineList()
        self.outline.chosen.connect(lambda reference: self._open(Reference(reference)))
        files = ReceivedFiles(self._content.received, self.operations)
        self.page = QuestionPage(reading=True, files=files)
        return Sides(self.outline, self.page)

    def _show_outline(self) -> None:
        entries = tuple(entry for entry in self._content.pages.outline() if entry.kind is not EntryKind.REPEAT)
        pages = [entry.reference for entry in entries if entry.kind is EntryKind.PAGE]
        if self._current not in pages:
            self._current = pages[0] if pages else Reference("")
        self.outline.show_entries(entries, self._current, InstanceNames(self._content.pages, entries).of_headings())
        if pages:
            self._open(self._current)

    def _open(self, reference: Reference) -> None:
        self._sides.show_beside(False)
        self._current = reference
        self.page.show_page(self._content.pages, reference)

    def _switch(self, language: str) -> None:
        received = self._content.received
        self.operations.run(
            lambda _progress: Reader.Content.of(received, language),
            owner=self,
            title=_("Switching the language"),
            done=self._switched,
        )

    def _switched(self, content: Reader.Content) -> None:
        self._content = content
        self._show_outline()

    def _decide_cu(self, case: int, confirmed: bool) -> None:
        decisions, received = self._decisions, self._content.received
        owner = received.interview.interview_id

        def act() -> Mapping[int, bool]:
            decisions.confirm_cu(owner, case, confirmed=confirmed)
            return decisions.cu(*received.meant_by)

        self.operations.run(
            lambda _progress: act(), owner=self, title=_("Recording the decision"), done=self.cu.show_decided
        )

    def _toggle_summary(self) -> None:
        reading = self._stack.currentIndex() == 0
        if reading:
            self.preview.show_pdf(self._content.received.summary)
        self._stack.setCurrentIndex(1 if reading else 0)
        self.print_button.setVisible(reading)
        self._sides.toggle.setVisible(self._sides.folded and not reading)
        self.summary_button.setText(_("&Interview") if reading else _("&Summary (PDF)"))

    def _print(self) -> None:
        print_pdf(self, self.operations, self._content.received.summary, holds_testimony=True)
