"""Printing a PDF from memory.

A print job is plaintext: it lies in the print queue of this computer and of the printer, so what holds testimony is
printed only after a warning.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from interviewtool.errors import Cancelled
from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations, Progress
from interviewtool.i18n import _

PRINT_DPI = 300


def page_image(pdf: bytes, page: int, dpi: int) -> QImage:
    """One page as an image of its own memory. page: from 0."""
    from interviewtool.documents.preview import render

    drawn = render(pdf, page, dpi)
    image = QImage(drawn.bgra, drawn.width, drawn.height, drawn.width * 4, QImage.Format.Format_RGB32)
    return image.copy()


def print_pdf(owner: QWidget, operations: Operations, pdf: bytes, *, holds_testimony: bool) -> None:
    """Ask for a printer and print; after a warning where the document holds testimony."""
    warning = Question(
        title=_("Print without encryption?"),
        text=_(
            "A printed page is readable by anyone, and the print job stays for a time in the memory of this computer "
            "and of the printer. Print only on a printer you trust, and take the pages at once."
        ),
        agree=_("&Print"),
        decline=_("&Do not print"),
        danger=True,
    )
    if holds_testimony and not operations.dialogs.confirm(owner, warning):
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("interviewtool")
    if not operations.dialogs.choose_printer(owner, printer):
        return
    operations.run(
        lambda progress: _draw(pdf, printer, progress), owner=owner, title=_("Printing"), done=lambda _nothing: None
    )


def _draw(pdf: bytes, printer: QPrinter, progress: Progress) -> None:
    """Draw every page; runs on a worker thread, which Qt allows for a printer."""
    from interviewtool.documents.preview import page_count

    painter = QPainter(printer)
    try:
        count = page_count(pdf)
        for page in range(count):
            progress(page / count)
            if page:
                printer.newPage()
            image = page_image(pdf, page, PRINT_DPI)
            sheet = painter.viewport()
            size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(sheet.topLeft(), size), image)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
