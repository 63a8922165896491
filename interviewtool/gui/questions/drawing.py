"""Questions answered by hand: a signature, a drawing. What is drawn is sealed as a picture; a scan will do as well."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments import Incoming
from interviewtool.gui.questions.attachment import AttachmentField
from interviewtool.gui.widgets import DrawingPad, WrappingRow, button
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion, Taking


class DrawingField(AttachmentField):
    """A sheet to draw on with pen or mouse; by keyboard, a picture is chosen instead."""

    signature = False

    def __init__(self) -> None:
        super().__init__()
        self.pad = DrawingPad(signature=self.signature)
        self.keep = button(_("Keep the drawing"), self._keep)
        self.clear = button(_("Clear"), self.pad.clear)
        self._drawn = QWidget()
        row = WrappingRow(self._drawn)
        row.add(self.keep)
        row.add(self.clear)
        self._column.insertWidget(1, self.pad)
        self._column.insertWidget(2, self._drawn)
        self.pad.changed.connect(self._ready)
        self._ready()

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        if anew or question.view.value:
            self.pad.clear()
        super().show_question(question, anew=anew, editable=editable)

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        field = _("Field for a drawing")
        self.pad.setAccessibleName(f"{label}: {field}")
        self.keep.setAccessibleName(f"{label}: {self.keep.text()}")
        self.clear.setAccessibleName(f"{label}: {self.clear.text()}")

    def _arrange(self) -> None:
        super()._arrange()
        open_pad = self._editable and not self._name
        self.pad.setHidden(not open_pad)
        self._drawn.setHidden(not open_pad)

    def _ready(self) -> None:
        empty = self.pad.is_empty()
        self.keep.setEnabled(not empty)
        self.clear.setEnabled(not empty)

    def _keep(self) -> None:
        if self._files is not None and not self.pad.is_empty():
            self._files.take(Incoming(None, self.pad.png(), ".png"), Taking.DRAWING, self.committed.emit)


class SignatureField(DrawingField):
    """A line to sign on with pen or mouse; by keyboard, a picture is chosen instead."""

    signature = True
