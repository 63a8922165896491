"""The page of a new interview, and what is shown over it: the questionnaire to print, taking in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from interviewtool.gui.interview_list.blank_page import BlankPage
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.interview_list.take_in_page import TakeInPage, TakenIn
from interviewtool.gui.operations import Operations
from interviewtool.interview import FormSummary
from interviewtool.model import ContentHash

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class NewInterviewPages(QStackedWidget):
    """begun(form hash, language, practice). back: turned away. forms, with_person, language: as of `NewInterview`."""

    begun = Signal(str, str, bool)
    back = Signal()

    def __init__(
        self,
        workspace: Workspace,
        operations: Operations,
        forms: tuple[FormSummary, ...],
        *,
        with_person: str = "",
        language: str = "",
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._operations = operations
        self._new = NewInterview(forms, with_person=with_person, language=language)
        self._new.begun.connect(self.begun)
        self._new.back.connect(self.back)
        self._new.blank_wanted.connect(lambda form_hash, language: self._show_blank(ContentHash(form_hash), language))
        self._new.own_wanted.connect(self._show_own)
        self.addWidget(self._new)

    def first_focus(self) -> None:
        """Put the focus where the person begins."""
        self._new.first_focus()

    def _show_blank(self, form_hash: ContentHash, language: str) -> None:
        blank = BlankPage(self._workspace, self._operations)
        blank.back.connect(lambda: self._uncover(blank, self._new.on_paper))
        self._cover(blank)
        blank.show_blank(form_hash, language)

    def _show_own(self) -> None:
        """A questionnaire that is taken in is the one the new interview is to have."""
        own = TakeInPage(self._workspace, self._operations)

        def taken(now: TakenIn) -> None:
            self._uncover(own, self._new.own)
            self._new.show_taken(now)

        own.taken.connect(taken)
        own.back.connect(lambda: self._uncover(own, self._new.own))
        self._cover(own)
        own.setFocus()

    def _cover(self, over: QWidget) -> None:
        self.addWidget(over)
        self.setCurrentWidget(over)

    def _uncover(self, over: QWidget, focus: QWidget) -> None:
        self.setCurrentWidget(self._new)
        self.removeWidget(over)
        over.deleteLater()
        focus.setFocus()
