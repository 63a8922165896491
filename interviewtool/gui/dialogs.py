"""What the screens may ask of a person: every modal question goes through `Dialogs`, so that tests answer it and no
screen opens a dialog of its own. `window_dialogs` has those a person sees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Question:
    """A yes-or-no question. agree, decline: what the two buttons say (a verb, never "OK").

    danger: agreeing destroys or reveals. The button that has the focus is decline where danger is set, agree otherwise.
    """

    title: str
    text: str
    agree: str
    decline: str
    danger: bool = False


class Dialogs(Protocol):
    """What may be asked of a person in a dialog. None means the person turned away."""

    def confirm(self, parent: QWidget, question: Question) -> bool: ...

    def tell(self, parent: QWidget, title: str, text: str) -> None: ...

    def passphrase(self, parent: QWidget, title: str, why: str) -> str | None: ...

    def recovery_code(self, parent: QWidget, code: str) -> bool: ...

    def open_file(self, parent: QWidget, title: str, name_filter: str) -> Path | None: ...

    def save_file(self, parent: QWidget, title: str, suggested: str, name_filter: str) -> Path | None: ...

    def folder(self, parent: QWidget, title: str, start: Path) -> Path | None: ...

    def choose_printer(self, parent: QWidget, printer: QPrinter) -> bool: ...
