"""The interview: the sections of the questionnaire, then finishing it.

Sensitive modules are reached through a page of their own, where consent is asked again; F8 leaves such a module and F9
begins a break, from anywhere. Ctrl+Return goes to the last page.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import ConsentText, Decision
from interviewtool.consent.words import closes
from interviewtool.gui.decision_file import take_decision
from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.interview.finish_page import FinishPage
from interviewtool.gui.interview.sensitive_page import LEAVE_KEY, PAUSE_KEY, SensitivePage
from interviewtool.gui.keys import shortcut
from interviewtool.gui.labels import cu_text, marked, numbered
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.questions.finish_key import on_finish_key
from interviewtool.gui.questions.outline_list import entry_title
from interviewtool.gui.questions.remembered_place import RememberedPlace
from interviewtool.gui.questions.steps import Onward
from interviewtool.gui.widgets import button
from interviewtool.i18n import N_, _
from interviewtool.interview import EntryKind, OutlineEntry, Session, beforehand
from interviewtool.model import ConsentItem, ConsentMethod, Disposition, Reference
from interviewtool.xforms import Changes

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

_LEFT = N_("What was left open there is noted as “not asked”. The list of sections leads back to it.")


class InterviewScreen(ConductScreen):
    """finalized: it was closed for good. consent_wanted: decide on consent again. closed: back to the list.

    pause_wanted: a break. read_back_wanted: the account is read to the respondent. card_wanted: the withdrawal card.
    """

    finalized = Signal()
    consent_wanted = Signal()
    pause_wanted = Signal()
    read_back_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, session: Session, workspace: Workspace, operations: Operations) -> None:
        self._place = RememberedPlace(session)
        self._read_as: ConsentText | None = None
        self._ready = False
        self._guardian = session.standing.guardian
        super().__init__(session, workspace, operations)
        self._workspace = workspace
        self.finish = FinishPage(session, self._section)
        self.finish.jump.connect(lambda reference: self.go_to_question(Reference(reference)))
        self.finish.finalize.connect(self.finalize)
        self.finish.read_back.connect(self.read_back)
        self.finish.card.connect(self.card_wanted)
        self.sensitive = SensitivePage()
        self.sensitive.decided.connect(self._decide)
        self.sensitive.left.connect(self.leave_sensitive)
        self.sensitive.pause.connect(self.pause)
        for each in (self.finish, self.sensitive):
            self.stack.addWidget(each)
        self._place.follow(self.page)
        if not session.read_only:
            shortcut(LEAVE_KEY, self, self.leave_sensitive)
            shortcut(PAUSE_KEY, self, self.pause)
            on_finish_key(self, self.show_finish)
        self._ready = True
        self._show_sensitive_entry(self._entry(self.current))
        self._show_gate()

    def sections(self) -> tuple[OutlineEntry, ...]:
        entries = super().sections()
        if self.session.read_only:  # nothing is added any more
            entries = tuple(entry for entry in entries if entry.kind is not EntryKind.REPEAT)
        return entries

    def heading_text(self) -> str:
        interview = self.session.interview
        text = _("Interview {code}").format(code=interview.interview_id)
        if interview.version > 1:
            text = _("{interview}, version {number}").format(interview=text, number=interview.version)
        text = marked(text, interview)
        if self.session.read_only:
            text = _("{interview}, finalized").format(interview=text)
        return " · ".join(filter(None, (text, cu_text(self.session.cu))))

    def end_buttons(self) -> tuple[QWidget, ...]:
        if self.session.read_only:
            return (button(_("Consent…"), self.ask_consent),)
        return (button(_("Consent…"), self.ask_consent), button(_("Finish…"), self.show_finish))

    def acts(self) -> tuple[QWidget, ...]:
        read_back = button(_("Read back…"), self.read_back, Role.QUIET)
        self._leave = button(_("Leave this part"), self.leave_sensitive)
        self._leave.setToolTip(LEAVE_KEY)
        self._leave.hide()
        if self.session.read_only:
            return (read_back,)
        rest = button(_("Break"), self.pause, Role.QUIET)
        rest.setToolTip(PAUSE_KEY)
        return (self._leave, rest, read_back)

    def consent_act(self) -> tuple[str, Callable[[], None]] | None:
        if self.session.standing.authorisation.forbids:  # the respondent's own word cannot change that
            return (_("&Take in another decision…"), self._take_decision)
        return (_("Decide on consent"), self.ask_consent)

    def onward(self) -> Onward | None:
        return None if self.session.read_only else (_("Finish…"), self.show_finish)

    def start(self) -> Reference:
        # Where the person stood before a lock; else, after consent one goes on with the answers, even if something of
        # the preparation is still open.
        stood = self._place.section(self.outline.entries())
        if stood is not None:
            return stood
        rest = [entry for entry in self.outline.entries() if not entry.preparation and not entry.locked]
        found = next((entry for entry in rest if entry.kind is EntryKind.PAGE and not entry.complete), None)
        return found.reference if found is not None else super().start()

    def first_focus(self) -> None:
        if self.stack.currentWidget() is self.sensitive:
            self.sensitive.first_focus()
        elif self.stack.currentWidget() is not self.page or not self._place.focus(self.page):
            super().first_focus()

    @property
    def at_end(self) -> bool:
        """Whether the last page is shown."""
        return self.stack.currentWidget() is self.finish

    # -- sensitive modules, breaks, reading back

    def go(self, reference: Reference, question: Reference | None = None) -> None:
        if self.banner.text == _(_LEFT):
            self.banner.clear()
        super().go(reference, question)
        if self._ready and self.current == reference:
            self._place.stand_at(question or reference)
            self._show_sensitive_entry(self._entry(reference))

    def ask_again(self) -> None:
        """Show the page on which consent to the sensitive modules is asked again."""
        entry = self._entry(self.current)
        self._read_as = self._workspace.consent.current(self.session.language)
        title = numbered(entry.title, entry.reference) if entry else ""
        self.sensitive.show_module(title, self._read_as, beforehand(self.session).told)
        self.stack.setCurrentWidget(self.sensitive)
        self.sensitive.first_focus()

    def leave_sensitive(self) -> None:
        """Leave the sensitive module one is in; what was not answered in it is noted as not asked."""
        entry = self._entry(self.current)
        if entry is None or not self._holds_sensitive(entry):
            return
        self.page.commit()
        after = self._after(entry)
        for reference in self._left_with(entry):
            self.session.leave_sensitive(reference)
        self.ledger.watch(self.session.saving)
        self.banner.clear()
        self._refresh_outline()
        self.go(after if self._entry(after) is not None else self.start())
        if not self.banner.text:
            self.banner.show_text(Role.NOTICE, _(_LEFT))

    def pause(self) -> None:
        """Begin a break; the window shows nothing of the interview until it ends."""
        if not self.session.read_only:
            self.flush()
            self.pause_wanted.emit()

    def read_back(self) -> None:
        """Read the account to the respondent."""
        self.page.commit()
        self.read_back_wanted.emit()

    def _show_sensitive_entry(self, entry: OutlineEntry | None) -> None:
        holds = entry is not None and self._holds_sensitive(entry)
        # The page that asks again has a button of its own for it.
        self._leave.setVisible(holds and entry is not None and not entry.closed and not self.session.read_only)
        if entry is None or self.session.read_only:
            return
        if entry.closed and not entry.locked:
            self.ask_again()
        elif holds and not self.session.gates.sensitive and not entry.locked:
            text = _("A question here belongs to a sensitive part. It opens when consent is asked again.")
            self.banner.show_text(Role.NOTICE, text, (_("Ask again…"), self.ask_again))

    def _holds_sensitive(self, entry: OutlineEntry) -> bool:
        return entry.sensitive or bool(self._sensitive_parts(entry))

    def _sensitive_parts(self, entry: OutlineEntry) -> tuple[Reference, ...]:
        """The module an entry belongs to, or the single questions of its page that are sensitive."""
        if entry.sensitive:
            return (entry.reference,)
        if entry.kind is not EntryKind.PAGE:
            return ()
        questions = self.session.page(entry.reference).questions
        return tuple(each.view.reference for each in questions if each.view.extras.get("sensitive") == "yes")

    def _left_with(self, entry: OutlineEntry) -> tuple[Reference, ...]:
        """What is left: the module one is in, and the sensitive sections right behind it.

        A module's opening question, its accounts and its codes are sections of their own, and whoever wants to stop is
        not led from one hard part into the next; each can still be opened from the list.
        """
        if not entry.sensitive:
            return self._sensitive_parts(entry)
        entries = self.outline.entries()
        run = takewhile(lambda each: each.sensitive, entries[entries.index(entry) :])
        return tuple(each.reference for each in run)

    def _after(self, entry: OutlineEntry) -> Reference:
        """Where one goes on: the first section behind what is left; a page with other questions is not left."""
        if not entry.sensitive:
            return entry.reference
        entries = self.outline.entries()
        behind = entries[entries.index(entry) + 1 :]
        after = (each for each in behind if not each.sensitive and each.kind is not EntryKind.HEADING)
        return next((each.reference for each in after), entry.reference)

    def _decide(self, given: bool) -> None:
        text, told, interview_id = self._read_as, self.sensitive.paper.told(), self.session.interview.interview_id
        if text is None or told is None:
            return
        decision = Decision(ConsentItem.SENSITIVE, given, ConsentMethod.SPOKEN, text, reached=True, told=told)

        def record() -> Changes:
            self._workspace.consent.decide(interview_id, decision)
            return self.session.consent_changed()

        def decided() -> None:
            self.banner.clear()
            self._refresh_outline()
            self.go(self.current) if given else self.leave_sensitive()

        self.operations.run(lambda _progress: record(), owner=self, title=_("Saving"), done=lambda _changes: decided())

    # -- consent, and the end

    def _applied(self, changes: Changes) -> None:
        before = self._guardian
        super()._applied(changes)
        self._guardian = self.session.standing.guardian
        if self._guardian is not before:
            self.banner.clear()
            self._refresh_outline()
            self._show_gate()

    def _show_gate(self) -> None:
        """Say before anything is typed that nothing more is kept, and why."""
        if self.session.read_only or self.session.gates.answers:
            return
        said = closes(self.session.standing) or _("Consent was taken back: no further answer is kept.")
        text = _("{why} What was said before stays as it is.").format(why=said)
        self.banner.show_text(Role.WARNING, text, *filter(None, (self.consent_act(),)))

    def _take_decision(self) -> None:
        take_decision(self, self._workspace, self.operations, then=self._follow_decision)

    def _follow_decision(self) -> None:
        def followed(changes: Changes) -> None:
            self._applied(changes)
            self.banner.clear()
            self._refresh_outline()
            self.go(self.current)
            self._show_gate()

        self.operations.run(
            lambda _progress: self.session.consent_changed(), owner=self, title=_("Reading"), done=followed
        )

    def ask_consent(self) -> None:
        """Decide on consent again."""
        self.page.commit()
        self.consent_wanted.emit()

    def show_finish(self) -> None:
        """The last page, with what is still open."""
        self.page.commit()
        self.banner.clear()
        self._show_gate()
        self.finish.refresh()
        self._leave.hide()
        self.show_beyond(self.finish)
        (self.finish.list if self.finish.list.count() else next(iter(self.finish.endings.values()))).setFocus()

    def _section(self, page: Reference) -> str:
        entry = self._entry(page)
        return " · ".join(filter(None, (self.repeats.path(page), entry_title(entry) if entry is not None else "")))

    def finalize(self, disposition: Disposition) -> None:
        """Close the interview for good, after asking."""
        sure = Question(
            _("Finalize the interview?"),
            _("It becomes read-only. The names typed in it are then kept in the protected register only."),
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
