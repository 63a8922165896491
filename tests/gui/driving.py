"""Works the window as a person does: by what is written on the buttons, and by typing.

Run as a program it is a person whose laptop dies: `python -m tests.gui.driving FOLDER PASSPHRASE` opens the vault in a
window of its own process, begins an interview, waits until the window says that everything is saved, prints the
interview's code and kills its process.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.questions import SaveState
from interviewtool.gui.start.unlock_view import UnlockView
from interviewtool.model import ConsentItem, ConsentMethod, Naming, Reference

WAIT = 60_000
"""Milliseconds a test waits for an act at most; the machine may be busy."""
NAME, AGE = "Олена Ґедзь", "41"
STORY = "Того ранку ми виїхали з міста. Нас зупинили на блокпосту."
HALF_TYPED = "Колонія №"


class Person:
    """window: shown. wait(condition): until it holds."""

    def __init__(self, window: MainWindow, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.window = window
        self.wait = wait

    def shown(self, kind: type) -> QWidget:
        """The view of a kind, once it is shown and can be used."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [child for child in self.window.findChildren(kind) if child.isVisible() and child.isEnabled()]
            return bool(found) and self.window.isEnabled()

        self.wait(there)
        return found[0]

    def press(self, text: str) -> None:
        """Press the button that says this, with the space bar."""
        button = next(
            each
            for each in self.window.findChildren(QPushButton)
            if each.text().replace("&", "") == text and each.isVisible()
        )
        self.wait(button.isEnabled)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    def unlock(self, passphrase: str) -> None:
        view = self.shown(UnlockView)
        type_text(view.secret.edit, passphrase)
        QTest.keyClick(view.secret.edit, Qt.Key.Key_Return)
        self.shown(InterviewListScreen)

    def prepare(self, form: str) -> None:
        """Begin an interview with a questionnaire, and note how it is held."""
        self.press("New interview")
        new = self.shown(NewInterview)
        new.form.setCurrentIndex(
            next(row for row in range(new.form.count()) if new.form.itemText(row).startswith(form))
        )
        self.press("Begin the preparation")
        screen = self.shown(PreparationScreen)
        self.answer(screen, "before/mode", "наживо")
        self.press("Proceed to consent")

    def consent(self, *declined: ConsentItem) -> None:
        """Say yes, spoken, to everything but some items; to be quoted under a pseudonym."""
        screen = self.shown(ConsentScreen)
        screen.opening.start.click()
        for item in ConsentItem:
            self.wait(lambda item=item: screen._item is item and screen.isEnabled())
            screen.item.answers[Naming.PSEUDONYM if item is ConsentItem.QUOTATION else item not in declined].click()
            screen.item.how.methods[ConsentMethod.SPOKEN].click()
            screen.item.next.click()
        self.wait(lambda: screen.stack.currentWidget() is screen.summary and screen.isEnabled())
        screen.summary.proceed.click()

    def answer(self, screen: QWidget, path: str, text: str, *, commit: bool = True) -> None:
        """Type an answer."""
        card = screen.page.card(Reference(f"/data/{path}"))
        type_text(card.field.edit, text)
        if commit:
            card.field.commit()

    def tell(self) -> InterviewScreen:
        """What the respondent says: the first page in full, the second half typed."""
        screen = self.shown(InterviewScreen)
        self.answer(screen, "person/name", NAME)
        self.answer(screen, "person/age", AGE)
        self.answer(screen, "person/story", STORY)
        screen.go(Reference("/data/place[1]"))
        self.answer(screen, "place[1]/place_name", HALF_TYPED, commit=False)
        draft = Reference("/data/place[1]/place_name")
        self.wait(lambda: screen.session.question(draft).draft == HALF_TYPED)
        self.wait(lambda: screen.ledger.state() is SaveState.SAVED)
        return screen


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget, in any script; `qtbot.keyClicks` aborts Qt on Cyrillic."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def until(condition: Callable[[], bool]) -> None:
    for _each in range(WAIT // 10):
        if condition():
            return
        QTest.qWait(10)
    raise TimeoutError


def open_window(folder: str) -> MainWindow:
    """The window of a process of its own, before the vault in the folder is unlocked."""
    from interviewtool.gui import application as applications
    from interviewtool.gui.operations import Operations
    from interviewtool.gui.window_dialogs import WindowDialogs
    from interviewtool.settings import Settings, SettingsFile
    from interviewtool.vault import Vault
    from tests.workspaces import CHEAP_LIMITS

    unlock = Vault.unlock
    Vault.unlock = staticmethod(lambda *given, **named: unlock(*given, **{**named, "limits": CHEAP_LIMITS}))
    application = applications.prepare([])
    settings = Settings(interface_language="en", vault_folder=folder, swap_warned=True)
    applications.dress(application, settings)
    window = MainWindow(SettingsFile(settings), Operations(WindowDialogs()), dress=lambda _settings: None)
    window.show()
    return window


def main(folder: str, passphrase: str) -> None:
    """Be the person whose laptop dies."""
    person = Person(open_window(folder), until)
    person.unlock(passphrase)
    person.prepare("Small")
    person.consent()
    screen = person.tell()
    sys.stdout.write(f"{screen.session.interview.interview_id}\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
