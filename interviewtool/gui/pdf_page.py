"""A document that holds nothing of what was said: made off the window's thread, previewed from memory, printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_preview import PdfPreview
from interviewtool.gui.printing import print_pdf
from interviewtool.gui.widgets import button, button_row
from interviewtool.i18n import _


class PdfPage(QWidget):
    """back: to where one was."""

    back = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._pdf = b""
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        self.print_button = button(_("Print…"), self._print, Role.PRIMARY)
        column.addLayout(button_row(self.print_button, button(_("Back"), self.back.emit)))
        self.preview = PdfPreview(operations)
        column.addWidget(self.preview, 1)

    def show_made(self, make: Callable[[], bytes], title: str) -> None:
        """Make a document and show it. title: of the wait."""
        self.print_button.setEnabled(False)
        self._operations.run(lambda _progress: make(), owner=self, title=title, done=self._show)

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self.print_button.setEnabled(True)
        if self.isVisible():  # else somebody went on meanwhile
            self.print_button.setFocus()

    def _print(self) -> None:
        print_pdf(self, self._operations, self._pdf, holds_testimony=False)
