"""A person who types on until the process is killed: `python -m tests.gui.typing_until_killed FOLDER PASSPHRASE`.

Says the interview's code, then each answer as soon as the window shows that everything is saved, one line each.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.questions import SaveState
from interviewtool.model import Reference
from tests.gui.driving import Person, open_window, type_text, until

STORY = Reference("/data/person/story")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def is_active(window: QWidget) -> bool:
    """Whether the window takes the keys; while it does not, it is asked for again, since a busy machine forgets."""
    if not window.isActiveWindow():
        window.raise_()
        window.activateWindow()
    return window.isActiveWindow()


def main(folder: str, passphrase: str) -> None:
    """Type until killed."""
    person = Person(open_window(folder), until)
    person.unlock(passphrase)
    person.prepare("Small")
    person.consent()
    screen = person.shown(InterviewScreen)
    say(screen.session.interview.interview_id)
    until(lambda: screen.page.card(STORY) is not None)
    field = screen.page.card(STORY).field
    until(lambda: is_active(person.window))
    for number in range(10_000):
        field.edit.setFocus()
        type_text(field.edit, f"{number} слів. ")
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
        until(lambda: screen.saved.state() is SaveState.SAVED)
        say(str(number))


if __name__ == "__main__":
    main(*sys.argv[1:])
