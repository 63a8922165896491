"""What leaves through the window: after the warning, under the passphrase, as real files that can be checked."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interviewtool.consent import Purpose
from interviewtool.errors import KnownError
from interviewtool.export.attached import Attached
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.export.bundle_card import neutral_name
from interviewtool.gui.files import read_chosen, write_chosen
from interviewtool.gui.operations import Operations
from interviewtool.gui.widgets import DayField
from interviewtool.interview import Picked
from interviewtool.model import AttachmentKind, ConsentItem
from tests.gui.conftest import WAIT, AnsweringDialogs
from tests.gui.studies import Study
from tests.workspaces import PASSPHRASE, decide


@pytest.fixture
def screen(qtbot, study: Study, operations: Operations) -> ExportScreen:
    study.interviewer.vault.register.close()  # the study is shared
    made = ExportScreen(study.interviewer, operations, [study.interview_id])
    qtbot.addWidget(made)
    made.resize(1000, 800)
    with qtbot.waitExposed(made, timeout=WAIT):
        made.show()
    qtbot.waitUntil(made.summary.isEnabled, timeout=WAIT)
    return made


def wait(qtbot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=WAIT)


def test_a_bundle_that_the_supervisor_opens(qtbot, screen, study: Study, dialogs: AnsweringDialogs, tmp_path) -> None:
    path = tmp_path / "it's.tar"
    dialogs.answer(path)
    screen.bundle.save_button.click()
    wait(qtbot, screen.bundle.result.isVisible)
    received = study.supervisor.review.open(path.read_bytes())
    assert [each.interview.interview_id for each in received.interviews] == [study.interview_id]
    assert not received.verdict.has_identities
    assert "Олена" not in dialogs.asked[0]
    check = screen.bundle.result.check.toPlainText()
    done = subprocess.run(["bash", "-ec", check], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert 'Good "interviewtool-bundle@1" signature for int-01' in done.stdout


def test_files_that_do_not_fit_are_left_out_only_when_asked(
    qtbot, fresh: Study, operations: Operations, dialogs: AnsweringDialogs, tmp_path, monkeypatch
) -> None:
    attachments, interview_id = fresh.interviewer.attachments, fresh.interview_id
    for name, size in (("small.jpg", 100), ("large.jpg", 5000)):
        picked = Picked(io.BytesIO(bytes(size)), name, size)
        attached = attachments.attach(interview_id, picked)
        consent_form = replace(attached, kind=AttachmentKind.CONSENT_FORM)  # one that no answer has to hold
        fresh.interviewer.vault.run(lambda work, row=consent_form: work.attachments.put(interview_id, row))
    monkeypatch.setattr(Attached.__init__, "__kwdefaults__", {"most": 1000})
    with pytest.raises(KnownError, match=r"export.files_too_large"):
        fresh.interviewer.export.bundle([interview_id])
    made = ExportScreen(fresh.interviewer, operations, [interview_id])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made, timeout=WAIT):
        made.show()
    wait(qtbot, made.summary.isEnabled)
    path = tmp_path / "without.tar"
    dialogs.answer(path, True)
    made.bundle.save_button.click()
    wait(qtbot, made.bundle.result.isVisible)
    assert "larger than" in dialogs.asked[1]
    (received,) = fresh.supervisor.review.open(path.read_bytes()).interviews
    small, large = sorted(received.record.attachments, key=lambda each: each.size)
    assert received.file(small.name) == bytes(100)
    assert received.file(large.name) is None and large.size == 5000


def test_names_travel_only_under_the_passphrase(qtbot, screen, study, dialogs: AnsweringDialogs, tmp_path) -> None:
    path = tmp_path / "named.tar"
    screen.bundle.identities.setChecked(True)
    dialogs.answer(None)  # turned away from the passphrase
    screen.bundle.save_button.click()
    assert dialogs.asked == ["Open the register"]
    dialogs.answer("not the passphrase", path, None)
    screen.bundle.save_button.click()
    wait(qtbot, lambda: len(dialogs.asked) == 4)
    assert "does not open" in dialogs.asked[-1]
    assert not path.exists()
    dialogs.answer(PASSPHRASE, path)
    screen.bundle.save_button.click()
    wait(qtbot, screen.bundle.result.isVisible)
    assert study.supervisor.review.open(path.read_bytes()).verdict.identities_open


def test_a_register_that_is_open_is_not_asked_for(qtbot, fresh, operations, dialogs, tmp_path) -> None:
    screen = ExportScreen(fresh.interviewer, operations, [fresh.interview_id])
    qtbot.addWidget(screen)
    screen.show()
    wait(qtbot, screen.bundle.save_button.isEnabled)
    fresh.interviewer.vault.register.open(PASSPHRASE, 5)
    path = tmp_path / "named.tar"
    screen.bundle.identities.setChecked(True)
    dialogs.answer(path)
    screen.bundle.save_button.click()
    wait(qtbot, screen.bundle.result.isVisible)
    assert [each.partition(":")[0] for each in dialogs.asked] == ["Save the bundle"]
    assert fresh.supervisor.review.open(path.read_bytes()).verdict.identities_open


def test_a_summary_is_saved_only_after_the_warning(qtbot, screen, dialogs: AnsweringDialogs, tmp_path: Path) -> None:
    dialogs.answer(False)
    screen.summary.save_button.click()
    assert "anyone" in dialogs.asked[0]
    assert len(dialogs.asked) == 1
    path = tmp_path / "summary.pdf"
    dialogs.answer(True, path)
    screen.summary.save_button.click()
    wait(qtbot, screen.summary.result.isVisible)
    shown = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    assert "Signature is Valid" in shown
    assert "Total document signed" in shown
    assert screen.summary.result.check.toPlainText() == f"pdfsig {path}"


def test_the_interview_is_named_and_its_questionnaires_languages_are_offered_its_own_first(screen) -> None:
    assert [screen.summary.language.itemData(place) for place in range(2)] == ["uk", "ru"]
    assert screen.summary.language.code == "uk"
    chosen = screen.summary.interview
    assert chosen.currentText().startswith("«") and chosen.currentText().endswith(f"» · {chosen.currentData()}")


def test_preview_and_print_from_memory(qtbot, screen, dialogs: AnsweringDialogs, tmp_path: Path) -> None:
    screen.summary.preview_button.click()
    wait(qtbot, lambda: screen.preview.isVisible() and bool(screen.preview._pages))
    wait(qtbot, lambda: all(not page.pixmap().isNull() for page in screen.preview._pages))
    picture = screen.preview._pages[0].pixmap().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7) for y in range(100, 300, 3)}
    assert "#ffffff" in colours
    assert len(colours) > 3  # there is writing on it
    dialogs.answer(False)
    screen._print()
    assert "Print only on a printer you trust" in dialogs.asked[0]
    printed = tmp_path / "printed.pdf"
    dialogs.answer(True, printed)
    screen._print()
    wait(qtbot, lambda: screen.isEnabled() and printed.exists())
    pages = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert f"Pages:           {len(screen.preview._pages)}" in pages


def test_escape_of_the_keyboard_user_is_the_back_button(qtbot, screen) -> None:
    with qtbot.waitSignal(screen.closed):
        back = next(
            each for each in screen.findChildren(type(screen.bundle.save_button)) if "← Interviews" in each.text()
        )
        back.setFocus()
        QTest.keyClick(back, Qt.Key.Key_Space)


def test_a_file_is_written_wholly_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_chosen(path, b"one")
    write_chosen(path, b"two")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert read_chosen(path) == b"two"
    with pytest.raises(KnownError, match=r"window\.file_not_written"):
        write_chosen(tmp_path / "nowhere" / "file", b"")
    with pytest.raises(KnownError, match=r"window\.file_not_read"):
        read_chosen(tmp_path / "nowhere")


def test_neutral_names_tell_nothing() -> None:
    names = {neutral_name() for _each in range(50)}
    assert len(names) == 50
    assert all(len(name) == 8 and name.isalnum() for name in names)


def test_the_wheel_scrolls_and_chooses_nothing(qtbot, screen) -> None:
    day, choosers = DayField(), (screen.summary.purpose, screen.summary.language)
    qtbot.addWidget(day)
    day.show_day(date(2027, 11, 23))
    begun = screen.summary.purpose.currentIndex()
    for chooser in choosers:
        chooser.setCurrentIndex(0)
    for field in (*choosers, day):
        turn = QWheelEvent(
            QPointF(5, 5),
            field.mapToGlobal(QPointF(5, 5)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turn)
    assert [chooser.currentIndex() for chooser in choosers] == [0, 0]
    assert day.day() == date(2027, 11, 23)
    screen.summary.purpose.setCurrentIndex(begun)


def test_who_is_given_it_is_said_and_what_stays_behind(qtbot, fresh, operations, dialogs, tmp_path) -> None:
    workspace, owner = fresh.interviewer, fresh.interview_id
    for item in (ConsentItem.AUTHORITIES, ConsentItem.SENSITIVE):
        decide(workspace, owner, item, given=item is ConsentItem.AUTHORITIES)
    screen = ExportScreen(workspace, operations, [owner])
    qtbot.addWidget(screen)
    screen.show()
    wait(qtbot, screen.summary.isEnabled)
    assert screen.left_out.isVisible() is bool(workspace.export.behind([owner]))
    card = screen.summary
    card.purpose.setCurrentIndex(card.purpose.findData(Purpose.AUTHORITIES))
    wait(qtbot, lambda: card.save_button.isEnabled() and not card.closed.isVisible())
    dialogs.answer(None)
    card.save_button.click()
    assert "who is given" in dialogs.asked[0]
    card.recipient.setText("Прокуратура, слідча")
    path = tmp_path / "given.pdf"
    dialogs.answer(True, path)
    card.save_button.click()
    wait(qtbot, card.result.isVisible)
    *_before, sent = workspace.withdrawals.sent(owner)
    assert (sent.purpose, sent.recipient) == ("authorities", "Прокуратура, слідча")

    decide(workspace, owner, ConsentItem.INTERVIEW, given=False)
    screen = ExportScreen(workspace, operations, [owner])
    qtbot.addWidget(screen)
    screen.show()
    wait(qtbot, screen.summary.isEnabled)
    assert not screen.bundle.isEnabled(), "said before anybody is asked for a passphrase and a place"
    assert f"{owner}: Consent to this is not given: C1" in screen.left_out.text()
