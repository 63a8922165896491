"""A picture that is drawn over. It is sealed when it is chosen, as any other, so that nothing waits unsealed; what is
drawn over it is sealed as one picture with it and takes its place.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments import Incoming, Known, drawn, picture_file
from interviewtool.gui.design import Role
from interviewtool.gui.questions.attachment import AttachmentField
from interviewtool.gui.widgets import PicturePad, WrappingRow, button, paragraph
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion
from interviewtool.model import Attachment

MOST = QSize(4096, 4096)
"""Pixels of a picture that is drawn over; a larger one is made smaller for it."""


class AnnotationField(AttachmentField):
    """A picture that is chosen and then drawn over with pen or mouse; both are kept as one picture."""

    def __init__(self) -> None:
        super().__init__()
        self.pad = PicturePad()
        self.draw = button(_("Draw on the picture"), self._begin)
        self.keep = button(_("Keep the drawing"), self._keep, Role.PRIMARY)
        self.clear = button(_("Clear"), self.pad.clear)
        self.cancel = button(_("Leave it as it was"), self._close, Role.QUIET)
        self._cannot = paragraph(_("This file is no picture that can be drawn on."), Role.MUTED)
        self._cannot.hide()
        self._drawing = QWidget()
        row = WrappingRow(self._drawing)
        for control in (self.keep, self.clear, self.cancel):
            row.add(control)
        row = WrappingRow(beside := QWidget())
        row.add(self.draw)
        for place, widget in enumerate((self.pad, self._drawing, beside, self._cannot), 1):
            self._column.insertWidget(place, widget)
        self._open = False
        self.pad.changed.connect(self._ready)
        self._ready()

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        if anew or question.view.value != self._name:
            self._open = False
            self._cannot.hide()
        super().show_question(question, anew=anew, editable=editable)

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        picture = _("Picture to draw on")
        self.pad.setAccessibleName(f"{label}: {picture}")
        for control in (self.draw, self.keep, self.clear, self.cancel):
            control.setAccessibleName(f"{label}: {control.text()}")

    def _arrange(self) -> None:
        super()._arrange()
        there = bool(self._name) and self._editable and not self._refused
        drawing = there and self._open
        self.pad.setHidden(not drawing)
        self._drawing.setHidden(not drawing)
        self.draw.setHidden(not there or drawing)
        if drawing:
            self.view.hide()
            self._row.hide()

    def _begin(self) -> None:
        """Fetch the picture, and lay it under the pen."""
        name, files = self._name, self._files
        if files is None:
            return

        def told(known: Known | None) -> None:
            if known is not None and name == self._name:
                files.content(self, known[0], lambda content: arrived(known[0], content))

        def arrived(attachment: Attachment, content: bytes | None) -> None:
            if content is None or not attachment.media_type.startswith("image/"):
                show(None)
            else:
                files.operations.quietly(lambda: drawn(content, attachment.media_type, MOST), owner=self, done=show)

        def show(picture: QImage | None) -> None:
            if name == self._name:
                self._show(picture)

        files.about(self, name, told)

    def _show(self, picture: QImage | None) -> None:
        self._cannot.setHidden(picture is not None)
        if picture is not None and self._editable:
            self.pad.show_picture(picture)
            self._open = True
            self._arrange()
            self.cancel.setFocus()

    def _ready(self) -> None:
        empty = self.pad.is_empty()
        self.keep.setEnabled(not empty)
        self.clear.setEnabled(not empty)

    def _keep(self) -> None:
        if self._files is None or self.pad.is_empty():
            return
        name, marked = self._name, self.pad.marked()
        jpeg = name.endswith((".jpg", ".jpeg"))

        def seal(incoming: Incoming) -> None:
            if self._files is not None and name == self._name:
                self._files.take(incoming, self.taking(), self.committed.emit)

        self._files.operations.quietly(lambda: picture_file(marked.image(), jpeg=jpeg), owner=self, done=seal)

    def _close(self) -> None:
        self._open = False
        self._arrange()
        self.draw.setFocus()
