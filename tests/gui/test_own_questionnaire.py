"""A team's own questionnaire: taken in from the window, answered in it, and exported with the values JavaRosa has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from interviewtool.export.reading import read
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.interview_list.take_in_page import TakeInPage
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.questions import SaveState
from interviewtool.interview import EntryKind
from interviewtool.model import Reference
from interviewtool.workspace import Workspace
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.driving import Person, type_text
from tests.gui.interviews import choose, field, ref, unnamed
from tests.gui.studies import enter
from tests.xforms.conftest import FORMS, javarosa  # noqa: F401 - a fixture
from tests.xforms.reference_engine import JavaRosa

WRONG = """
| survey |
| | type | name | label | relevant | calculation |
| | select_one fruits | a | A | ${nobody} = 1 | |
| | text | b | B | ${a} = | |
| | calculate | c | | | frobnicate(1) |
| | slect_one l | d | D | | |
"""
ANSWERS = (
    ("where/region", "north"),
    ("where/district", "n2"),
    ("where/households", "2"),
    ("household[1]/head", "Ганна"),
    ("household[1]/size", "2"),
    ("household[1]/member[1]/member_name", "Ганна"),
    ("household[1]/member[1]/age", "41"),
    ("household[1]/member[2]/member_name", "Іван"),
    ("household[1]/member[2]/age", "12"),
    ("household[2]/head", "Петро"),
    ("household[2]/size", "1"),
    ("household[2]/member[1]/member_name", "Петро"),
    ("household[2]/member[1]/age", "67"),
    ("last/trust", "8"),
    ("last/order", "home doctor lawyer"),
)


@pytest.fixture
def person(qtbot, workspace: Workspace, window: MainWindow) -> Iterator[Person]:
    enter(window, workspace)
    with qtbot.waitActive(window, timeout=WAIT):
        window.activateWindow()
    yield Person(window, lambda condition: qtbot.waitUntil(condition, timeout=WAIT))


def taken_in(person: Person, dialogs: AnsweringDialogs, folder: Path) -> NewInterview:
    """First a file with five mistakes, then a good one."""
    wrong = folder / "wrong.md"
    wrong.write_text(WRONG, encoding="utf-8")
    person.press("New interview")
    before = person.shown(NewInterview).form.count()
    person.press("Take in another questionnaire…")
    page = person.shown(TakeInPage)
    dialogs.answer(wrong)
    person.press("Choose the file…")
    person.wait(lambda: page.remarks.isVisible() and page.isEnabled())
    assert not page.take.isEnabled() and unnamed(page) == []
    person.press("Copy the list")
    listed = QGuiApplication.clipboard().text()
    assert [word in listed for word in ("nobody", "fruits", "frobnicate", "slect_one")] == [True] * 4
    assert "5. " in listed and "sheet survey, row 3, column relevant" in listed

    dialogs.answer(FORMS / "roster.md")
    person.press("Choose the file…")
    person.wait(lambda: page.take.isEnabled() and page.isEnabled())
    assert not page.remarks.isVisible() and unnamed(page) == []
    person.press("Take it in")
    new = person.shown(NewInterview)
    assert new.form.count() == before + 1
    assert new.form.currentText() == "Roster of households, version 3"
    assert "New interviews begin with it" in new.banner.text
    return new


def test_taken_in_and_answered_in_the_window_it_exports_what_javarosa_has(
    workspace: Workspace,
    person: Person,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    javarosa: JavaRosa,  # noqa: F811
) -> None:
    taken_in(person, dialogs, tmp_path)
    person.press("Begin the preparation")
    person.shown(PreparationScreen)
    person.press("Proceed to consent")
    person.consent()
    screen = person.shown(InterviewScreen)
    answered(person, screen)
    drawn_over(person, screen, dialogs, tmp_path)
    person.wait(lambda: screen.ledger.state() is SaveState.SAVED)
    interview = screen.session.interview
    ours = values(read(workspace.vault, workspace.forms, interview.interview_id).instance().to_xml())

    path = tmp_path / "form.xml"
    path.write_bytes(workspace.forms.definition(interview.form_hash).xform)
    javarosa.do("load", path=str(path))
    for place, value in (*ANSWERS, ("last/body", ours["/data/last/body"])):
        javarosa.do("set", path=f"/data/{place}", value=value)
        javarosa.do("dump")  # the repeats follow their counts
    theirs = {node: each[0] for node, each in javarosa.do("dump")["nodes"].items()}
    assert ours["/data/last/all_ages"] == "120" and ours["/data/last/first_help"] == "home"
    assert ours == {node: theirs[node] for node in ours}
    assert {node for node, value in theirs.items() if value and "/meta" not in node} <= set(ours)


def answered(person: Person, screen: InterviewScreen) -> None:
    """Every answer by the field it has in the window."""
    screen.go(ref("where"))
    assert "nothing to choose from yet" in screen.page.card(ref("where/district"))._reason.said()
    choose(screen, "where/region", "north")
    assert screen.page.card(ref("where/district"))._reason.said() == ""
    assert set(field(screen, "where/district").buttons()) == {"n1", "n2"}, "the cascade"
    choose(screen, "where/district", "n2")
    for place, value in ANSWERS[2:13]:
        page = ref(place.rpartition("/")[0])
        person.wait(lambda page=page: page in [entry.reference for entry in screen.outline.entries()])
        screen.go(page)
        edit = field(screen, place).edit
        edit.setFocus()
        type_text(edit, value)
        field(screen, place).commit()
    screen.go(ref("last"))
    slider = field(screen, "last/trust").slider
    slider.setFocus()
    slider.setSliderPosition(4)
    order = field(screen, "last/order")
    order.rows.setCurrentRow(order.order().index("home"))
    order.move_row(-2)
    order.keep.click()
    said = {place: screen.session.question(ref(place)).view.value for place, _value in ANSWERS}
    assert said == dict(ANSWERS)
    rows = [entry.kind for entry in screen.outline.entries()]
    assert EntryKind.REPEAT not in rows, "what the form counts is not offered to be added"


def drawn_over(person: Person, screen: InterviewScreen, dialogs: AnsweringDialogs, folder: Path) -> None:
    """A picture, and a line over it."""
    photo = folder / "photo.png"
    QImage(str(FORMS / "roster-media" / "body.png")).scaled(600, 800).save(str(photo))
    body = field(screen, "last/body")
    dialogs.answer(photo)
    body.choose.click()

    def name() -> str:
        return screen.session.question(Reference("/data/last/body")).view.value

    person.wait(lambda: bool(name()))
    plain = name()
    body.draw.click()
    person.wait(body.pad.isVisible)
    middle = body.pad.rect().center()
    QTest.mousePress(body.pad, Qt.MouseButton.LeftButton, pos=middle / 2)
    QTest.mouseMove(body.pad, middle)
    QTest.mouseRelease(body.pad, Qt.MouseButton.LeftButton, pos=middle)
    body.keep.click()
    person.wait(lambda: name() not in ("", plain))


def values(xml: bytes) -> dict[str, str]:
    """The leaves of an exported instance by their places, repeats numbered; without what each engine draws itself."""
    found: dict[str, str] = {}
    for leaf in etree.fromstring(xml).iter():
        path, here = "", leaf
        while here is not None:
            name = etree.QName(here).localname
            number = len(list(here.itersiblings(here.tag, preceding=True))) + 1
            path = f"/{name}[{number}]{path}" if name in ("household", "member") else f"/{name}{path}"
            here = here.getparent()
        if len(leaf) == 0 and "/meta" not in path:
            found[path] = leaf.text or ""
    return found
