"""The real window over the real services: a vault with SQLCipher, cheap Argon2, dialogs answered by the test."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from interviewtool import i18n
from interviewtool.gui import application as applications
from interviewtool.gui import progress_dialog
from interviewtool.gui.care import renewal
from interviewtool.gui.dialogs import Question
from interviewtool.gui.main_window import MainWindow
from interviewtool.gui.operations import Operations
from interviewtool.settings import Settings, SettingsFile
from interviewtool.vault import Vault, closed, salvage, vault_header
from interviewtool.vault import vault as vault_module
from tests.gui.driving import WAIT, type_text
from tests.gui.interviews import form_of_fields, prepared, screen  # noqa: F401 - fixtures
from tests.gui.studies import fresh, study
from tests.workspaces import CHEAP, CHEAP_LIMITS

__all__ = ["WAIT", "fresh", "study", "type_text"]  # what tests take from here

PASSPHRASE = "сім тихих яблунь над широкою річкою співають"


class AnsweringDialogs:
    """Answers each dialog with the next answer given to it, and remembers what was asked; one nobody expected fails."""

    def __init__(self) -> None:
        self.answers: deque[object] = deque()
        self.asked: list[str] = []

    def answer(self, *answers: object) -> None:
        """What the next dialogs get."""
        self.answers.extend(answers)

    def _next(self, said: str) -> object:
        self.asked.append(said)
        assert self.answers, f"nobody expected this dialog: {said}"
        return self.answers.popleft()

    def confirm(self, parent: QWidget, question: Question) -> bool:
        return bool(self._next(f"{question.title}\n{question.text}"))

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self._next(f"{title}\n{text}")

    def passphrase(self, parent: QWidget, title: str, why: str) -> str | None:
        return self._next(title)

    def recovery_code(self, parent: QWidget, code: str) -> bool:
        return bool(self._next(code))

    def open_file(self, parent: QWidget, title: str, name_filter: str) -> Path | None:
        return self._next(title)

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str) -> Path | None:
        return self._next(f"{title}: {suggested}")

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self._next(title)

    def choose_printer(self, parent: QWidget, printer: QPrinter) -> bool:
        path = self._next("printer")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return path is not None


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., QApplication]:
    """The application as `main` makes it, with the bundled fonts."""
    return lambda _arguments: applications.prepare([])


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Callable[..., Settings]]:
    """Dress the application: `look(theme="dark", font_percent=200)`. English, light and 100 % to begin with."""
    before = i18n.interface_language()

    def dress(**wanted: object) -> Settings:
        settings = Settings(**{"interface_language": "en", "theme": "light", **wanted})
        applications.dress(qapp, settings)
        return settings

    dress()
    yield dress
    i18n.set_interface_language(before)


@pytest.fixture
def dialogs() -> AnsweringDialogs:
    return AnsweringDialogs()


@pytest.fixture
def operations(
    look: Callable[..., Settings], dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Operations]:
    # Where the machine is busy every act would show its progress, and offscreen nobody gives the window its focus back.
    monkeypatch.setattr(progress_dialog, "PROGRESS_AFTER", 10 * WAIT)
    made = Operations(dialogs)
    yield made
    made.settle(10)
    made.close()
    made._workers.shutdown(wait=True)  # work nobody waits for must not meet what the next test has torn down


@pytest.fixture
def cheap_argon2(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not wait for what is slow on purpose."""
    limits = {"limits": CHEAP_LIMITS}
    for name, given in (("create", {"cost": CHEAP, **limits}), ("unlock", limits)):
        monkeypatch.setattr(Vault, name, staticmethod(_with(getattr(Vault, name), given)))
    monkeypatch.setattr(closed, "opens", _with(closed.opens, limits))
    for module in (vault_module, vault_header):
        monkeypatch.setattr(module, "affordable_cost", lambda: CHEAP)
    cheap = {"cost": CHEAP, "limits": CHEAP_LIMITS}
    for module, name in ((renewal, "rotate"), (salvage, "NewVault")):
        monkeypatch.setattr(module, name, _with(getattr(module, name), cheap))


def _with(make: Callable[..., object], given: dict[str, object]) -> Callable[..., object]:
    return lambda *arguments, **named: make(*arguments, **{**named, **given})


@pytest.fixture
def window(
    qtbot: object, operations: Operations, qapp: QApplication, tmp_path: Path, cheap_argon2: None, clock: Callable
) -> Iterator[MainWindow]:
    """The whole window, before a vault is open."""
    settings = Settings(
        interface_language="en", theme="light", vault_folder=str(tmp_path / "vault"), idle_minutes=60, swap_warned=True
    )
    made = MainWindow(SettingsFile(settings), operations, dress=partial(applications.dress, qapp), clock=clock)
    with qtbot.waitExposed(made, timeout=WAIT):
        made.show()
    yield made
    if made.ended is None:
        made.close()
        qtbot.waitUntil(lambda: made.ended is not None, timeout=WAIT)
    made.deleteLater()
