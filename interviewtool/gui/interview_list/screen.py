"""The first screen of an unlocked vault: every interview, newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled
from interviewtool.gui.dialogs import Question
from interviewtool.gui.interview_list.found_list import FoundView
from interviewtool.gui.interview_list.interview_table import InterviewFilter, InterviewTable
from interviewtool.gui.interview_list.interview_view import InterviewView
from interviewtool.gui.interview_list.new_interview_pages import NewInterviewPages
from interviewtool.gui.interview_list.search_field import SearchField
from interviewtool.gui.keys import shortcut
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import EmptyState, WrappingRow, button, caption, column_of, scroll, title
from interviewtool.i18n import _, ngettext
from interviewtool.interview import FormSummary, FoundAnswers, InterviewSummary
from interviewtool.model import Interview, InterviewId, InterviewState

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


_LEAST_HEIGHT = 150
"""Of the list, in pixels at 100 %; in a window that is lower the screen scrolls."""
_SPOKEN = (InterviewState.IN_PROGRESS, InterviewState.FINALIZED)


class InterviewListScreen(Screen):
    """prepare_chosen(form hash, language, practice); another_chosen(id, form hash, language): with the same person.

    interview_chosen(id); answer_chosen(id, reference): an answer that was found; add_chosen(id): something to add to a
    finalized one; export_chosen(list of ids).
    referrals_chosen: needs over all interviews.
    """

    prepare_chosen = Signal(str, str, bool)
    another_chosen = Signal(str, str, str)
    add_chosen = Signal(str)
    referrals_chosen = Signal()
    interview_chosen = Signal(str)
    answer_chosen = Signal(str, str)
    export_chosen = Signal(object)

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self._workspace = workspace
        self._table = InterviewTable()
        self._rows = InterviewFilter(self._table)
        self._answers = FoundAnswers()
        self._reading_found = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack)
        self._empty = EmptyState(
            _("No interviews yet"),
            _("Begin with the preparation of the first one. Everything is saved as you type."),
            button(_("&New interview"), self.begin_new, Role.PRIMARY),
        )
        self._list = self._make_list()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        shortcut("Ctrl+N", self, self.begin_new)
        shortcut("Ctrl+F", self, self.search.begin)

    def _make_list(self) -> QWidget:
        page = QWidget()
        column = column_of(page)
        head = WrappingRow()
        name = title(_("Interviews"))
        name.setWordWrap(False)  # it stands in a row
        head.add(name)
        self.new_button = button(_("&New interview"), self.begin_new, Role.PRIMARY)
        self.open_button = button(_("&Open"), self._open_current)
        self.export_button = button(_("&Export…"), self._export)
        self.more_button = self._make_more()
        for each in (self.open_button, self.export_button, self.more_button, self.new_button):
            head.add(each, at_end=True)
        column.addLayout(head)
        column.addLayout(self._make_search())
        self.view = self._make_view()
        self.found = FoundView()
        self.found.chosen.connect(self._open_found)
        self._lists = QStackedWidget()
        self._lists.setMinimumHeight(scaled(_LEAST_HEIGHT))
        self._lists.addWidget(self.view)
        self._lists.addWidget(self.found)
        column.addWidget(self._lists, 1)
        self._counted = caption("")
        column.addWidget(self._counted)
        return scroll(page)

    def _make_search(self) -> QHBoxLayout:
        self.search = SearchField()
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.find_answers)
        self.find_button = button(_("&Find in answers"), self.find_answers)
        self.find_button.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self.search, 1)
        row.addWidget(self.find_button)
        return row

    def _make_view(self) -> InterviewView:
        view = InterviewView(self._rows)
        view.activated.connect(self._open_index)  # Return, or a double click
        view.selectionModel().selectionChanged.connect(lambda *_ignored: self._allow())
        return view

    def _make_more(self) -> QPushButton:
        more = button(_("&More"), lambda: None)
        menu = QMenu(more)
        self.another = menu.addAction(_("&Another interview with this person…"), self._begin_another)
        self.add = menu.addAction(_("A&dd something to it…"), self._add)
        self.drop = menu.addAction(_("D&rop the version begun by mistake…"), self._drop)
        menu.addSeparator()
        menu.addAction(_("&Needs and referrals…"), self.referrals_chosen.emit)
        more.setMenu(menu)
        return more

    def refresh(self) -> None:
        """Read the list again; and what was found, when one comes back from reading a place of it."""
        self.operations.quietly(self._workspace.interviews.list, owner=self, done=self._show)
        if self._reading_found:
            self.find_answers()
        else:
            self._show_found(FoundAnswers())
        self._reading_found = False

    def first_focus(self) -> None:
        (self.found if self._shows_found else self.view).setFocus()

    def forget(self) -> None:
        self.search.forget()

    def _show(self, rows: tuple[InterviewSummary, ...]) -> None:
        self._table.fill(rows)
        self.view.fit()
        self._show_page(self._list if rows else self._empty)
        self._count()
        if rows:
            self.view.selectRow(0)
            if not self.search.hasFocus():
                self.first_focus()
        else:
            self._empty.setFocus()
        self._allow()

    def _count(self) -> None:
        number = len(self._answers.places) or self._rows.rowCount()
        if self._answers.more:
            text = _("The first {number} places; another word makes them fewer")
        elif self._shows_found:
            text = ngettext("{number} place in the answers", "{number} places in the answers", number)
        else:
            text = ngettext("{number} interview", "{number} interviews", number)
        self._counted.setText(text.format(number=number))

    def _narrow(self, text: str) -> None:
        """At once: the interviews that have this in their row. What was found for other words goes."""
        self._rows.setFilterFixedString(text)
        self.find_button.setEnabled(bool(text.strip()))
        self._show_found(FoundAnswers())

    def find_answers(self) -> None:
        """Look for the words in all answers."""
        words = self.search.text()
        if words.strip():
            self.operations.run(
                lambda progress: self._workspace.interviews.find(words, progress),
                owner=self,
                title=_("Looking through the answers"),
                done=self._take_found,
            )

    def _take_found(self, answers: FoundAnswers) -> None:
        self._show_found(answers)
        if self._shows_found:
            self.found.setFocus()
        else:
            self._counted.setText(_("No answer holds these words."))

    def _show_found(self, answers: FoundAnswers) -> None:
        self._answers = answers
        self.found.show_places(answers.places)
        self._lists.setCurrentWidget(self.found if self._shows_found else self.view)
        self._allow()
        self._count()

    @property
    def _shows_found(self) -> bool:
        return bool(self._answers.places)

    def selected(self) -> tuple[InterviewSummary, ...]:
        """The interviews that are marked, in the order of the list; none while places in answers are shown."""
        if self._shows_found:
            return ()
        marked = sorted(self.view.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(self._table.summary(self._rows.mapToSource(index).row()) for index in marked)

    def _allow(self) -> None:
        chosen = self.selected()
        states = [summary.interview.state for summary in chosen]
        opens = len(states) == 1 and states[0] is not InterviewState.REFUSED
        self.open_button.setEnabled(opens or self._shows_found)
        leaves = (each.interview.state is InterviewState.FINALIZED and not each.interview.practice for each in chosen)
        self.export_button.setEnabled(bool(chosen) and all(leaves))
        self.another.setEnabled(len(states) == 1 and states[0] in _SPOKEN)
        self.add.setEnabled(len(states) == 1 and states[0] is InterviewState.FINALIZED)
        later = len(chosen) == 1 and chosen[0].interview.follows is not None
        self.drop.setEnabled(later and states[0] is InterviewState.IN_PROGRESS)

    def _open_index(self, index: QModelIndex) -> None:
        interview = self._table.summary(self._rows.mapToSource(index).row()).interview
        if interview.state is not InterviewState.REFUSED:
            self.interview_chosen.emit(interview.interview_id)

    def _open_found(self, interview_id: str, reference: str) -> None:
        self._reading_found = True
        self.answer_chosen.emit(interview_id, reference)

    def _open_current(self) -> None:
        if self._shows_found:
            self.found.choose_current()
        for summary in self.selected():
            self.interview_chosen.emit(summary.interview.interview_id)

    def _export(self) -> None:
        chosen: list[InterviewId] = [summary.interview.interview_id for summary in self.selected()]
        self.export_chosen.emit(chosen)

    def begin_new(self) -> None:
        """Ask for questionnaire and language of a new interview."""
        self.operations.quietly(self._workspace.forms.list, owner=self, done=self._ask)

    def _ask(self, forms: tuple[FormSummary, ...]) -> None:
        new = NewInterviewPages(self._workspace, self.operations, forms)
        new.begun.connect(self.prepare_chosen)
        self._show_new(new)

    def _begin_another(self) -> None:
        for summary in self.selected():
            ask = partial(self._ask_another, summary)
            self.operations.quietly(self._workspace.forms.list, owner=self, done=ask)

    def _ask_another(self, summary: InterviewSummary, forms: tuple[FormSummary, ...]) -> None:
        interview = summary.interview
        who = str(summary.shown or interview.interview_id)
        new = NewInterviewPages(self._workspace, self.operations, forms, with_person=who, language=interview.language)
        new.begun.connect(
            lambda form_hash, language, _practice: self.another_chosen.emit(interview.interview_id, form_hash, language)
        )
        self._show_new(new)

    def _add(self) -> None:
        for summary in self.selected():
            self.add_chosen.emit(summary.interview.interview_id)

    def _drop(self) -> None:
        for summary in self.selected():
            self._drop_version(summary.interview)

    def _drop_version(self, interview: Interview) -> None:
        """Only one in which nothing was changed; the service looks."""
        interviews = self._workspace.interviews
        question = Question(
            title=_("Drop version {number}?").format(number=interview.version),
            text=_("Nothing was changed in it. The version before stays as it is, and its log notes this."),
            agree=_("&Drop it"),
            decline=_("&Keep it"),
            danger=True,
        )
        if self.operations.dialogs.confirm(self, question):
            self.operations.run(
                lambda _progress: interviews.drop_version(interview.interview_id),
                owner=self,
                title=_("Dropping the version"),
                done=lambda _before: self.refresh(),
            )

    def _show_new(self, new: NewInterviewPages) -> None:
        new.back.connect(self.refresh)
        self._show_page(new)
        new.first_focus()

    def _show_page(self, shown: QWidget) -> None:
        before = self._stack.currentWidget()
        if self._stack.indexOf(shown) < 0:
            self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        if isinstance(before, NewInterviewPages):
            self._stack.removeWidget(before)
            before.deleteLater()
