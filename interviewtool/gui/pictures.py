"""Pictures of the real window, for the README and for eyes that look it over: the screens of one interview, in order.

It shows the window offscreen over vaults it is given, goes where a person would go, and grabs. Nothing is faked but the
file dialog, which has nobody to ask.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from interviewtool.gui import application as applications
from interviewtool.gui.care.overview import Overview
from interviewtool.gui.consent import ConsentScreen
from interviewtool.gui.dialogs import Question
from interviewtool.gui.export import ExportScreen
from interviewtool.gui.interview import InterviewScreen
from interviewtool.gui.interview_list import InterviewListScreen
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.preparation import PreparationScreen
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

    prepared: an interview before consent. begun: one with answers; page: the one of it to show. finalized: one to
    export. bundle: a file for the supervisor's vault.
    """

    interviewer: Workspace
    supervisor: Workspace
    prepared: InterviewId
    begun: InterviewId
    page: Reference
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
    _find(window, StartScreen).show_unlock(settings.vault)
    yield "1-unlock", window
    _find(window, StartScreen).opened.emit(scene.interviewer, settings.vault)
    interviews = _find(window, InterviewListScreen)
    yield "2-interviews", window
    interviews.interview_chosen.emit(scene.prepared)
    preparation = _find(window, PreparationScreen)
    yield "3-preparation", window
    preparation.proceed.emit()
    consent = _find(window, ConsentScreen)
    consent.show_item(ConsentItem.RISKS)
    yield "4-consent", window
    consent.closed.emit()
    _gone(window, ConsentScreen)
    interviews.interview_chosen.emit(scene.begun)
    interview = _find(window, InterviewScreen)
    interview.go(scene.page)
    yield "5-interview", window
    interview.show_finish()
    yield "6-finish", window
    interview.closed.emit()
    _gone(window, InterviewScreen)
    interviews.export_chosen.emit([scene.finalized])
    _find(window, ExportScreen)
    yield "7-export", window
    window.go("team")
    _find(window, Fingerprint)
    yield "8-team", window
    window.go("settings")
    yield "9-settings", window
    window.go("care")
    _find(window, Overview)
    yield "12-care", window
    window.hide()
    window = _window(settings, operations, dress)
    _find(window, StartScreen).opened.emit(scene.supervisor, settings.vault)
    window.go("desk")
    _find(window, DeskScreen).open_button.click()
    bundle = _find(window, BundleView)
    yield "10-desk", window
    bundle.read_button.click()
    _find(window, Reader)
    yield "11-reading", window
    window.hide()


def _window(settings: Settings, operations: Operations, dress: Callable[[Settings], None]) -> MainWindow:
    dress(settings)
    window = MainWindow(SettingsFile(replace(settings)), operations, dress=dress)
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
