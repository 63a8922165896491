"""How the main screens look, compared with reference pictures that were looked at by eye.

`tests/screenshots/NAME.png` is the reference. Drawn offscreen with the bundled fonts, unhinted, two systems agree
to the pixel; still a pixel counts as different only when a channel differs by more than CHANNEL, and SHARE of them may,
so that a new version of Qt that moves one edge of a curve does not stop everybody's work. After a change of look:
`INTERVIEWTOOL_SCREENSHOTS=write pytest tests/gui/test_screenshots.py`, then look at every picture before committing it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.secrets import made_passphrase
from interviewtool.interview import Session
from interviewtool.model import Reference
from tests.gui.conftest import WAIT
from tests.gui.screens import SCREENS
from tests.gui.studies import Study
from tests.workspaces import give_consent

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"
SIZE = QSize(1100, 760)
CHANNEL = 24
"""Of 255."""
SHARE = 0.002
"""Of all pixels: about 1,700."""


WORDS = "amber willow copper lantern meadow thirty"


def small(study: Study) -> Session:
    form = next(form for form in study.interviewer.forms.list() if form.form_id == "small")
    return study.interviewer.interviews.prepare(form.form_hash, "uk")


def preparation(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    return PreparationScreen(small(study), study.interviewer, operations)


def consent(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = small(study)
    session.close()
    screen = ConsentScreen(study.interviewer, session.interview.interview_id, operations)
    screen.opening.begin.emit()
    return screen


def interview(study: Study, operations: Operations, _clock: Callable) -> QWidget:
    session = small(study)
    give_consent(study.interviewer, session)
    session.answer_identity(Reference("/data/person/name"), "Олена Ґедзь")
    session.answer(Reference("/data/person/age"), "241")
    screen = InterviewScreen(session, study.interviewer, operations)
    screen.go(Reference("/data/person"))
    return screen


def finish(study: Study, operations: Operations, clock: Callable) -> QWidget:
    screen = interview(study, operations, clock)
    screen.show_finish()
    return screen


def new(study: Study, _operations: Operations, _clock: Callable) -> QWidget:
    return NewInterview(tuple(form for form in study.interviewer.forms.list() if form.form_id == "small"))


PICTURES = {
    **{
        name: SCREENS[name]
        for name in (
            "welcome",
            "create",
            "recovery",
            "unlock",
            "forgot",
            "care",
            "list",
            "joining",
            "reader",
            "export",
            "settings",
        )
    },
    "new": new,
    "desk": SCREENS["bundle"],
    "preparation": preparation,
    "consent": consent,
    "interview": interview,
    "finish": finish,
}
LOOKS = [(name, "light", 100) for name in PICTURES] + [
    (name, "dark", 200) for name in ("unlock", "create", "care", "consent", "interview")
]


@pytest.fixture
def winter_in_kyiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same local time on every machine; and the words that are made up are the same every time."""
    monkeypatch.setattr(made_passphrase, "new_passphrase", lambda _language, **_named: WORDS)
    monkeypatch.setenv("TZ", "EET-2")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("name", "theme", "percent"), LOOKS, ids=str)
def test_looks_as_it_should(
    name: str,
    theme: str,
    percent: int,
    qtbot,
    qapp: QApplication,
    winter_in_kyiv: None,
    fresh: Study,
    operations: Operations,
    clock: Callable,
    look: Callable,
    tmp_path: Path,
) -> None:
    look(theme=theme, font_percent=percent)
    qapp.setCursorFlashTime(0)
    screen = PICTURES[name](fresh, operations, clock)
    qtbot.addWidget(screen)
    screen.setFixedSize(SIZE)
    screen.show()
    with qtbot.waitActive(screen, timeout=WAIT):
        screen.activateWindow()
    qtbot.waitUntil(screen.isEnabled, timeout=WAIT)
    qtbot.wait(300)  # what is read quietly arrives, and saves are told
    picture = screen.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    reference = FOLDER / f"{name}-{theme}-{percent}.png"
    if os.environ.get("INTERVIEWTOOL_SCREENSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        picture.save(str(reference))
        return
    share = difference(picture, QImage(str(reference)).convertToFormat(QImage.Format.Format_RGB888))
    seen = tmp_path / reference.name
    picture.save(str(seen))
    assert share <= SHARE, f"{share:.2%} of the pixels differ; look at {seen} beside {reference}"


def difference(one: QImage, other: QImage) -> float:
    """Share of the pixels that differ; 1 where even the sizes do."""
    if one.size() != other.size():
        return 1.0
    first, second = (bytes(each.constBits()) for each in (one, other))
    if first == second:
        return 0.0
    pixels = len(first) // 3
    different = {place // 3 for place, (a, b) in enumerate(zip(first, second, strict=True)) if abs(a - b) > CHANNEL}
    return len(different) / pixels
