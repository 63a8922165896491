"""Whatever is typed anywhere in the window stands in clear nowhere on the disk, and in no report.

Every field of every screen of `screens` gets a text that is looked for afterwards, so does every field
of a questionnaire with one of each type and appearance. A module of the window that makes a field and is not reached
this way fails a test: put its screen into that table.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

import interviewtool.gui
from interviewtool.gui.afterwards import AfterwardsScreen
from interviewtool.gui.care.put_back_card import PutBackCard
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.questions.conduct import ConductScreen
from interviewtool.gui.review.doubts_card import DoubtsCard
from interviewtool.gui.screen import Screen
from interviewtool.interview import EntryKind
from interviewtool.vault.put_back import PutBack
from interviewtool.workspace import Workspace
from tests.gui.canaries import canary, found_in, leaks
from tests.gui.conftest import WAIT, type_text
from tests.gui.interviews import ref, settle
from tests.gui.screens import SCREENS
from tests.gui.studies import Study
from tests.workspaces import PASSPHRASE, give_consent, xform

EVERYTHING = (Path(__file__).parents[1] / "forms" / "everything.md").read_text("utf-8")
LONG_LIST = """
| survey | | | | |
|---|---|---|---|---|
| | type | name | label::English (en) | appearance |
| | select_multiple n | long | Long | autocomplete |
| | text | text | Text | |
| | text | more | More | multiline |
| | text | when | When | interviewtool-partial-date |
| | integer | number | Number | |
| choices | | | |
| | list_name | name | label::English (en) |
""" + "".join(f"| | n | c{number} | Choice {number} |\n" for number in range(40))
ALL = {
    **SCREENS,
    "afterwards": lambda study, operations, clock: AfterwardsScreen(study.interviewer, operations),
    "afterwards of a supervisor": lambda study, operations, clock: AfterwardsScreen(study.supervisor, operations),
    "an old copy": lambda _study, _operations, clock: PutBackCard(PutBack(clock(), 2, 1)),
    "doubts about a bundle": lambda _study, _operations, _clock: DoubtsCard(["doubt"], askable=True),
}
ELSEWHERE = {"interviewtool.gui.window_dialogs", "interviewtool.gui.attachments.file_window"}
"""Modules whose fields are not typed into here: modal dialogs are, by test_canary_process; a text shown is not."""


def editable(root: QWidget) -> list[QLineEdit | QPlainTextEdit | QTextEdit]:
    """What takes text, also on views that are not shown yet."""
    inner = [each for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for each in root.findChildren(kind)]
    return [each for each in inner if not each.isReadOnly()]


def type_everywhere(root: QWidget) -> int:
    """Type a canary into everything that takes text, copy it, take it back and type it again. How many there were."""
    fields = editable(root)
    for field in fields:
        field.setFocus()
        before, text = content(field), canary()
        type_text(field, text)
        if content(field) == before:  # not to be typed into yet
            field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)
        field.selectAll()
        field.copy()
        field.undo()
        field.redo()
    return len(fields)


def content(field: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def modules(field: QWidget) -> set[str]:
    """Whose field this is: the classes around it tell."""
    found: set[str] = set()
    widget: QWidget | None = field
    while widget is not None:
        found.update(each.__module__ for each in type(widget).__mro__ if each.__module__.startswith("interviewtool"))
        widget = widget.parentWidget()
    return found


@contextmanager
def shown(qtbot, screen: QWidget) -> Iterator[None]:
    """The screen, shown and ready. Deleted in the end: a timer of it that comes late would meet a closed vault."""
    screen.resize(1180, 820)
    screen.show()
    try:
        with qtbot.waitActive(screen, timeout=WAIT):
            screen.activateWindow()
        qtbot.waitUntil(screen.isEnabled, timeout=WAIT)
        qtbot.wait(50)  # what is read quietly arrives
        yield
    finally:
        screen.hide()  # what has the focus loses it while everything is there to hear of it
        shiboken6.delete(screen)
        QGuiApplication.clipboard().clear()


def nowhere(folder: Path, said: str) -> None:
    """No canary below the folder, in the places a program of this user writes to, and in what was reported."""
    homes = {Path(os.environ[name]) for name in os.environ if name in ("HOME", "TMPDIR") or name.startswith("XDG_")}
    assert leaks(folder, *homes) == []
    assert found_in(said.encode()) == set()


@pytest.mark.parametrize("name", ALL)
def test_what_is_typed_on_a_screen(
    name: str, qtbot, fresh: Study, operations: Operations, clock: Callable, tmp_path: Path, capfd, caplog
) -> None:
    screen = ALL[name](fresh, operations, clock)
    with shown(qtbot, screen):
        type_everywhere(screen)
        QApplication.processEvents()
        if isinstance(screen, Screen):
            screen.flush()
        if isinstance(screen, ConductScreen):
            settle(qtbot, screen)
    nowhere(tmp_path, caplog.text + "".join(capfd.readouterr()))


def asking(form: str, workspace: Workspace, operations: Operations) -> InterviewScreen:
    """An interview of this questionnaire, with consent, on its first page."""
    session = workspace.interviews.prepare(workspace.forms.add(xform(form)), "en")
    give_consent(workspace, session)
    return InterviewScreen(session, workspace, operations)


def test_what_is_looked_for(
    qtbot, fresh: Study, operations: Operations, dialogs, tmp_path: Path, capfd, caplog
) -> None:
    """Words looked for in the list, in the answers, in the register and among the cards, with what they find."""
    interviews = fresh.interviewer.interviews
    session = interviews.prepare(interviews.get(fresh.interview_id).form_hash, "uk")
    said = canary()
    session.answer(ref("before/mode"), said).saved.result()
    fresh.interviewer.vault.register.open(PASSPHRASE, minutes=1)
    listed = InterviewListScreen(fresh.interviewer, operations)
    with shown(qtbot, listed):
        type_text(listed.search, canary() + "\n")
        qtbot.waitUntil(lambda: listed._counted.text() == "No answer holds these words.", timeout=WAIT)
        listed.search.clear()
        type_text(listed.search, said + "\n")
        qtbot.waitUntil(lambda: listed.found.isVisible() and listed.isEnabled(), timeout=WAIT)
        assert not listed.search.isUndoAvailable()
        listed.forget()
    preparation = PreparationScreen(session, fresh.interviewer, operations)
    with shown(qtbot, preparation):
        preparation.show_look()
        looking = preparation.looking
        type_text(looking.name, canary())
        looking.look.click()
        qtbot.waitUntil(lambda: looking.result.isVisible() and preparation.isEnabled(), timeout=WAIT)
        looking.turn_away.click()
        looking.name.undo()
        assert looking.name.text() == "", "what was typed is gone for who comes next"
    afterwards = AfterwardsScreen(fresh.interviewer, operations)
    with shown(qtbot, afterwards):
        dialogs.answer(None)  # there is no such card
        type_text(afterwards.withdrawing.search.field, canary() + "\n")
        qtbot.waitUntil(lambda: len(dialogs.asked) == 1 and afterwards.isEnabled(), timeout=WAIT)
    fresh.interviewer.lock()
    nowhere(tmp_path, caplog.text + "".join(capfd.readouterr()))


@pytest.mark.parametrize("form", [EVERYTHING, LONG_LIST], ids=["everything", "long list"])
def test_what_is_typed_into_every_type_of_question(
    form: str, qtbot, workspace: Workspace, operations: Operations, dialogs, tmp_path: Path, capfd, caplog
) -> None:
    screen = asking(form, workspace, operations)
    session = screen.session
    with shown(qtbot, screen):
        for entry in session.outline():
            if entry.kind is EntryKind.PAGE:
                screen.go(entry.reference)
                type_everywhere(screen)
                screen.flush()
                settle(qtbot, screen)
    kept = sum("Qx7v" in (session.question(each).view.value) for each in _asked(session))
    assert kept >= 2

    workspace.lock()
    nowhere(tmp_path, caplog.text + "".join(capfd.readouterr()))


def _asked(session):
    return [
        question.view.reference
        for entry in session.outline()
        if entry.kind is EntryKind.PAGE
        for question in session.page(entry.reference).questions
    ]


def test_no_field_was_left_out(fresh: Study, operations: Operations, clock: Callable) -> None:
    """Every module of the window that makes a field of text is reached by the tests above."""
    reached: set[str] = set()
    screens = [lambda make=make: make(fresh, operations, clock) for make in ALL.values()]
    for made in (*screens, lambda: asking(LONG_LIST, fresh.interviewer, operations)):
        screen = made()
        reached.update(*map(modules, editable(screen)))
        shiboken6.delete(screen)
    makes = re.compile(
        r"\bQ(?:Line|PlainText|Text)Edit\(|(?:Secret|Fleeting)Field\(|class \w+\(Q(?:Line|PlainText)Edit\)"
    )
    root = Path(interviewtool.gui.__file__).parent
    making = {
        "interviewtool.gui." + ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py")
        if makes.search(re.sub(r"class SecretField\(", "", path.read_text("utf-8")))
    }
    assert making - ELSEWHERE - reached == set()


def test_a_page_that_was_left_gives_nothing_back(qtbot, workspace: Workspace, prepared, operations: Operations) -> None:
    """Qt's undo would bring back what was cleared."""
    give_consent(workspace, prepared)
    screen = InterviewScreen(prepared, workspace, operations)
    with shown(qtbot, screen):
        screen.go(ref("person"))
        story = screen.page.card(ref("person/story")).field.edit
        type_text(story, canary())
        story.clear()
        screen.go(ref("facts"))
        screen.go(ref("person"))
        settle(qtbot, screen)
        for field in editable(screen.page):
            before = content(field)
            field.undo()
            assert content(field) == before
        assert content(screen.page.card(ref("person/story")).field.edit) == ""
