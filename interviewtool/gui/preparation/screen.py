"""Before consent: the interviewer's own observation (M0) and what is known from elsewhere (M1).

Nothing the respondent says is asked here. From here one proceeds to consent, or ends; then only the day and how it
ended stay, and the person is told so before. What sends the decision to a supervisor stops here until it is recorded;
whether the person was asked before is looked up here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import PROCEED, Authorisation
from interviewtool.gui.decision_file import take_decision
from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.labels import marked
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation.look_page import LookPage
from interviewtool.gui.preparation.waiting_page import WaitingPage
from interviewtool.gui.questions import SaveState
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.questions.finish_key import on_finish_key
from interviewtool.gui.questions.remembered_place import RememberedPlace
from interviewtool.gui.questions.steps import Onward
from interviewtool.gui.register_opening import open_register
from interviewtool.gui.widgets import button
from interviewtool.i18n import _, ngettext
from interviewtool.interview import KnownBefore, OutlineEntry, Session
from interviewtool.model import Reference
from interviewtool.pseudonym import Sought
from interviewtool.team import Role as TeamRole

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class PreparationScreen(ConductScreen):
    """proceed: on to consent. refused: it does not come to an interview. closed: later."""

    proceed = Signal()
    refused = Signal()

    def __init__(self, session: Session, workspace: Workspace, operations: Operations) -> None:
        self._place = RememberedPlace(session)
        self._left = Reference("")
        super().__init__(session, workspace, operations)
        self._workspace = workspace
        self.looking = LookPage()
        self.looking.sought.connect(self.look)
        self.looking.same.connect(self.take_person)
        self.looking.done.connect(self.show_preparation)
        self.waiting = WaitingPage(session.interview.interview_id)
        self.waiting.take.connect(self._take_decision)
        self.waiting.decide.connect(self._decide_here)
        self.waiting.again.connect(self._look_for_decision)
        self.waiting.back.connect(self.show_preparation)
        self.waiting.end.connect(self.refuse)
        for each in (self.looking, self.waiting):
            self.stack.addWidget(each)
        self.stack.currentChanged.connect(
            lambda _index: self._proceed.setHidden(self.stack.currentWidget() is self.waiting)
        )
        self._place.follow(self.page)
        on_finish_key(self, self.go_on)
        if not session.interview.looked_for and not session.knows_respondent:
            operations.quietly(workspace.interviews.list, owner=self, done=lambda every: self._offer(len(every)))

    def sections(self) -> tuple[OutlineEntry, ...]:
        return tuple(entry for entry in self.session.outline() if entry.preparation and not entry.later)

    def heading_text(self) -> str:
        return marked(_("Preparation"), self.session.interview)

    def end_buttons(self) -> tuple[QWidget, ...]:
        self._proceed = button(_("Proceed to consent"), self.go_on, Role.PRIMARY)
        return (button(_("No interview…"), self.refuse, Role.DANGER), self._proceed)

    def acts(self) -> tuple[QWidget, ...]:
        return (button(_("Interviewed before?…"), self.show_look, Role.QUIET),)

    def onward(self) -> Onward:
        return (_("Proceed to consent"), self.go_on)

    def start(self) -> Reference:
        return self._place.section(self.outline.entries()) or super().start()

    def first_focus(self) -> None:
        if not self._place.focus(self.page):
            super().first_focus()

    def go_on(self) -> None:
        """On to consent, where nobody else has to decide first; the preparation stays open to be completed later."""
        self.page.commit()
        if self.ledger.state() is SaveState.FAILED:
            return
        if not self._looked_at_risks():
            return
        if self.session.interview.needs_authorisation:
            self._look_for_decision()
        else:
            self.proceed.emit()

    def _looked_at_risks(self) -> bool:
        """Whether the risks were looked at, or the person goes on knowingly; else they stand before them."""
        open_questions = self.session.open_risks()
        if not open_questions:
            return True
        count = len(open_questions)
        unasked = Question(
            _("The risks were not looked at"),
            ngettext(
                "{count} question of the risk screen has no answer. Whether consent may be asked for at all depends "
                "on it.",
                "{count} questions of the risk screen have no answer. Whether consent may be asked for at all "
                "depends on them.",
                count,
            ).format(count=count),
            agree=_("Proceed all the same"),
            decline=_("Look at the risks"),
            danger=True,
        )
        if self.operations.dialogs.confirm(self, unasked):
            return True
        self.go_to_question(open_questions[0])
        return False

    def _look_for_decision(self) -> None:
        interview_id = self.session.interview.interview_id
        self.operations.run(
            lambda _progress: self._saved_standing(),
            owner=self,
            title=_("Looking for the decision about {interview}").format(interview=interview_id),
            done=self._decided,
        )

    def refuse(self) -> None:
        """It does not come to an interview: erase what was prepared, after asking."""
        sure = Question(
            _("End without an interview?"),
            _("Everything noted in the preparation is erased. Only the day, and that no interview took place, stay."),
            agree=_("End and erase"),
            decline=_("Go back"),
            danger=True,
        )
        if self.operations.dialogs.confirm(self, sure):
            self.refused.emit()

    def show_preparation(self) -> None:
        """Back from one of the pages in between."""
        left = self.current or self._left
        self.go(left if self._entry(left) is not None else self.start())

    # -- whether the person was asked before

    def show_look(self) -> None:
        """The page on which the register is searched."""
        self.page.commit()
        self.banner.clear()
        self.stack.setCurrentWidget(self.looking)
        self.looking.name.setFocus()

    def look(self, sought: Sought) -> None:
        """Search the register, which opens with the passphrase for this alone where it is not open."""
        why = _("The passphrase opens the register of who is who, for this search.")
        opening = open_register(self, self._workspace, self.operations, why=why)
        if opening is None:
            return
        interviews = self._workspace.interviews
        self.operations.run(
            lambda _progress: interviews.look_for(self.session, sought, passphrase=opening),
            owner=self,
            title=_("Looking in the register"),
            done=self.looking.show_found,
        )

    def take_person(self, known: KnownBefore) -> None:
        """The respondent is somebody known: go on with the same code and pseudonym."""
        saved = self.session.know_respondent(known.person_code, known.identities)
        self.ledger.watch(saved)
        self._taken()

    def _taken(self) -> None:
        self.looking.turn_away.click()
        text = _(
            "This will be another interview with a person who is known. The name and the pseudonym are taken over."
        )
        self.banner.show_text(Role.SUCCESS, text)

    def _offer(self, interviews: int) -> None:
        if interviews > 1 and not self.session.interview.looked_for and not self.banner.text:
            text = _(
                "Nobody has looked yet whether this person was interviewed before. “Interviewed before?…” does it."
            )
            self.banner.show_text(Role.NOTICE, text)

    # -- what a supervisor decides

    def _saved_standing(self) -> Authorisation:
        self.session.saving.result()
        return self._workspace.consent.standing(self.session.interview.interview_id).authorisation

    def _decided(self, authorisation: Authorisation) -> None:
        if authorisation in (Authorisation.AWAITED, Authorisation.DENIED):
            supervisor = self._workspace.team.role() is TeamRole.SUPERVISOR
            self.banner.clear()
            self.waiting.show_decision(authorisation, supervisor=supervisor)
            self._left = self.current or self._left
            self.show_beyond(self.waiting)
            self.waiting.first_focus()
        else:
            self.proceed.emit()

    def _take_decision(self) -> None:
        take_decision(self, self._workspace, self.operations, then=self._look_for_decision)

    def _decide_here(self) -> None:
        question = Question(
            title=_("May this interview be held?"),
            text=_("As supervisor you take the decision on yourself. It is signed, and stays on record."),
            agree=_("It may be &held"),
            decline=_("&Not yet"),
            danger=False,
        )
        if self.operations.dialogs.confirm(self, question):
            decisions, interview_id = self._workspace.decisions, self.session.interview.interview_id
            self.operations.run(
                lambda _progress: decisions.authorise(interview_id, PROCEED),
                owner=self,
                title=_("Recording the decision"),
                done=lambda _event: self._look_for_decision(),
            )
