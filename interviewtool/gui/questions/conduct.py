"""The frame in which questions are asked: sections on the left, the page, and the bars above and below it.

Preparation and interview are this frame over the same session; they differ in which sections they show and in how they
end. Everything is reached by key: Ctrl+Down and Ctrl+Up walk the sections, F6 changes between sections and page, Ctrl+J
goes to the next open question, Ctrl+M gives the reasons for no answer, Ctrl+1 to Ctrl+3 switch the language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from interviewtool.consent.words import closes
from interviewtool.errors import KnownError
from interviewtool.gui.attachments import SessionFiles
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.keys import sequences
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.answering import Answering
from interviewtool.gui.questions.conduct_frame import lay_out
from interviewtool.gui.questions.instance_names import InstanceNames
from interviewtool.gui.questions.language_switch import LanguageSwitch
from interviewtool.gui.questions.outline_list import OutlineList
from interviewtool.gui.questions.page import QuestionPage
from interviewtool.gui.questions.repeats import Repeats
from interviewtool.gui.questions.saved import SavedIndicator, SaveLedger, SaveState, retry_action
from interviewtool.gui.questions.series_page import SeriesPage
from interviewtool.gui.questions.steps import BACK, Onward, SectionSteps
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner, EmptyState, bar_name, button, caption
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.interview import EntryKind, OutlineEntry, Session
from interviewtool.model import Reference
from interviewtool.xforms import Changes

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


_LEAST_WIDTH, _LEAST_HEIGHT = 900, 560
"""Pixels at 100 % below which the words of the bar below, and the list of keys, give way."""


class ConductScreen(Screen):
    """closed: the person goes back to the list; everything typed is an answer by then."""

    closed = Signal()

    def __init__(self, session: Session, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self.session = session
        self.current = Reference("")
        self.ledger = SaveLedger(operations, self)
        if session.unsaved:  # of a screen before this one, on the same session
            self.ledger.watch(session.saving)
        self._was_failed = False
        self._offered: Reference | None = None
        self.files = SessionFiles(session, workspace, operations, self)
        self.page = QuestionPage(reading=session.read_only, files=self.files, persons=session.persons)
        self.answering = Answering(session, self.page, self.ledger, operations)
        self.series = SeriesPage()
        self.outline = OutlineList()
        self.steps = SectionSteps(self.outline, self.onward)
        self.repeats = Repeats(
            self, session, operations, answering=self.answering, page=self.page, outline=self.outline
        )
        self.saved = SavedIndicator(self.ledger)
        self.banner = Banner(fixed=True)
        self._heading = bar_name("")
        self._progress = caption("")
        languages = workspace.forms.definition(session.interview.form_hash).languages
        self.languages = LanguageSwitch(languages, session.language)
        self.stack = QStackedWidget()
        self._locked = QWidget()
        for widget in (self.page, self.series, self._locked):
            self.stack.addWidget(widget)
        self._lay_out()
        self._connect()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_outline)
        self.refresh()
        if not session.read_only:
            self.files.tidy()  # what a kill may have left

    # -- what subclasses say

    def sections(self) -> tuple[OutlineEntry, ...]:
        """The sections shown; a subclass may leave some out."""
        return self.session.outline()

    def heading_text(self) -> str:
        """What the bar says above the sections."""
        return ""

    def end_buttons(self) -> tuple[QWidget, ...]:
        """Buttons on the right of the bar above, for how the screen ends."""
        return ()

    def acts(self) -> tuple[QWidget, ...]:
        """Buttons on the right of the bar below, for what is done meanwhile."""
        return ()

    def consent_act(self) -> tuple[str, Callable[[], None]] | None:
        """What a section that waits for consent offers."""
        return None

    def onward(self) -> Onward | None:
        """Where the last section leads: what the button for the next one says there, and does."""
        return None

    # -- what the window asks

    def flush(self) -> None:
        self.answering.keep_drafts()

    def refresh(self) -> None:
        self._refresh_outline()
        if self._entry(self.current) is None:
            self.go(self.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Large print on a small screen: the questions get the room, and what is said elsewhere, too, gives way.
        super().resizeEvent(event)
        self._keys.setVisible(self.height() >= scaled(_LEAST_HEIGHT) and not self.session.read_only)
        self._fit_bar()
        self.steps.shorten(self.width() < scaled(_LEAST_WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_bar()  # only now do all parts of the bar know their room

    def _fit_bar(self) -> None:
        """Where the bar above would become two lines, the names of the languages give way."""
        bar = self.languages.parentWidget() or self
        self.languages.shorten(bar.sizeHint().width() + self.languages.left_out() > self.width())

    def first_focus(self) -> None:
        if self.stack.currentWidget() is self.page:
            self.page.focus_question(self.session.first_open(None))
        elif self.outline.isVisible():
            self.outline.setFocus()
        else:
            (self.stack.currentWidget() or self.stack).setFocus()

    # -- going about

    def start(self) -> Reference:
        """Where the person begins: the first section with something open, or the first of all."""
        pages = [entry for entry in self.outline.entries() if entry.kind is EntryKind.PAGE and not entry.locked]
        found = next((entry for entry in pages if not entry.complete), pages[0] if pages else None)
        return found.reference if found is not None else Reference("")

    def go(self, reference: Reference, question: Reference | None = None) -> None:
        """Show a section. question: gets the focus; without it the first that can be answered."""
        entry = self._entry(reference)
        if entry is None:
            return
        self.sides.show_beside(False)
        self.page.commit()
        self.current = reference
        if entry.locked:
            self._show_locked()
        elif entry.kind is EntryKind.REPEAT:
            self._refresh_outline()  # counts the answer that was just taken
            self._show_series(entry)
            self.stack.setCurrentWidget(self.series)
            self.series.focus_add()
        else:
            self.page.show_page(self.session, reference, foot=self.repeats.foot(entry))
            self.page.show_path(self.repeats.path(reference))
            self.stack.setCurrentWidget(self.page)
            self.page.focus_question(question)
        self.outline.show_current(reference)
        self.steps.show_current(reference)

    def show_beyond(self, shown: QWidget) -> None:
        """Show a page that is no section: neither the list nor the steps say that one stands in one."""
        self.current = Reference("")
        self.outline.show_current(self.current)
        self.steps.show_current(self.current)
        self.stack.setCurrentWidget(shown)

    def go_to_question(self, question: Reference) -> None:
        """Show the page of a question and put the focus on it."""
        self.sides.show_beside(False)
        page = Reference(question.rsplit("/", 1)[0])
        if page == self.current and self.stack.currentWidget() is self.page:
            self.page.focus_question(question)
        else:
            self.go(page, question)

    def next_open(self) -> None:
        """The next question without answer and without reason.

        One that has the focus and is open itself is not skipped: it is offered first, and the next press goes on.
        """
        self.page.commit()
        card = self.page.current_card() if self.stack.currentWidget() is self.page else None
        here = card.reference if card is not None else None
        if here is not None and here == self._offered:
            found = self.session.first_open(here)
        else:
            found = self.session.first_open(at=here or self._first_of_page())
        self._offered = found
        if found is None:
            self.banner.show_text(Role.SUCCESS, _("Every question has an answer, or a reason for having none."))
        else:
            self.banner.clear()
            self.go_to_question(found)

    def switch_language(self, code: str) -> None:
        """Ask on in another language; place, focus and half-typed text stay."""
        changes = self.session.set_language(code)
        self.ledger.watch(self.session.saving)
        self.languages.show_language(code)
        self.page.refresh_all()
        self._applied(changes)
        self._refresh_outline()
        entry = self._entry(self.current)
        if entry is not None and entry.kind is EntryKind.REPEAT:
            self._show_series(entry)

    def leave(self) -> None:
        """Back to the list; whoever closes the session asks when something could not be saved."""
        self.page.commit()
        self.closed.emit()

    # -- how

    def _show_series(self, series: OutlineEntry) -> None:
        self.series.show_series(series, self.repeats.instances(series), editable=not self.session.read_only)

    def _leave_deleted(self, series: str) -> None:
        # Later instances bear other numbers now: no card may stay bound to an old one.
        left = Reference(series)
        self.go(left if self._entry(left) is not None else self.start())

    def _entry(self, reference: Reference) -> OutlineEntry | None:
        return next((entry for entry in self.outline.entries() if entry.reference == reference), None)

    def _first_of_page(self) -> Reference | None:
        cards = self.page.cards() if self.stack.currentWidget() is self.page else ()
        return cards[0].reference if cards else None

    def _refresh_outline(self) -> None:
        entries = self.sections()
        self.outline.show_entries(entries, self.current, InstanceNames(self.session, entries).of_headings())
        self._heading.setText(self.heading_text())
        self._fit_bar()
        pages = [entry for entry in entries if entry.kind is EntryKind.PAGE and not entry.locked]
        done = sum(entry.answered + entry.missing for entry in pages)
        asked = sum(entry.asked for entry in pages)
        self._progress.setText(_("{done} of {asked} questions answered").format(done=done, asked=asked))
        self.steps.show_current(self.current)
        self.page.show_path(self.repeats.path(self.current))

    def _applied(self, changes: Changes) -> None:
        if changes.removed or self.page.holds_file(changes.values):
            self.files.tidy()
        # A page that is not relevant any more is left; otherwise the outline follows when the act is over.
        self._later.start()
        if self.current in changes.relevance:
            self._refresh_outline()
            if self._entry(self.current) is None:
                self.go(self.start())

    def _failed(self, error: KnownError) -> None:
        actions = [retry_action(self.session.retry, self.ledger)] if self.session.unsaved else []
        self.banner.show_text(Role.ERROR, str(explain(error)), *actions)

    def _saved_again(self) -> None:
        if self.ledger.state() is SaveState.SAVED and self._was_failed:
            self.banner.clear()
        self._was_failed = self.ledger.state() is SaveState.FAILED

    def _change_side(self) -> None:
        to_sections = not self.outline.hasFocus()
        self.sides.show_beside(to_sections)
        if not to_sections:
            self.page.focus_question() if self.stack.currentWidget() is self.page else self.series.focus_add()
        else:
            self.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        self.steps.chosen.connect(lambda reference: self.go(Reference(reference)))
        self.outline.chosen.connect(lambda reference: self.go(Reference(reference)))
        self.languages.chosen.connect(self.switch_language)
        self.answering.applied.connect(self._applied)
        self.answering.failed.connect(self._failed)
        self.ledger.changed.connect(self._saved_again)
        self.page.past_end.connect(self.steps.next.setFocus)
        self.page.offer_taken.connect(lambda note, repeat: self.repeats.take_offer(Reference(note), repeat))
        self.series.add.connect(lambda series: self.repeats.add(Reference(series)))
        self.series.opened.connect(lambda instance: self.repeats.open(Reference(instance)))
        self.series.deleted.connect(lambda instance: self.repeats.delete(Reference(instance)))
        self.repeats.opened.connect(lambda page: self.go(Reference(page)))
        self.repeats.changed.connect(self._refresh_outline)
        self.repeats.deleted.connect(self._leave_deleted)
        for keys, act in (
            ("Ctrl+Down", self.steps.go_on),
            ("Ctrl+PgDown", self.steps.go_on),
            (BACK, self.steps.go_back),
            ("Ctrl+PgUp", self.steps.go_back),
            ("Ctrl+J", self.next_open),
            ("F6", self._change_side),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys(sequences(keys))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_locked(self) -> None:
        self.stack.removeWidget(self._locked)
        self._locked.deleteLater()
        act = self.consent_act()
        needed = _(
            "No answer is kept before the person has agreed to be interviewed (C1) and to storing the answers (C9)."
        )
        decided_elsewhere = self.session.standing.authorisation.forbids
        self._locked = EmptyState(
            _("This section is closed") if decided_elsewhere else _("This section waits for consent"),
            closes(self.session.standing) or needed,
            button(act[0], act[1], Role.PRIMARY) if act is not None else None,
        )
        self.stack.addWidget(self._locked)
        self.stack.setCurrentWidget(self._locked)

    def _lay_out(self) -> None:
        self._keys = caption(_("Ctrl+↓ next section · Ctrl+J next open question · Ctrl+M no answer · F6 sections"))
        self.open_next = button(_("Next open question"), self.next_open, Role.QUIET)
        if self.session.read_only:
            self.open_next.hide()
        self.sides = lay_out(
            self,
            above=(button(_("← Interviews"), self.leave, Role.QUIET), self._heading),
            above_at_end=(self.saved, self.languages, *self.end_buttons()),
            beside=(self._progress, self.outline, self.open_next, self._keys),
            page=(self.banner, self.stack),
            below=(self.steps.next, self.steps.previous),
            below_at_end=self.acts(),
        )
