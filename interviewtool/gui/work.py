"""One interview at work, and which of its screens follows which: preparation, consent, interview, export.

It fills the window alone and comes back to the place it was begun from. Here and in `places` screens are wired; they
do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interviewtool.gui.ending import ask_about_unsaved
from interviewtool.gui.register_opening import open_register
from interviewtool.gui.shell import Shell
from interviewtool.i18n import _
from interviewtool.model import ContentHash, Disposition, InterviewId, InterviewState, Reference, now

if TYPE_CHECKING:
    from interviewtool.gui.review import Reader
    from interviewtool.interview import Session
    from interviewtool.pseudonym import Opening


class Work:
    """session: the interview that is open. owner: the window, over which errors are shown."""

    def __init__(self, shell: Shell, owner: QWidget) -> None:
        self.session: Session | None = None
        self._shell = shell
        self._owner = owner

    def prepare(self, form_hash: str, language: str, practice: bool) -> None:
        """Begin an interview."""
        workspace = self._shell.open_workspace()
        self._shell.operations.run(
            lambda _progress: workspace.begin(ContentHash(form_hash), language, practice=practice),
            owner=self._owner,
            title=_("Beginning the interview"),
            done=self._go_on,
        )

    def another(self, interview_id: str, form_hash: str, language: str) -> None:
        """Begin another interview with the person of this one."""
        opening = self._open_register()
        if opening is not None:
            workspace = self._shell.open_workspace()
            self._shell.operations.run(
                lambda _progress: workspace.begin_another(
                    InterviewId(interview_id), ContentHash(form_hash), language, passphrase=opening
                ),
                owner=self._owner,
                title=_("Beginning the interview"),
                done=self._go_on,
            )

    def add_to(self, interview_id: str) -> None:
        """Begin a new version of a finalized interview."""
        opening = self._open_register()
        if opening is not None:
            interviews = self._shell.open_workspace().interviews
            self._shell.operations.run(
                lambda _progress: interviews.add_to(InterviewId(interview_id), passphrase=opening),
                owner=self._owner,
                title=_("Beginning a new version"),
                done=self._go_on,
                cancellable=False,
            )

    def referrals(self) -> None:
        """Needs over all interviews."""
        from interviewtool.gui.referrals import ReferralsScreen

        screen = ReferralsScreen(self._shell.open_workspace(), self._shell.operations, clock=now)
        screen.closed.connect(self._shell.back)
        screen.interview_chosen.connect(self.open)
        self._shell.show_alone(screen)

    def open(self, interview_id: str, at: str = "") -> None:
        """Go on with an interview. at: the question to stand at; "" for where one stood last."""
        interviews = self._shell.open_workspace().interviews

        def go_on(session: Session) -> None:
            if at:
                session.course.stand_at(Reference(at))
            self._go_on(session)

        self._shell.operations.run(
            lambda _progress: interviews.open(InterviewId(interview_id)),
            owner=self._owner,
            title=_("Opening the interview"),
            done=go_on,
        )

    def export(self, interview_ids: Sequence[InterviewId]) -> None:
        """Let finalized interviews leave the vault."""
        from interviewtool.gui.export import ExportScreen

        export = ExportScreen(self._shell.open_workspace(), self._shell.operations, list(interview_ids))
        export.closed.connect(self._shell.back)
        export.team_chosen.connect(lambda: self._shell.go("team"))
        self._shell.show_alone(export)

    def read(self, reader: Reader) -> None:
        """Read an interview of a bundle."""
        reader.closed.connect(self._shell.back)
        self._shell.show_alone(reader)

    def _go_on(self, session: Session, *, at_end: bool = False) -> None:
        """at_end: one came from the last page and comes back to it."""
        self.session = session
        if session.interview.state is not InterviewState.PREPARATION:
            self._ask_questions(session, at_end=at_end)
        elif session.course.at_consent and not session.standing.authorisation.forbids:
            self._ask_consent(session)
        else:
            self._ask_before(session)

    def _ask_before(self, session: Session) -> None:
        from interviewtool.gui.preparation import PreparationScreen

        interview_id = session.interview.interview_id
        preparation = PreparationScreen(session, self._shell.open_workspace(), self._shell.operations)
        preparation.proceed.connect(lambda: self._ask_consent(session))
        preparation.refused.connect(lambda: self._refuse(interview_id, Disposition.NOT_PROCEEDED))
        preparation.closed.connect(lambda: self._leave(self._shell.back))
        self._shell.show_alone(preparation)

    def _ask_questions(self, session: Session, *, at_end: bool) -> None:
        from interviewtool.gui.interview import InterviewScreen

        interview_id = session.interview.interview_id
        interview = InterviewScreen(session, self._shell.open_workspace(), self._shell.operations)
        interview.finalized.connect(lambda: self._leave(lambda: self.export([interview_id])))
        interview.consent_wanted.connect(lambda: self._ask_consent(session, at_end=interview.at_end))
        interview.pause_wanted.connect(lambda: self._pause(session, at_end=interview.at_end))
        interview.read_back_wanted.connect(lambda: self._read_back(session, at_end=interview.at_end))
        interview.card_wanted.connect(lambda: self._ask_consent(session, card=True, at_end=True))
        interview.closed.connect(lambda: self._leave(self._shell.back))
        self._shell.show_alone(interview)
        if at_end:
            interview.show_finish()

    def _pause(self, session: Session, *, at_end: bool) -> None:
        """A break: the interview's screen goes, and comes back at the same place."""
        from interviewtool.gui.pause import PauseScreen

        session.course.pause()
        pause = PauseScreen(self._shell.operations, since=session.interview.break_since)
        pause.stay_open.connect(self._shell.stay_open)
        pause.ended.connect(lambda: self._end_pause(session, at_end=at_end))
        self._shell.show_alone(pause)

    def _end_pause(self, session: Session, *, at_end: bool) -> None:
        if session.course.on_break:
            session.resume()
            self._go_on(session, at_end=at_end)

    def _read_back(self, session: Session, *, at_end: bool) -> None:
        from interviewtool.gui.readback import ReadBackScreen

        reading = ReadBackScreen(session, self._shell.open_workspace(), self._shell.operations)
        reading.closed.connect(lambda: self._go_on(session, at_end=at_end))
        self._shell.show_alone(reading)

    def _open_register(self) -> Opening | None:
        why = _("The people named before are taken over from the register of who is who, which the passphrase opens.")
        return open_register(self._owner, self._shell.open_workspace(), self._shell.operations, why=why)

    def _ask_consent(self, session: Session, *, card: bool = False, at_end: bool = False) -> None:
        """card: the withdrawal card is shown at once; from it one goes back to where one came from."""
        from interviewtool.gui.consent import ConsentScreen
        from interviewtool.interview import beforehand

        interview_id = session.interview.interview_id
        if session.interview.state is InterviewState.PREPARATION:
            session.course.ask_consent()
        workspace, operations = self._shell.open_workspace(), self._shell.operations
        consent = ConsentScreen(workspace, interview_id, operations, beforehand(session))
        consent.granted.connect(lambda: self._begin_questions(session, at_end=at_end))
        consent.preparation.connect(lambda: self._back_to_preparation(session))
        consent.refused.connect(lambda: self._refuse(interview_id, Disposition.REFUSED))
        consent.closed.connect(lambda: self._leave(self._shell.back))
        self._shell.show_alone(consent)
        if card:
            consent.show_card()
            consent.asides.form.back.connect(lambda: self._go_on(session, at_end=at_end))

    def _back_to_preparation(self, session: Session) -> None:
        session.course.back_from_consent()
        self._ask_before(session)

    def _begin_questions(self, session: Session, *, at_end: bool) -> None:
        if session.interview.state is InterviewState.PREPARATION:
            session.course.stand_at(Reference(""))  # after consent one begins with the answers
        self._shell.operations.run(
            lambda _progress: session.consent_changed(),
            owner=self._owner,
            title=_("Opening the interview"),
            done=lambda _changes: self._go_on(session, at_end=at_end),
        )

    def _refuse(self, interview_id: InterviewId, disposition: Disposition) -> None:
        """Erase what was prepared. What of it is not saved yet need not be: this works on a full disk, too."""
        self.session = None
        interviews = self._shell.open_workspace().interviews
        self._shell.operations.run(
            lambda _progress: interviews.refuse(interview_id, disposition),
            owner=self._owner,
            title=_("Erasing what was prepared"),
            done=lambda _nothing: self._shell.back(),
        )

    def _leave(self, then: Callable[[], object]) -> None:
        """Close the session of the screen at work, off the window's thread; lose something only knowingly."""
        session = self.session
        self._shell.flush()
        if session is None:
            then()
            return

        def left() -> None:
            self.session = None
            then()

        operations = self._shell.operations
        operations.run(
            lambda _progress: session.close(),
            owner=self._owner,
            title=_("Saving"),
            done=lambda _nothing: left(),
            failed=lambda error: ask_about_unsaved(
                self._owner, operations, error, again=lambda: self._leave(then), lose=left
            ),
        )
