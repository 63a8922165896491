"""The process of the window: look, language and fonts are set up, the window is shown, and its end becomes a code.

Ending with `LOCKED` makes the launcher start a fresh process, which shows the unlock view; this one's memory is gone
with it. Whether there is a display was asked by the launcher, since Qt aborts the process where there is none.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, QSocketNotifier, Qt, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool import garbage
from interviewtool.gui import design
from interviewtool.gui.design import Theme
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.gui.window_dialogs import WindowDialogs
from interviewtool.i18n import LANGUAGES, set_interface_language
from interviewtool.paths import RESOURCES
from interviewtool.settings import Settings, read_settings


def main(arguments: Sequence[str]) -> int:
    """Show the window until it is closed or locked. Returns the exit code: 0 closed, 75 locked.

    arguments: `--language=uk` for this once; the rest is Qt's.
    """
    application = prepare(arguments)
    found = read_settings()
    dress_window = partial(dress_in, named_language(arguments), found.settings.interface_language, application)
    dress_window(found.settings)
    operations = Operations(WindowDialogs())
    window = MainWindow(found, operations, dress=dress_window)
    tell_of_mistakes(window, operations)
    application.styleHints().colorSchemeChanged.connect(window.dress_again)
    window.finished.connect(application.exit)
    ending = _EndingSignals(window)
    desktop = _lock_with_the_desktop(window)
    window.show()
    code = application.exec()
    ending.close()
    del desktop  # gives back the delay of a machine that waits to sleep
    return code


def prepare(arguments: Sequence[str]) -> QApplication:
    """The application object with the bundled fonts, leaving nothing of Qt's own on the disk."""
    # Qt writes visited folders to QtProject.conf; a place that cannot be made keeps it from doing so.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    application = QApplication(["interviewtool", *arguments])
    application.setApplicationName("interviewtool")
    application.setApplicationDisplayName("interviewtool")
    application.setDesktopFileName("interviewtool")
    application.setQuitOnLastWindowClosed(False)  # the window ends it, after its vault is closed
    application.focusChanged.connect(keep_from_input_methods)
    load_fonts()
    collect_on_this_thread(application)
    return application


def collect_on_this_thread(application: QApplication) -> None:
    """What nobody holds any more is destroyed here, where widgets may be: every second, by `interviewtool.garbage`."""
    garbage.collect_by_hand()
    seconds = QTimer(application, interval=1000)
    seconds.timeout.connect(garbage.collect)
    seconds.start()


def keep_from_input_methods(_left: QWidget | None, entered: QWidget | None) -> None:
    """Ask the input method to learn nothing from what is typed: its words would stand in clear in its files."""
    if entered is not None and entered.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        entered.setInputMethodHints(entered.inputMethodHints() | hints)


def load_fonts() -> None:
    """Make the bundled fonts known to Qt."""
    for font in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))


def dress(application: QApplication, settings: Settings) -> None:
    """Give the application its language, text size and colours; may be called again at any time."""
    language = settings.interface_language or system_language()
    set_interface_language(language)
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    QLocale.setDefault(QLocale(language))
    design.apply(application, theme=Theme(settings.theme), text_percent=settings.font_percent)


def named_language(arguments: Sequence[str]) -> str:
    """The language the window was asked for when it was started; empty where none was."""
    return next((language for language in LANGUAGES if f"--language={language}" in arguments), "")


def dress_in(named: str, usual: str, application: QApplication, settings: Settings) -> None:
    """As `dress`, in a language named for this once, until the settings say another than the usual. It is not kept."""
    if named and settings.interface_language == usual:
        settings = replace(settings, interface_language=named)
    dress(application, settings)


def system_language() -> str:
    """The first of our languages that the desktop is set to; English where it is none of them."""
    wanted = (name.replace("_", "-").partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((language for language in wanted if language in LANGUAGES), "en")


def tell_of_mistakes(window: MainWindow, operations: Operations) -> None:
    """A mistake of ours in the window's own code is reported as before, and told to the person, once at a time."""
    report = sys.excepthook
    telling = False

    def tell(error: BaseException) -> None:
        nonlocal telling
        operations.report_bug(window, error)
        telling = False

    def hook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        nonlocal telling
        report(kind, error, traceback)
        if not telling and isinstance(error, Exception):
            telling = True
            QTimer.singleShot(0, window, lambda: tell(error))  # not in the midst of painting

    sys.excepthook = hook


def _lock_with_the_desktop(window: MainWindow) -> QObject | None:
    if sys.platform != "linux":
        return None
    from interviewtool.gui.desktop_lock import SUSPEND_SECONDS, DesktopLock

    desktop = DesktopLock.of_this_desktop()
    desktop.locked.connect(window.lock)
    desktop.suspending.connect(lambda: window.lock(SUSPEND_SECONDS))
    return desktop


class _EndingSignals:
    """SIGTERM, SIGINT and SIGHUP close the window as a person would, so that everything typed is saved.

    A signal's number arrives through a pipe, since Python runs no handler while Qt waits. On Windows there are none.
    """

    def __init__(self, window: MainWindow) -> None:
        self._ends: tuple[int, int] | None = None
        if sys.platform == "win32":
            return
        self._ends = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._ends[1], warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._arrived)
        self._window = window

    def _arrived(self) -> None:
        if self._ends is not None:
            os.read(self._ends[0], 64)
            self._window.close()

    def close(self) -> None:
        """Give the signals back."""
        if self._ends is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for end in self._ends:
            os.close(end)
