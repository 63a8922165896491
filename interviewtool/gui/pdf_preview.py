"""A PDF on the screen, drawn from memory; it never touches the disk in clear."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.operations import Operations
from interviewtool.gui.printing import page_image
from interviewtool.i18n import _

PAGE_WIDTH = 680
"""Pixels at 100 %, where there is room for it."""
PAGE_INCHES = 8.27
"""Width of A4."""


class PdfPreview(QScrollArea):
    """Shows every page below the other; pages are drawn off the window's thread, one after the other."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._pdf = b""
        self._pages: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the document"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document in place of the one before."""
        from interviewtool.documents.preview import page_count

        self._pdf = pdf
        self._operations.quietly(lambda: page_count(pdf), owner=self, done=lambda count: self._lay_out(pdf, count))

    def _lay_out(self, pdf: bytes, count: int) -> None:
        if pdf is not self._pdf:
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        width = min(scaled(PAGE_WIDTH), max(self.width() - 2 * Space.HUGE, PAGE_WIDTH // 2))
        self._pages = []
        for number in range(1, count + 1):
            page = QLabel()
            page.setFixedSize(width, round(width * 297 / 210))
            page.setFrameShape(QFrame.Shape.Box)
            page.setAccessibleName(_("Page {number} of {count}").format(number=number, count=count))
            set_role(page, Role.CARD)
            self._pages.append(page)
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(body)
        self._draw(pdf, 0)

    def _draw(self, pdf: bytes, page: int) -> None:
        if page >= len(self._pages) or pdf is not self._pdf:
            return
        ratio = self.devicePixelRatioF()
        dots = round(self._pages[page].width() / PAGE_INCHES * ratio)
        self._operations.quietly(
            lambda: page_image(pdf, page, dots), owner=self, done=lambda image: self._drawn(pdf, page, image, ratio)
        )

    def _drawn(self, pdf: bytes, page: int, image: QImage, ratio: float) -> None:
        if pdf is not self._pdf:
            return
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        label = self._pages[page]
        label.setFixedSize(picture.deviceIndependentSize().toSize())
        label.setPixmap(picture)
        self._draw(pdf, page + 1)
