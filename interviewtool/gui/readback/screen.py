"""The account read back: section by section, in the respondent's language, in large print, with the keyboard alone.

Arrow keys and Page Up or Down walk it, Return corrects what has the focus, Escape goes back to where the interview
stood. The interviewer's own assessment, the preparation and what consent says are no part of it (`interview.account`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from interviewtool.gui.attachments import SessionFiles
from interviewtool.gui.design import Role
from interviewtool.gui.labels import marked
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.instance_names import InstanceNames
from interviewtool.gui.questions.language_switch import LanguageSwitch
from interviewtool.gui.readback.correction import Correction
from interviewtool.gui.readback.statements import Statements
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Bar, EmptyState, ScreenBar, button, caption, column_of
from interviewtool.i18n import _
from interviewtool.interview import PageView, Session, account
from interviewtool.model import Reference

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class ReadBackScreen(Screen):
    """closed: back to the interview, at the same place."""

    closed = Signal()

    def __init__(self, session: Session, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self.setAccessibleName(_("Read back"))
        self._session = session
        self._pages: tuple[PageView, ...] = ()
        self._number = 0
        self._corrected_at: Reference | None = None
        self.statements = Statements()
        self.correction = Correction(session, SessionFiles(session, workspace, operations, self), operations)
        self._nothing = EmptyState(_("Nothing to read back yet"), _("No question of the account is answered."))
        self.stack = QStackedWidget()
        for each in (self.statements, self.correction, self._nothing):
            self.stack.addWidget(each)
        languages = workspace.forms.definition(session.interview.form_hash).languages
        self.languages = LanguageSwitch(languages, session.language)
        self.languages.chosen.connect(self.switch_language)
        self._place = caption("")
        self.previous = button(_("← Previous page"), lambda: self._turn(-1))
        self.next = button(_("Next page →"), self._read_on, Role.PRIMARY)
        self.correct = button(_("&Correct…"), self._correct_current)
        self._lay_out()
        self.statements.chosen.connect(lambda reference: self._correct(Reference(reference)))
        self.correction.done.connect(self._corrected)
        self.refresh()

    def refresh(self) -> None:
        self._pages = account(self._session)
        self._show()

    def first_focus(self) -> None:
        if self._pages:
            self.statements.statements[0].setFocus()

    def flush(self) -> None:
        self.correction.answering.keep_drafts()
        self._session.correcting = False

    def switch_language(self, code: str) -> None:
        """Read on in another language."""
        at = self.statements.current()
        self._session.set_language(code)
        self.languages.show_language(code)
        self._pages = account(self._session)
        self._show(at=at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reading = self.stack.currentWidget() is self.statements
        correcting = self.stack.currentWidget() is self.correction
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.correction.finish if correcting else self.closed.emit,
        }
        if reading:
            acts |= {
                Qt.Key.Key_Right: lambda: self._turn(1),
                Qt.Key.Key_PageDown: lambda: self._turn(1),
                Qt.Key.Key_Left: lambda: self._turn(-1),
                Qt.Key.Key_PageUp: lambda: self._turn(-1),
                Qt.Key.Key_Down: self._down,
                Qt.Key.Key_Up: lambda: self.statements.step(-1),
            }
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _down(self) -> None:
        if not self.statements.step(1):
            self._turn(1)

    @property
    def _at_end(self) -> bool:
        return self._number == len(self._pages) - 1

    def _read_on(self) -> None:
        if self._at_end:
            self.closed.emit()
        else:
            self._turn(1)

    def _turn(self, by: int) -> None:
        if 0 <= self._number + by < len(self._pages):
            self._number += by
            self._show()

    def _show(self, *, at: Reference | None = None) -> None:
        if not self._pages:
            self.stack.setCurrentWidget(self._nothing)
        else:
            self._number = min(self._number, len(self._pages) - 1)
            self.stack.setCurrentWidget(self.statements)
            page = self._pages[self._number]
            path = InstanceNames(self._session, self._session.outline()).path(page.reference)
            self.statements.show_page(page, self._session.language, path=path, at=at)
        place = _("Page {number} of {count}").format(number=self._number + 1, count=len(self._pages))
        self._place.setText(place if self._pages else "")
        self._foot.show()
        reading = self.stack.currentWidget() is self.statements
        self.previous.setEnabled(reading and self._number > 0)
        self.next.setText(_("Read to the end: go on") if self._at_end else _("Next page →"))
        self.next.setAccessibleName(self.next.text())
        self.next.setEnabled(reading)
        self.correct.setEnabled(reading and not self._session.read_only)

    def _correct_current(self) -> None:
        here = self.statements.current()
        if here is not None:
            self._correct(here)

    def _correct(self, reference: Reference) -> None:
        if self._session.read_only:
            return
        self._corrected_at = reference
        self.stack.setCurrentWidget(self.correction)
        self._foot.hide()  # there is one way on, and it stands under the question
        self.correction.correct(reference)

    def _corrected(self) -> None:
        page = self._pages[self._number].reference
        self._pages = account(self._session)
        # A correction may take a page away or bring one before this one.
        self._number = next((n for n, each in enumerate(self._pages) if each.reference == page), self._number)
        self._show(at=self._corrected_at)

    def _lay_out(self) -> None:
        column = column_of(self, margin=0, spacing=0)
        name = marked(_("Read back"), self._session.interview)
        column.addWidget(ScreenBar(name, _("← Back to the interview"), self.closed.emit, (self.languages,)))
        column.addWidget(self.stack, 1)
        self._foot = Bar(Role.FOOT, (self.next, self.previous, self.correct), (self._place,))
        column.addWidget(self._foot)
