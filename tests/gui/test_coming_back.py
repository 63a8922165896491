"""After a lock the window comes back to the interview it was in; a code is typed once, when the card is made."""

from __future__ import annotations

from collections.abc import Callable

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.interview import prepared
from interviewtool.model import Reference
from interviewtool.settings import SettingsFile
from interviewtool.workspace import STANDARD
from interviewtool.xforms import convert
from tests.gui.conftest import WAIT
from tests.gui.driving import Person
from tests.gui.studies import Study, enter
from tests.workspaces import unlock


def test_a_lock_in_an_interview_is_followed_by_it(
    qtbot, window: MainWindow, fresh: Study, clock: Callable, tmp_path
) -> None:
    enter(window, fresh.interviewer)
    window.work.open(fresh.interview_id)
    qtbot.waitUntil(lambda: window.findChild(InterviewScreen) is not None, timeout=WAIT)
    window.lock()
    qtbot.waitUntil(lambda: window.ended == 75, timeout=WAIT)
    workspace = unlock(tmp_path / "vault", clock)
    assert workspace.take_up() == fresh.interview_id
    assert workspace.take_up() is None  # told once
    workspace.lock(fresh.interview_id)

    again = MainWindow(
        SettingsFile(window.settings), Operations(window.operations.dialogs), dress=lambda _settings: None, clock=clock
    )
    qtbot.addWidget(again)
    again.show()
    workspace = unlock(tmp_path / "vault", clock)
    enter(again, workspace)
    qtbot.waitUntil(lambda: again.findChild(InterviewScreen) is not None, timeout=WAIT)
    again.workspace, again.work.session = None, None
    workspace.vault.close()


def test_a_lock_at_consent_is_followed_by_consent(qtbot, window: MainWindow, fresh: Study) -> None:
    person = Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
    enter(window, fresh.interviewer)
    person.shown(InterviewListScreen)
    person.prepare("Small")
    person.shown(ConsentScreen)
    interview_id = window.work.session.interview.interview_id

    def lock() -> None:
        window.work.session.close()
        window.back()
        window.work.open(interview_id)
        person.shown(ConsentScreen)

    lock()
    person.press("Back to the preparation")
    person.shown(PreparationScreen).go(Reference("/data/before"))
    person.press("Proceed to consent")
    lock()
    person.press("Back to the preparation")
    assert person.shown(PreparationScreen).current == "/data/before/present[1]", "the place in it went with the lock"
    person.press("Proceed to consent")
    person.consent()
    person.shown(InterviewScreen)
    window.work.session.close()
    window.back()


def test_closing_is_not_followed_by_the_interview(qtbot, window: MainWindow, fresh: Study, clock, tmp_path) -> None:
    enter(window, fresh.interviewer)
    window.work.open(fresh.interview_id)
    qtbot.waitUntil(lambda: window.findChild(InterviewScreen) is not None, timeout=WAIT)
    window.close()
    qtbot.waitUntil(lambda: window.ended == 0, timeout=WAIT)
    workspace = unlock(tmp_path / "vault", clock)
    assert workspace.take_up() is None
    workspace.lock()


def test_what_is_known_stands_in_the_preparation(fresh: Study, form_cache) -> None:
    workspace = fresh.interviewer
    standard = workspace.forms.add(convert(STANDARD, cache=form_cache))
    for language in workspace.consent.languages():
        session = workspace.begin(standard, language)
        known = [prepared(session, name)[0].view.value for name in ("interviewer", "session_language")]
        session.close()
        assert known == ["int-01", language]
