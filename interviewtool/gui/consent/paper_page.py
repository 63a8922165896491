"""The signed form comes in: what is printed on it is typed, and the photograph or scan is picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.gui.consent.history_page import SHORT
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.labels import time_text
from interviewtool.gui.widgets import FormRows, button, button_row, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.model import Attachment


class PaperPage(QWidget):
    """pick(typed): the file is to be picked. back: to where one was."""

    pick = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("The signed form")))
        column.addWidget(
            lead(_("Photograph or scan the signed paper. The picture is sealed into the vault; delete the original."))
        )
        rows = FormRows()
        self.field = QLineEdit()
        self.field.setMinimumHeight(scaled(36))
        self.field.setMaxLength(80)
        rows.add(
            _("&SHA-256 on the form: the first eight characters"),
            self.field,
            _("They stand under the title and at the foot. They tell which text the person signed."),
        )
        column.addLayout(rows)
        self.choose = button(_("&Choose the picture…"), lambda: self.pick.emit(self.field.text()), Role.PRIMARY)
        self.choose.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.choose.setEnabled(len(text.strip()) >= SHORT))
        column.addLayout(button_row(self.choose, button(_("Back"), self.back.emit)))
        self._held = paragraph("")
        column.addWidget(self._held)
        column.addStretch(1)

    def show_forms(self, forms: Sequence[Attachment]) -> None:
        """The forms that are kept already."""
        self.field.clear()
        lines = [
            _("Kept since {time}, on the text {hash}").format(
                time=time_text(form.time), hash=(form.text_hash or "")[:SHORT]
            )
            for form in forms
        ]
        self._held.setText("\n".join(lines))
        self.field.setFocus()
