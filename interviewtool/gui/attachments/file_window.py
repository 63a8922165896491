"""A file, large, in a window of its own over the question; closed by Escape."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from interviewtool.gui.attachments.picture import drawn
from interviewtool.gui.design import Role, Space, scaled
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_preview import PdfPreview
from interviewtool.gui.widgets import button
from interviewtool.i18n import _

LARGEST = QSize(3000, 3000)
"""Pixels; a photograph of 48 megapixels would take 190 MB of memory."""


class FileWindow(QDialog):
    """title: what the file is, in words. media_type: a picture's, a text's or that of PDF."""

    def __init__(self, parent: QWidget, title: str, media_type: str, content: bytes, operations: Operations) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.addWidget(_view(title, media_type, content, operations), 1)
        close = button(_("Close"), self.close, Role.PRIMARY)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        room = parent.window().size()
        self.resize(min(scaled(900), room.width()), min(scaled(900), room.height()))
        close.setFocus()


def _view(title: str, media_type: str, content: bytes, operations: Operations) -> QWidget:
    if media_type == "application/pdf":
        pdf = PdfPreview(operations)
        pdf.show_pdf(content)
        return pdf
    if media_type.startswith("text/"):
        text = QPlainTextEdit(content.decode("utf-8", "replace"))
        text.setReadOnly(True)
        text.setAccessibleName(title)
        return text
    picture = QLabel()
    picture.setAccessibleName(title)
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show(image: QImage | None) -> None:
        if image is None:
            picture.setText(_("This picture cannot be shown here. The file is kept as it is."))
        else:
            picture.setPixmap(QPixmap.fromImage(image))

    operations.quietly(lambda: drawn(content, media_type, LARGEST), owner=picture, done=show)
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setWidget(picture)
    return area
