"""The appearance image-map: parts of a drawing are pointed at; its list stays for the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.questions.parted_drawing import PartedDrawing
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert
from tests.gui.conftest import WAIT
from tests.gui.interviews import choose, field, ref, show, unnamed
from tests.workspaces import give_consent

BODY = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 0 200 100">
<rect x="-50" width="200" height="100" fill="#eee"/>
<path id="ring" d="M0 10 h80 v80 h-80 z M20 30 v40 h40 v-40 z" fill="#aaa" fill-rule="evenodd"/>
<g transform="translate(60 20)"><g transform="scale(2)"><rect id="moved" x="15" y="0" width="10" height="10"/></g></g>
<rect id="outline" x="90" y="60" width="40" height="30" fill="none" stroke="#000"/>
</svg>"""
FORM = """
| survey |
| | type | name | label | appearance | image |
| | begin_group | body | Body | | |
| | select_multiple part | hurt | Where were you hurt? | image-map | body.svg |
| | select_one part | worst | And worst of all? | image-map | {other} |
| | end_group | | | | |
| choices |
| | list_name | name | label |
| | part | ring | Around it |
| | part | moved | Beside it |
| | part | outline | Below it |
"""


@pytest.fixture
def screen(qtbot, workspace: Workspace, tmp_path: Path, operations: Operations) -> InterviewScreen:
    path, media = tmp_path / "body.md", tmp_path / "body-media"
    media.mkdir()
    (media / "body.svg").write_bytes(BODY)
    path.write_text(FORM.format(other="lost.svg"), encoding="utf-8")
    session = workspace.interviews.prepare(workspace.forms.add(convert(path)), "en")
    give_consent(workspace, session)
    return show(qtbot, InterviewScreen(session, workspace, operations))


def test_a_part_is_pointed_at_and_coloured_in(qtbot, screen: InterviewScreen) -> None:
    hurt = field(screen, "body/hurt")
    drawing = hurt.drawing
    qtbot.waitUntil(drawing.isVisible, timeout=WAIT)

    def at(x: float, y: float) -> QPoint:
        return QPoint(round((x + 50) * drawing.width() / 200), round(y * drawing.height() / 100))

    white = drawing.grab().toImage().pixelColor(at(10, 20))
    for point in (at(10, 20), at(100, 30)):
        QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=at(-40, 50))
    assert screen.session.question(ref("body/hurt")).view.value == "ring moved"
    assert drawing.grab().toImage().pixelColor(at(10, 20)) != white
    QTest.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=at(10, 20))
    assert screen.session.question(ref("body/hurt")).view.value == "moved"
    assert drawing.grab().toImage().pixelColor(at(10, 20)) == white
    choose(screen, "body/hurt", "outline")
    assert drawing._chosen == ("moved", "outline"), "the list and the drawing say the same"
    assert unnamed(screen) == []


def test_without_its_drawing_a_map_is_a_list_that_says_so(qtbot, screen: InterviewScreen) -> None:
    worst = field(screen, "body/worst")
    qtbot.waitUntil(lambda: "lost.svg" in worst._missing.said(), timeout=WAIT)
    assert not worst.drawing.isVisible()
    choose(screen, "body/worst", "ring")
    assert screen.session.question(ref("body/worst")).view.value == "ring"


def test_what_is_drawn_decides_and_an_outline_counts_as_full(qtbot) -> None:
    drawing = PartedDrawing()
    qtbot.addWidget(drawing)
    assert drawing.load(BODY) and not PartedDrawing().load(b"<svg/>") and not PartedDrawing().load(b"no picture")
    drawing.resize(200, 100)
    drawing.show_parts({"ring": "Around it", "moved": "Beside it", "outline": "Below it", "nowhere": "None"}, ())
    parts = {(55, 20): "ring", (145, 25): "moved", (160, 75): "outline", (5, 5): "", (199, 99): ""}
    assert {point: drawing.part_at(QPointF(*point)) for point in parts} == parts
