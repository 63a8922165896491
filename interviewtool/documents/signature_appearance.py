"""What a signature shows on the page: a small page set by reportlab with the bundled fonts and brought in whole.

pyHanko's own stamps would reference fonts that are not embedded, which PDF/A forbids; this one passes the same check as
every document. Imports pyHanko: import this module only where something is signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from interviewtool.documents.archival import archival
from interviewtool.documents.fonts import REGULAR, face
from interviewtool.documents.lines import TextStyle, break_lines, draw_line
from interviewtool.documents.strips import baseline
from interviewtool.documents.theme import ACCENT, Styles


@dataclass(frozen=True)
class Appearance(BaseStampStyle):
    """The style handed to pyHanko. page: a PDF of one page as large as the signature's field."""

    page: bytes = b""

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: object) -> BaseStamp:
        """Called by pyHanko."""
        return _Content(writer, self, box)


class _Content(BaseStamp):
    def render(self) -> bytes:
        imported = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.style.page)))
        self.set_resource(ResourceType.XOBJECT, pdf_name("/Appearance"), imported)
        return b"/Appearance Do"


def appearance_page(
    title: str, lines: Sequence[str], *, size: tuple[float, float], language: str, created: datetime
) -> bytes:
    """One page of the given width and height in points: a frame, a title, and lines; a long line is broken."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    face(REGULAR)
    width, height = size
    written = BytesIO()
    canvas = Canvas(written, pagesize=size, invariant=1, initialFontName=REGULAR)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColorRGB(*ACCENT)
    canvas.setLineWidth(0.9)
    canvas.roundRect(0.5, 0.5, width - 1, height - 1, 5, stroke=1, fill=1)
    styles = Styles(language)
    top = height - 10.0
    texts: list[tuple[str, TextStyle]] = [(title, styles.overline), *((line, styles.cell) for line in lines)]
    for content, style in texts:
        for line in break_lines(content, style, width - 28):
            draw_line(canvas, line, style, left=14, baseline=baseline(style, top), width=width - 28)
            top -= style.leading
    canvas.showPage()
    canvas.save()
    return archival(written.getvalue(), title=title, language=language, created=created)
