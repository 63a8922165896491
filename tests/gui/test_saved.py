"""What the screen says is saved is on the disk; what is not, it says, and keeps."""

from __future__ import annotations

import resource
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.questions import SaveState
from interviewtool.workspace import Workspace
from tests.gui.conftest import type_text
from tests.gui.interviews import WAIT, field, ref, settle
from tests.workspaces import unlock


def test_saved_is_said_only_when_it_is_durable(qtbot, screen: InterviewScreen, workspace: Workspace) -> None:
    settle(qtbot, screen)
    assert screen.saved.state() is SaveState.SAVED
    slow = threading.Event()
    workspace.vault.submit(lambda _transaction: slow.wait(20))
    type_text(field(screen, "person/born").edit, "1988")
    field(screen, "person/born").commit()
    qtbot.wait(600)
    assert screen.saved.state() is SaveState.SAVING
    assert "Saving" in screen.saved.accessibleName()
    assert screen.session.question(ref("person/born")).view.value == "1988"
    slow.set()
    qtbot.waitUntil(lambda: screen.saved.state() is SaveState.SAVED, timeout=WAIT)
    assert "saved" in screen.saved.accessibleName()


def test_typing_without_a_pause_is_kept_and_not_called_saved(
    qtbot, screen: InterviewScreen, workspace: Workspace, clock: Callable, tmp_path: Path
) -> None:
    settle(qtbot, screen)
    edit = field(screen, "person/story").edit
    durable: list[str] = []
    screen.page.drafted.connect(lambda _reference, text: durable.append(text))
    begun = time.monotonic()
    while time.monotonic() - begun < 3 or not durable:
        type_text(edit, "а")
        # Nothing has been written since this key, so neither the bar nor the card may say that it has.
        assert screen.saved.state() is SaveState.SAVING
        assert screen.ledger.state(ref("person/story")) is SaveState.SAVING
        assert screen.page.card(ref("person/story"))._state.text() == "Saving…"
        qtbot.wait(50)
        assert time.monotonic() - begun < 20
    assert len(durable[0]) < len(edit.toPlainText())  # kept amid the typing, not after it
    assert screen.session.question(ref("person/story")).draft == durable[-1]
    screen.session.saving.result(WAIT / 1000)
    interview_id = screen.session.interview.interview_id
    settle(qtbot, screen)
    assert screen.page.card(ref("person/story"))._state.text() == "Draft"
    screen.session.close()
    workspace.lock()
    again = unlock(tmp_path / "vault", clock)
    assert again.interviews.open(interview_id).question(ref("person/story")).draft == edit.toPlainText()
    again.vault.close()


def test_a_full_disk_is_said_and_nothing_is_lost(
    qtbot, screen: InterviewScreen, workspace: Workspace, clock: Callable, tmp_path: Path
) -> None:
    settle(qtbot, screen)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, limit[1]))
        type_text(field(screen, "person/born").edit, "1988")
        field(screen, "person/born").commit()
        qtbot.waitUntil(lambda: screen.saved.state() is SaveState.FAILED, timeout=WAIT)
        assert screen.banner.text
        assert field(screen, "person/born").edit.text() == "1988"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    next(button for button in screen.banner.findChildren(QPushButton) if button.text() == "Try again").click()
    qtbot.waitUntil(lambda: screen.saved.state() is SaveState.SAVED, timeout=WAIT)
    assert screen.banner.text == ""
    screen.session.close()
    workspace.lock()
    again = unlock(tmp_path / "vault", clock)
    assert (
        again.interviews.open(screen.session.interview.interview_id).question(ref("person/born")).view.value == "1988"
    )
    again.vault.close()


def test_what_was_refused_is_not_shown_as_saved_until_it_is_answered_anew(qtbot, screen: InterviewScreen) -> None:
    settle(qtbot, screen)
    screen.ledger.refused(ref("person/born"))
    assert screen.saved.state() is screen.ledger.state(ref("person/born")) is SaveState.FAILED
    assert screen.ledger.state(ref("person/name")) is SaveState.SAVED
    type_text(field(screen, "person/born").edit, "1988")
    field(screen, "person/born").commit()
    qtbot.waitUntil(lambda: screen.saved.state() is SaveState.SAVED, timeout=WAIT)
