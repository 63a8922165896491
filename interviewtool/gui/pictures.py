"""Pictures of the real window, for the README and for eyes that look it over: the screens of one interview, in order.

It shows the window offscreen over vaults it is given, goes where a person would go, and grabs. Nothing is faked but the
file dialog, which has nobody to ask.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from interviewtool.gui import application as applications
from interviewtool.gui.afterwards import AfterwardsScreen
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.dialogs import Question
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.interview_list.new_interview import NewInterview
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.pause import PauseScreen
from interviewtool.gui.preparation import PreparationScreen
from interviewtool.gui.readback import ReadBackScreen
from interviewtool.gui.referrals import ReferralsScreen
from interviewtool.gui.review import DeskScreen, Reader
from interviewtool.gui.review.bundle_view import BundleView
from interviewtool.gui.review.fingerprint import Fingerprint
from interviewtool.gui.start import StartScreen
from interviewtool.model import ConsentItem, InterviewId, Reference
from interviewtool.settings import Settings, SettingsFile
from interviewtool.workspace import Workspace

ScreenType = TypeVar("ScreenType", bound=QWidget)

WIDTH, HEIGHT = 1180, 800
SHOWN_FOLDER = "/media/interviewer/vault"
"""What the pictures say of where the vault lies; no picture shows a path of the machine it was taken on."""

_PATIENCE = 60.0
"""Seconds until a screen that does not come is an error."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is there to be seen.

    prepared: an interview before consent; awaiting: one that waits for a supervisor. begun: one with answers; page: the
    one of it to show; way: other sections of it on the way through, by the name of their picture; file: a question of
    it that holds a picture; sensitive: a section that is asked about again.
    finalized: one to export. bundle: a file for the supervisor's vault.
    """

    interviewer: Workspace
    supervisor: Workspace
    prepared: InterviewId
    awaiting: InterviewId
    begun: InterviewId
    page: Reference
    way: Mapping[str, Reference]
    file: Reference
    sensitive: Reference
    finalized: InterviewId
    bundle: Path


class _OneFile:
    """Dialogs with nobody before them: the file to open is known, everything else is declined."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def confirm(self, parent: QWidget, question: Question) -> bool:
        return False

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        raise RuntimeError(f"{title}: {text}")

    def passphrase(self, parent: QWidget, title: str, why: str) -> str | None:
        return None

    def recovery_code(self, parent: QWidget, code: str) -> bool:
        return False

    def open_file(self, parent: QWidget, title: str, name_filter: str) -> Path | None:
        return self._path

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str) -> Path | None:
        return None

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return None

    def choose_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        return False


def take(
    scene: Scene, folder: Path, *, language: str, theme: str = "light", font_percent: int = 100
) -> tuple[Path, ...]:
    """Save a PNG of every main screen into a folder. The process needs QT_QPA_PLATFORM=offscreen, no QApplication."""
    application = applications.prepare([])
    settings = Settings(
        interface_language=language,
        theme=theme,
        font_percent=font_percent,
        vault_folder=SHOWN_FOLDER,
        swap_warned=True,
    )
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    operations = Operations(_OneFile(scene.bundle))
    for name, window in _screens(scene, settings, operations, partial(applications.dress, application)):
        _let_pass(0.3)
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        taken.append(path)
    operations.settle(_PATIENCE)
    operations.close()
    return tuple(taken)


def _screens(
    scene: Scene, settings: Settings, operations: Operations, dress: Callable[[Settings], None]
) -> Iterator[tuple[str, QWidget]]:
    window = _window(settings, operations, dress)
    start = _find(window, StartScreen)
    start.show_create()
    yield "21-create", window
    start.show_unlock(settings.vault)
    yield "1-unlock", window
    _find(window, StartScreen).opened.emit(scene.interviewer, settings.vault)
    interviews = _find(window, InterviewListScreen)
    yield "2-interviews", window
    for part in (_before, _asking, _later):
        for name in part(scene, window, interviews):
            yield name, window
    window.hide()
    window = _window(settings, operations, dress)
    _find(window, StartScreen).opened.emit(scene.supervisor, settings.vault)
    for name in _desk(window):
        yield name, window
    window.hide()


