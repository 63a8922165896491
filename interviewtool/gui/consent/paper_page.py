"""The signed form comes in: what is printed on it is typed, and the photograph or scan is picked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interviewtool.gui.consent.history_page import SHORT
from interviewtool.gui.design import Role, Space, scaled
from interviewtool.gui.labels import time_text
from interviewtool.gui.widgets import FormRows, button, button_row, empty, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.model import Attachment, ContentHash


class PaperPage(QWidget):
    """pick(typed): the file is to be picked. view(Attachment): one that is kept is to be seen. back: to where one was.

    forms: those that are kept, by what says of each that it is kept.
    """

    pick = Signal(str)
    view = Signal(object)
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
        self.forms: dict[str, QPushButton] = {}
        self._held = QVBoxLayout()
        self._held.setSpacing(Space.SMALL)
        column.addLayout(self._held)
        column.addStretch(1)

    def show_forms(self, forms: Sequence[Attachment], read: Collection[ContentHash]) -> None:
        """The forms that are kept already. read: the texts on which something was decided."""
        self.field.clear()
        empty(self._held)
        self.forms = {}
        for form in forms:
            kept = _("Kept since {time}, on the text {hash}").format(
                time=time_text(form.time), hash=(form.text_hash or "")[:SHORT]
            )
            if form.text_hash not in read:
                kept = _("{kept}. Nothing was decided on this text: is it the right form?").format(kept=kept)
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(paragraph(kept), 1)
            show = button(_("Show"), partial(self.view.emit, form), Role.QUIET)
            show.setAccessibleName(_("Show: {what}").format(what=kept))
            line.addWidget(show)
            self.forms[kept] = show
            self._held.addWidget(row)
        self.field.setFocus()
