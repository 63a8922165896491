"""Acts off the window's thread: results, errors, cancelling, and that nothing of content is said about a bug."""

from __future__ import annotations

import logging
import threading
import weakref
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui import progress_dialog
from interviewtool.gui.operations import Operations
from interviewtool.gui.progress_dialog import ProgressAfterAWhile, ProgressDialog


@pytest.fixture
def owner(qtbot) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.addWidget(QLineEdit())
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_result_arrives_on_the_windows_thread_and_the_focus_comes_back(qtbot, operations, owner) -> None:
    field = owner.findChild(QLineEdit)
    with qtbot.waitActive(owner):
        owner.activateWindow()
    field.setFocus()
    got = []
    operations.run(
        lambda _progress: threading.current_thread().name,
        owner=owner,
        title="Counting",
        done=lambda name: got.append((name, threading.current_thread() is threading.main_thread())),
    )
    assert not owner.isEnabled()
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].startswith("act")
    assert got[0][1]
    assert owner.isEnabled()
    assert field.hasFocus()


def test_what_takes_long_shows_progress_and_can_be_cancelled(qtbot, operations, owner, monkeypatch) -> None:
    monkeypatch.setattr(progress_dialog, "PROGRESS_AFTER", 300)
    released, cancelled, undone = threading.Event(), [], []

    def act(progress) -> None:
        try:
            for _each in range(1000):
                progress(0.25)
                released.wait(0.01)
        finally:
            undone.append(True)

    operations.run(act, owner=owner, title="Long", done=lambda _none: None, cancelled=lambda: cancelled.append(True))
    assert owner.findChild(ProgressDialog) is None
    qtbot.waitUntil(lambda: owner.findChild(ProgressDialog) is not None)
    dialog = owner.findChild(ProgressDialog)
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.bar.value() == 250)
    dialog.reject()
    assert dialog.isVisible()  # until the act has stopped
    qtbot.waitUntil(lambda: bool(cancelled))
    assert undone
    assert owner.isEnabled()


def test_a_known_error_is_explained(qtbot, operations, dialogs, owner) -> None:
    dialogs.answer(None)

    def act(_progress) -> None:
        raise KnownError("window.file_not_read")

    operations.run(act, owner=owner, title="Reading", done=lambda _none: None)
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert "could not be read" in dialogs.asked[0]


def test_a_bug_is_told_without_content(qtbot, operations: Operations, dialogs, owner, caplog) -> None:
    dialogs.answer(None)

    def act(_progress) -> None:
        raise ValueError("Олена")

    with caplog.at_level(logging.ERROR):
        operations.run(act, owner=owner, title="Reading", done=lambda _none: None)
        qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert "ValueError test_operations.py" in dialogs.asked[0]
    assert "Олена" not in dialogs.asked[0]
    assert caplog.messages == ["window.bug"]


def test_an_owner_that_is_gone_hears_nothing(qtbot, operations, owner) -> None:
    future: Future[int] = Future()
    got = []
    gone = QWidget()
    operations.watch(future, owner=gone, done=got.append)
    operations.watch(future, owner=owner, done=got.append)
    gone.deleteLater()
    qtbot.wait(10)
    future.set_result(7)
    qtbot.waitUntil(lambda: got == [7])


class Thing:
    """What a screen would be to a closure."""


def test_a_thread_that_still_has_its_future_holds_nothing_of_the_window(qtbot, operations, owner) -> None:
    """Whoever lets go of a widget last destroys it, and that must not be a thread of an act or of the vault."""
    begin, got = threading.Event(), []

    def run() -> weakref.ref:
        thing = Thing()
        operations.run(lambda _progress: begin.wait(9), owner=owner, title="", done=lambda _it: got.append(id(thing)))
        return weakref.ref(thing)

    def watch(future: Future) -> weakref.ref:
        thing = Thing()
        operations.watch(future, owner=owner, done=lambda _it: got.append(id(thing)))
        return weakref.ref(thing)

    saving: Future = Future()
    held = [run(), watch(saving)]
    acting = list(operations._running)
    begin.set()
    saving.set_result(None)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert all(future.done() for future in acting)
    assert [thing() for thing in held] == [None, None]


def test_an_owner_that_only_its_act_knew_goes_once(qtbot) -> None:
    """It was destroyed by its own part of the dialog while Qt was destroying that: a crash."""
    owner = QWidget()
    gone = weakref.ref(owner)
    shown = ProgressAfterAWhile(owner, "", None, ())
    shown.finish()
    del shown, owner
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone() is None
