"""Who may not decide alone: the guardian is asked before anything is typed, or as soon as it is found out; and where a
supervisor decides, what can be done then is offered.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from interviewtool.consent import DO_NOT_PROCEED, PROCEED
from interviewtool.errors import KnownError
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.model import ConsentMethod, ConsentRole, Reference
from interviewtool.workspace import Workspace
from tests.gui.conftest import AnsweringDialogs
from tests.gui.driving import WAIT, Person
from tests.gui.interviews import show
from tests.gui.studies import Study
from tests.workspaces import GUARDED_FORM, PASSPHRASE, give_consent, unlock, xform

BEFORE, PERSON = Reference("/data/before"), Reference("/data/person")
MINOR, AGE = Reference("/data/before/minor"), Reference("/data/person/age")


@pytest.fixture(scope="module")
def guarded_form() -> bytes:
    return xform(GUARDED_FORM)


def guardian_says(qtbot: object, consent: ConsentScreen, said: bool) -> None:
    """What the guardian answers, aloud, to the question shown."""
    other = consent.asides.other
    qtbot.waitUntil(lambda: consent.stack.currentWidget() is other and consent.isEnabled(), timeout=WAIT)
    other.ways[said, ConsentMethod.SPOKEN].click()
    qtbot.waitUntil(lambda: consent.stack.currentWidget() is not other and consent.isEnabled(), timeout=WAIT)


def test_a_guardian_is_asked_first(qtbot, workspace: Workspace, guarded_form: bytes, operations: Operations) -> None:
    session = workspace.interviews.prepare(workspace.forms.add(guarded_form), "uk")
    session.answer(MINOR, "yes").saved.result()
    consent = show(qtbot, ConsentScreen(workspace, session.interview.interview_id, operations))
    ask = consent.opening.guardian.act()
    assert ask.text() == "Ask the guardian…"
    assert ask.hasFocus()
    ask.click()
    other = consent.asides.other
    for language in ("uk", "ru"):
        consent.languages.buttons()[language].click()
        question = workspace.consent.current(language).presence[ConsentRole.GUARDIAN]
        qtbot.waitUntil(lambda question=question: other._question.text() == question, timeout=WAIT)
    next(each for each in other.findChildren(QPushButton) if each.text() == "Form to print…").click()
    assert consent.stack.currentWidget() is consent.asides.form
    consent.asides.form.back.emit()
    guardian_says(qtbot, consent, False)
    assert consent.stack.currentWidget() is consent.refusal
    assert consent.refusal.turn_back.hasFocus(), "a Return too many erases nothing"
    consent.refusal.turn_back.click()
    assert "said no" in consent.opening.guardian.text
    consent.opening.guardian.findChildren(QPushButton)[-1].click()
    guardian_says(qtbot, consent, True)
    assert consent.stack.currentWidget() is consent.opening
    assert not consent.opening.guardian.isVisible()
    assert consent.opening.start.hasFocus()


def test_found_out_late_nothing_is_lost_and_nothing_is_added(
    qtbot, study: Study, guarded_form: bytes, tmp_path: Path, clock: Callable, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(study.pristine, tmp_path / "vault")
    workspace = unlock(tmp_path / "vault", clock)
    workspace.forms.add(guarded_form)
    workspace.lock()
    window: MainWindow = request.getfixturevalue("window")
    person = Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))
    person.unlock(PASSPHRASE)
    person.prepare("Guarded")
    person.consent()
    screen = person.shown(InterviewScreen)
    person.answer(screen, "person/age", "16")
    screen.go(BEFORE)
    screen.page.card(MINOR).field.buttons()["yes"].click()
    assert "may not decide alone" in screen.banner.text
    with pytest.raises(KnownError, match=r"consent\.guardian_required"):
        screen.session.answer(AGE, "17")
    screen.go(PERSON)
    assert any("Ask the guardian, too" in label.text() for label in screen._locked.findChildren(QLabel))

    person.press("Decide on consent")
    consent = person.shown(ConsentScreen)
    consent.summary.guardian.act().click()
    guardian_says(qtbot, consent, True)
    consent.summary.proceed.click()
    screen = person.shown(InterviewScreen)
    screen.go(PERSON)
    assert screen.session.question(AGE).view.value == "16"
    person.answer(screen, "person/story", "Нас зупинили.")
    screen.session.saving.result()


def test_after_a_supervisors_no_what_is_offered_can_be_done(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    workspace, told = fresh.interviewer, tmp_path / "events.jsonl"
    session = workspace.interviews.prepare(workspace.interviews.get(fresh.interview_id).form_hash, "uk")
    session.course.change(lambda interview: replace(interview, needs_authorisation=True)).result()
    owner = session.interview.interview_id

    def supervisor_says(decision: str) -> None:
        fresh.supervisor.decisions.authorise(owner, decision)
        told.write_bytes(fresh.supervisor.team.events())

    supervisor_says(DO_NOT_PROCEED)
    workspace.team.take_events(told.read_bytes())
    preparation = show(qtbot, PreparationScreen(session, workspace, operations))
    before, waiting = preparation.current, preparation.waiting
    preparation.go_on()
    qtbot.waitUntil(lambda: preparation.stack.currentWidget() is waiting and preparation.isEnabled(), timeout=WAIT)
    assert waiting.file.accessibleName() == "Take in another decision…"
    assert waiting.turn_back.hasFocus()
    onward = ("Next section →", "Proceed to consent")
    assert not [
        each.text() for each in preparation.findChildren(QPushButton) if each.isVisible() and each.text() in onward
    ]
    waiting.turn_back.click()
    assert preparation.current == before

    supervisor_says(PROCEED)
    workspace.team.take_events(told.read_bytes())
    give_consent(workspace, session)
    supervisor_says(DO_NOT_PROCEED)
    workspace.team.take_events(told.read_bytes())
    session.consent_changed()
    consent = show(qtbot, ConsentScreen(workspace, owner, operations))
    assert "Your supervisor decided" in consent.summary._state.text()
    screen = show(qtbot, InterviewScreen(session, workspace, operations))
    screen.go(PERSON)
    (act,) = screen.banner.findChildren(QPushButton)
    assert act.accessibleName() == "Take in another decision…"
    supervisor_says(PROCEED)
    dialogs.answer(told)
    act.click()
    qtbot.waitUntil(lambda: not screen.banner.text and screen.isEnabled(), timeout=WAIT)
    assert screen.page.card(AGE).isVisible()
    session.close()
