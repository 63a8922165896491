"""What the person does in the real window of test_canary_process, process by process."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.questions import SaveState
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.interview import EntryKind
from interviewtool.model import Disposition, Reference
from tests.gui.canaries import CYRILLIC, LATIN, canary
from tests.gui.driving import Person, type_text, until

PASSPHRASE = f"{LATIN} шість слів {CYRILLIC}"


def act(phase: int, control: Path) -> None:
    """Be the person in the phase-th process."""
    try:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        PHASES[phase - 1](Person(windows[0], until), control)
    except BaseException:
        (control / "failed").write_text(traceback.format_exc())
        raise


def everything(person: Person, control: Path) -> None:
    """A wrong passphrase, searches, a whole interview, exports, a mistake of ours, half an interview; then Ctrl+L."""
    view = person.shown(UnlockView)
    type_text(view.secret.edit, canary())
    view.unlock_button.click()
    person.wait(lambda: bool(view.banner.text) and view.isEnabled())
    view.secret.edit.clear()
    person.unlock(PASSPHRASE)
    look_for(person, canary(), found=False)
    person.prepare("Small")
    person.consent()
    screen = person.shown(InterviewScreen)
    conduct(person, screen)
    screen.go(Reference("/data/person"))
    age = screen.page.card(Reference("/data/person/age")).field
    age.edit.clear()
    type_text(age.edit, "41")
    age.commit()
    person.press("Finish…")
    screen.finish.endings[Disposition.PARTIAL].click()
    with_dialog(press("Finalize", "Finalize the interview"))
    person.press("Finalize the interview")
    export(person, control)

    with_dialog(press("Close"))
    sys.excepthook(ValueError, ValueError(canary()), None)
    QTest.qWait(600)
    person.shown(ExportScreen).closed.emit()
    look_for(person, CYRILLIC, found=True)
    half_an_interview(person)
    said(control, "typed")
    person.window.lock()


def look_for(person: Person, words: str, *, found: bool) -> None:
    """Look for words in all answers, and empty the field again."""
    listed = person.shown(InterviewListScreen)
    type_text(listed.search, words + "\n")
    person.wait(lambda: listed.isEnabled() and listed.found.isVisible() is found)
    if not found:
        person.wait(lambda: listed._counted.text() == "No answer holds these words.")
    listed.search.clear()


def export(person: Person, control: Path) -> None:
    """Look at the summary with real names, and save the bundle with the names."""
    screen = person.shown(ExportScreen)
    person.wait(lambda: screen.bundle.isEnabled() and screen.summary.isEnabled())
    screen.summary.names.setChecked(True)
    with_dialog(passphrase)
    person.press("View")
    person.wait(lambda: screen.isEnabled() and not screen.summary.isVisible())
    screen._hide_preview()
    screen.bundle.identities.setChecked(True)
    with_dialog(passphrase, save_as(control / "bundle.tar"))
    person.press("Save the bundle…")
    person.wait(lambda: (control / "bundle.tar").exists() and screen.isEnabled())


def idle(person: Person, control: Path) -> None:
    """The interview that was locked comes back; something is typed, and then nobody is there."""
    come_back(person)
    said(control, "idle")
    person.window.idle._last -= 24 * 3600
    person.window.idle.check()


def killed(person: Person, control: Path) -> None:
    """Again; the test ends the process as a crash would."""
    come_back(person)
    said(control, "open")
    until(lambda: False)


PHASES = (everything, idle, killed)


def come_back(person: Person) -> None:
    """After a lock the interview that was open is opened again."""
    view = person.shown(UnlockView)
    type_text(view.secret.edit, PASSPHRASE)
    view.unlock_button.click()
    conduct(person, person.shown(InterviewScreen))


def half_an_interview(person: Person) -> None:
    listed = person.shown(InterviewListScreen)
    person.wait(listed.new_button.isVisible)  # the list is read again when it is come back to
    person.prepare("Small")
    person.consent()
    conduct(person, person.shown(InterviewScreen))


def conduct(person: Person, screen: InterviewScreen) -> None:
    """Type into every field of every page; copy, cut, take back; leave the last one half typed."""
    for entry in screen.session.outline():
        if entry.kind is not EntryKind.PAGE or entry.locked:
            continue
        screen.go(entry.reference)
        for field in _fields(screen):
            field.setFocus()
            type_text(field, canary())
            field.selectAll()
            field.copy()
            field.cut()
            field.undo()
        person.wait(lambda: screen.ledger.state() is SaveState.SAVED)
    assert LATIN in QGuiApplication.clipboard().text()


def _fields(root: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    found = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)]
    return [each for each in found if each.isVisible() and each.isEnabled() and not each.isReadOnly()]


# Modal dialogs run a loop of their own: they are answered from a timer that was started before.


def with_dialog(*answers: Callable[[QWidget], None]) -> None:
    """Answer the dialogs that come next, one after the other."""
    left = list(answers)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.isVisible() and left and dialog.findChildren(QPushButton):
            left.pop(0)(dialog)
        if left:
            QTimer.singleShot(100, look)

    QTimer.singleShot(100, look)


def press(*texts: str) -> Callable[[QWidget], None]:
    return lambda dialog: next(
        each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") in texts
    ).click()


def passphrase(dialog: QWidget) -> None:
    type_text(dialog.findChildren(QLineEdit)[0], PASSPHRASE)
    press("Continue")(dialog)


def save_as(path: Path) -> Callable[[QWidget], None]:
    def save(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.findChildren(QLineEdit)[0].setText(str(path))
        dialog.accept()

    return save


def said(control: Path, word: str) -> None:
    """Tell the test, and wait until it has looked."""
    (control / f"said-{word}").touch()
    while not (control / f"heard-{word}").exists():
        time.sleep(0.02)
