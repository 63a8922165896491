"""The printable consent form and the withdrawal card: previewed from memory and printed from there. They hold
nothing of what is said.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.consent import ConsentText
from interviewtool.export import consent_form, withdrawal_card
from interviewtool.gui.design import Role, Space
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_preview import PdfPreview
from interviewtool.gui.printing import print_pdf
from interviewtool.gui.widgets import button, button_row
from interviewtool.i18n import _


class FormPage(QWidget):
    """back: to where one was."""

    back = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._pdf = b""
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        self._print = button(_("Print…"), self._print_form, Role.PRIMARY)
        column.addLayout(button_row(self._print, button(_("Back"), self.back.emit)))
        self.preview = PdfPreview(operations)
        column.addWidget(self.preview, 1)

    def show_form(self, text: ConsentText) -> None:
        """Make the form of a text and show it."""
        self._print.setEnabled(False)
        self._operations.run(
            lambda _progress: consent_form(text), owner=self, title=_("Making the form"), done=self._show
        )

    def show_card(self, code: str, contact: str, language: str) -> None:
        """Make the withdrawal card of an interview and show it."""
        self._print.setEnabled(False)
        self._operations.run(
            lambda _progress: withdrawal_card(code, contact, language),
            owner=self,
            title=_("Making the card"),
            done=self._show,
        )

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._print.setEnabled(True)
        self._print.setFocus()

    def _print_form(self) -> None:
        print_pdf(self, self._operations, self._pdf, holds_testimony=False)