def _before(scene: Scene, window: MainWindow, interviews: InterviewListScreen) -> Iterator[str]:
    """Preparation and consent."""
    interviews.begin_new()
    _find(window, NewInterview)
    yield "22-new-interview"
    interviews.refresh()
    _gone(window, NewInterview)
    interviews.interview_chosen.emit(scene.awaiting)
    waiting = _find(window, PreparationScreen)
    waiting.go_on()
    _until(lambda: waiting.stack.currentWidget() is waiting.waiting)
    yield "13-stop"
    waiting.closed.emit()
    _gone(window, PreparationScreen)
    interviews.interview_chosen.emit(scene.prepared)
    preparation = _find(window, PreparationScreen)
    yield "3-preparation"
    preparation.proceed.emit()
    consent = _find(window, ConsentScreen)
    yield "23-consent-begins"
    consent.show_item(ConsentItem.RISKS)
    yield "4-consent"
    consent.closed.emit()
    _gone(window, ConsentScreen)


def _asking(scene: Scene, window: MainWindow, interviews: InterviewListScreen) -> Iterator[str]:
    """The interview, from its questions to the withdrawal card."""
    interviews.interview_chosen.emit(scene.begun)
    interview = _find(window, InterviewScreen)
    interview.go(scene.page)
    yield "5-interview"
    for name, page in scene.way.items():
        interview.go(page)
        yield name
    interview.consent_wanted.emit()
    consent = _find(window, ConsentScreen)
    yield "24-consent-given"
    consent.granted.emit()
    _gone(window, ConsentScreen)
    interview = _find(window, InterviewScreen)
    interview.show_finish()
    yield "6-finish"
    interview.go_to_question(scene.file)
    _let_pass(1.0)  # the picture of the file makes its card higher when it is there
    interview.go_to_question(scene.file)
    yield "14-file"
    interview.go(scene.sensitive)
    yield "15-sensitive"
    interview.pause()
    pause = _find(window, PauseScreen)
    yield "16-break"
    pause.ended.emit()
    _gone(window, PauseScreen)
    _find(window, InterviewScreen).read_back()
    reading = _find(window, ReadBackScreen)
    yield "17-reading-back"
    reading.closed.emit()
    _gone(window, ReadBackScreen)
    _find(window, InterviewScreen).card_wanted.emit()
    card = _find(window, ConsentScreen).asides.form
    _until(card.print_button.isEnabled)
    _let_pass(1.0)  # the page is drawn when it is there
    yield "18-withdrawal-card"
    _find(window, ConsentScreen).closed.emit()
    _gone(window, ConsentScreen)


def _later(scene: Scene, window: MainWindow, interviews: InterviewListScreen) -> Iterator[str]:
    """What follows an interview, and the places of the window."""
    interviews.referrals_chosen.emit()
    referrals = _find(window, ReferralsScreen)
    yield "19-referrals"
    referrals.closed.emit()
    _gone(window, ReferralsScreen)
    interviews.export_chosen.emit([scene.finalized])
    _find(window, ExportScreen)
    yield "7-export"
    window.go("team")
    _find(window, Fingerprint)
    yield "8-team"
    window.go("settings")
    yield "9-settings"
    window.go("afterwards")
    withdrawing = _find(window, AfterwardsScreen).withdrawing
    withdrawing.search.sought.emit(str(scene.finalized))
    _until(lambda: not withdrawing.tiers.isHidden())
    yield "20-withdrawal"
    window.go("care")
    _find(window, Overview)
    yield "12-care"


def _desk(window: MainWindow) -> Iterator[str]:
    """The supervisor's."""
    window.go("desk")
    _find(window, DeskScreen).open_button.click()
    bundle = _find(window, BundleView)
    yield "10-desk"
    bundle.read_button.click()
    _find(window, Reader)
    yield "11-reading"


def _window(settings: Settings, operations: Operations, dress: Callable[[Settings], None]) -> MainWindow:
    dress(settings)
    window = MainWindow(SettingsFile(settings), operations, dress=dress)
    window.resize(WIDTH, HEIGHT)
    window.show()
    return window


def _find(window: MainWindow, kind: type[ScreenType]) -> ScreenType:
    """The screen of a kind, once it is there."""
    _until(lambda: window.findChild(kind) is not None)
    found = window.findChild(kind)
    assert found is not None
    return found


def _gone(window: MainWindow, kind: type[QWidget]) -> None:
    _until(lambda: window.findChild(kind) is None)


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise RuntimeError("a screen did not come")
        _let_pass(0.02)


def _let_pass(seconds: float) -> None:
    """Let the window work for a while, deferred deletions included."""
    end = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if time.monotonic() >= end:
            return
        time.sleep(0.005)
