"""Files in the window: chosen, pasted, dropped, drawn; shown from memory; pictures of the questionnaire itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from interviewtool.gui.attachments import picture_file
from interviewtool.gui.attachments.file_window import FileWindow
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.operations import Operations
from interviewtool.gui.review import Reader
from interviewtool.model import Disposition, MissingReason
from interviewtool.workspace import Workspace
from interviewtool.xforms import convert
from tests.gui.conftest import AnsweringDialogs
from tests.gui.interviews import WAIT, field, give_reason, press, ref, show, unnamed
from tests.gui.studies import Study
from tests.workspaces import give_consent

FORM = """
| survey | | | | | | |
|---|---|---|---|---|---|---|
| | type | name | label::English (en) | appearance | image::English (en) | audio::English (en) |
| | begin_group | papers | Papers | | | |
| | image | photo | Photo | | map.png | said.mp3 |
| | audio | voice | Voice | | | |
| | file | paper | Paper | | lost.png | |
| | image | drawn | Draw | draw | | |
| | image | signed | Sign | signature | | |
| | image | marked | Mark | annotate | | |
| | select_one need | need | Need | | | |
| | end_group | | | | | |
| choices | | | | |
| | list_name | name | label::English (en) | image::English (en) |
| | need | doctor | Doctor | doctor.png |
| | need | lawyer | Lawyer | lost.png |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | papers | Papers | 1 | English (en) |
"""


def picture(colour: str, width: int = 900, height: int = 600) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return picture_file(image).content


@pytest.fixture
def form(tmp_path: Path, qapp) -> bytes:
    path = tmp_path / "papers.md"
    path.write_text(FORM, encoding="utf-8")
    folder = tmp_path / "papers-media"
    folder.mkdir()
    (folder / "map.png").write_bytes(picture("teal"))
    (folder / "doctor.png").write_bytes(picture("tomato", 60, 60))
    return convert(path)


@pytest.fixture
def shown(request, qtbot, workspace: Workspace, form: bytes, operations: Operations) -> InterviewScreen:
    session = workspace.interviews.prepare(workspace.forms.add(form), "en")
    give_consent(workspace, session, declined=getattr(request, "param", ()))
    return show(qtbot, InterviewScreen(session, workspace, operations))


def value(screen: InterviewScreen, path: str) -> str:
    return screen.session.question(ref(path)).view.value


def sealed(qtbot, screen: InterviewScreen, path: str, other_than: str = "") -> str:
    """The answer, once the file is in."""
    qtbot.waitUntil(lambda: value(screen, path) not in ("", other_than), timeout=WAIT)
    return value(screen, path)


def test_a_file_is_chosen_shown_enlarged_and_removed(
    qtbot, shown: InterviewScreen, dialogs: AnsweringDialogs, tmp_path: Path, workspace: Workspace
) -> None:
    original = tmp_path / "Олена.png"
    original.write_bytes(picture("navy"))
    photo = field(shown, "papers/photo")
    dialogs.answer(original)
    photo.choose.click()
    name = sealed(qtbot, shown, "papers/photo")
    assert name.endswith(".png") and "Олена" not in name
    qtbot.waitUntil(lambda: not photo.view.picture.isHidden(), timeout=WAIT)
    assert photo.view.picture.pixmap().toImage().pixelColor(5, 5) == QColor("navy")
    assert photo.view.picture.pixmap().width() <= 520
    assert "Picked as: Олена.png" in photo.view.small.text()
    assert original.read_bytes() == picture("navy")
    photo.view.larger.click()
    large = shown.findChild(FileWindow)
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert unnamed(shown) == []
    dialogs.answer(True)
    photo.remove.click()
    assert value(shown, "papers/photo") == ""
    interview_id = shown.session.interview.interview_id
    qtbot.waitUntil(lambda: workspace.vault.blobs.list(interview_id) == (), timeout=WAIT)


def test_pasted_dropped_and_drawn(qtbot, shown: InterviewScreen, tmp_path: Path, workspace: Workspace) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(picture("olive")))
    photo = field(shown, "papers/photo")
    photo.choose.setFocus()
    press(photo.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first = sealed(qtbot, shown, "papers/photo")
    (tmp_path / "notes.txt").write_text("Written by hand", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    paper = field(shown, "papers/paper")
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    paper.dropEvent(event)
    sealed(qtbot, shown, "papers/paper")
    qtbot.waitUntil(lambda: paper.view.text.text() == "Written by hand", timeout=WAIT)
    for path in ("papers/drawn", "papers/signed"):
        pad = field(shown, path)
        assert not pad.keep.isEnabled()
        QTest.mousePress(pad.pad, Qt.MouseButton.LeftButton, pos=pad.pad.rect().center() / 2)
        QTest.mouseMove(pad.pad, pad.pad.rect().center())
        QTest.mouseRelease(pad.pad, Qt.MouseButton.LeftButton, pos=pad.pad.rect().center())
        pad.keep.click()
        assert sealed(qtbot, shown, path).endswith(".png")
        assert pad.pad.isHidden()
    photo.take_clipboard()
    sealed(qtbot, shown, "papers/photo", other_than=first)
    interview_id = shown.session.interview.interview_id
    qtbot.waitUntil(lambda: len(workspace.attachments.all(interview_id)) == 4, timeout=WAIT)


def test_a_picture_is_drawn_over_and_kept_as_one(
    qtbot, shown: InterviewScreen, dialogs: AnsweringDialogs, tmp_path: Path, workspace: Workspace
) -> None:
    body = tmp_path / "body.jpg"
    QImage.fromData(picture("white", 1800, 1200)).save(str(body))
    marked = field(shown, "papers/marked")
    assert marked.pad.isHidden() and marked.draw.isHidden()
    dialogs.answer(body)
    marked.choose.click()
    plain = sealed(qtbot, shown, "papers/marked")
    marked.draw.click()
    qtbot.waitUntil(marked.pad.isVisible, timeout=WAIT)
    assert not marked.keep.isEnabled() and unnamed(shown) == []
    corner, middle = marked.pad.rect().center() / 2, marked.pad.rect().center()
    QTest.mousePress(marked.pad, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(marked.pad, middle)
    QTest.mouseRelease(marked.pad, Qt.MouseButton.LeftButton, pos=middle)
    shown.resize(shown.width() * 2 // 3, shown.height())  # what was drawn stays where it was drawn
    marked.keep.click()
    name = sealed(qtbot, shown, "papers/marked", other_than=plain)
    assert name.endswith(".jpg") and marked.pad.isHidden() and not marked.draw.isHidden()
    interview_id = shown.session.interview.interview_id
    qtbot.waitUntil(lambda: len(workspace.attachments.all(interview_id)) == 1, timeout=WAIT)
    (kept,) = workspace.attachments.all(interview_id)
    content = workspace.attachments.read(interview_id, kept)
    assert content is not None
    image = QImage.fromData(content)
    assert (image.width(), image.height()) == (1800, 1200)
    red = [image.pixelColor(x, y).green() < 100 for x, y in ((450, 300), (675, 450), (900, 600), (1125, 750))]
    assert red == [True, True, True, False]


@pytest.mark.parametrize("shown", [("C7", "C8")], indirect=True)
def test_what_consent_does_not_allow_is_said_before(qtbot, shown: InterviewScreen) -> None:
    voice, photo = field(shown, "papers/voice"), field(shown, "papers/photo")
    qtbot.waitUntil(lambda: not voice.refusal.isHidden() and not photo.refusal.isHidden(), timeout=WAIT)
    assert "C7" in voice.refusal.text() and "C8" in photo.refusal.text()
    assert voice.choose.isHidden()
    assert voice.focus_target() is voice.refusal
    card = shown.page.card(ref("papers/voice"))
    give_reason(card, MissingReason.REFUSED)
    assert shown.session.question(ref("papers/voice")).view.missing is MissingReason.REFUSED
    assert field(shown, "papers/drawn").keep.isVisible(), "a drawing is an answer like any other"
    assert unnamed(shown) == []


@pytest.mark.parametrize("shown", [("C7",)], indirect=True)
def test_a_video_that_was_shown_is_copied_though_the_voice_is_not_recorded(
    qtbot, shown: InterviewScreen, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    video, paper = tmp_path / "captivity.mp4", field(shown, "papers/paper")
    video.write_bytes(b"a video of a prisoner")
    dialogs.answer(video, False)
    paper.choose.click()
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2, timeout=WAIT)
    assert "show it to you" in dialogs.asked[1]
    assert shown.session.question(ref("papers/paper")).view.value == ""
    dialogs.answer(video, True)
    paper.choose.click()
    assert sealed(qtbot, shown, "papers/paper").endswith(".mp4")


def test_the_questionnaires_own_pictures_are_shown(qtbot, shown: InterviewScreen) -> None:
    media = shown.page.card(ref("papers/photo"))._media
    qtbot.waitUntil(lambda: not media._picture.pixmap().isNull(), timeout=WAIT)
    assert media._picture.pixmap().toImage().pixelColor(9, 9) == QColor("teal")
    assert "said.mp3" in media._others.said()
    lost = shown.page.card(ref("papers/paper"))._media
    qtbot.waitUntil(lambda: "lost.png did not come" in lost._picture.text(), timeout=WAIT)
    need = field(shown, "papers/need")
    doctor, lawyer = (label for _button, label in need._rows)
    qtbot.waitUntil(lambda: doctor._picture is not None and "lost.png" in lawyer.text(), timeout=WAIT)
    assert need.buttons()["doctor"].accessibleName() == "Doctor"
    assert doctor.height() >= 60 + doctor.fontMetrics().height()


def test_the_supervisor_sees_what_came_in_the_bundle(qtbot, fresh: Study, operations: Operations, form: bytes) -> None:
    session = fresh.interviewer.interviews.prepare(fresh.interviewer.forms.add(form), "en")
    give_consent(fresh.interviewer, session)
    screen = show(qtbot, InterviewScreen(session, fresh.interviewer, operations))
    QGuiApplication.clipboard().setImage(QImage.fromData(picture("olive")))
    field(screen, "papers/photo").take_clipboard()
    name = sealed(qtbot, screen, "papers/photo")
    session.saving.result()
    for path in ("voice", "paper", "drawn", "signed", "marked", "need"):
        session.mark_missing(ref(f"papers/{path}"), MissingReason.NOT_ASKED)
    session.finalize(Disposition.COMPLETED)
    bundle = fresh.interviewer.export.bundle([session.interview.interview_id])
    (received,) = fresh.supervisor.review.open(bundle).interviews
    assert name.encode() in received._instance
    (listed,) = received.record.attachments
    assert listed.name == name and listed.original_name == ""
    reader = Reader(Reader.Content.of(received), operations, fresh.supervisor.decisions)
    show(qtbot, reader)
    photo = reader.page.card(ref("papers/photo")).field
    qtbot.waitUntil(lambda: not photo.view.picture.isHidden(), timeout=WAIT)
    assert photo.view.picture.pixmap().toImage().pixelColor(9, 9) == QColor("olive")
    assert photo.choose.isHidden() or not photo.choose.isVisible()
