"""Puts strips on A4 pages, with a running head and a foot that carries the code and the number of every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from interviewtool.documents.archival import archival
from interviewtool.documents.fonts import REGULAR, face, printable
from interviewtool.documents.lines import Canvas, Line, TextStyle, draw_line, natural_width
from interviewtool.documents.strips import Strip, draw_rule, paginate
from interviewtool.documents.theme import (
    BOTTOM,
    HAIRLINE,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    Styles,
)
from interviewtool.documents.wording import Wording

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""When a document was made that carries no date, so that equal data give equal bytes."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands in the margins. head: left above every page but the first; at its right what the page goes on with.

    code: bold at the left of the foot. note: in the middle of the foot. page_of: with {page} and {pages}, at the right.
    """

    head: str
    code: str
    note: str
    page_of: str


def document(strips: Sequence[Strip], margins: Margins, words: Wording, *, title: str, created: datetime) -> bytes:
    """The finished document, as PDF/A-2b."""
    from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas  # type: ignore[import-untyped]

    face(REGULAR)  # must be known before the canvas begins, or it references Helvetica, which is not embedded
    written = BytesIO()
    canvas = ReportlabCanvas(
        written,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=words.language,
    )
    pages = paginate(strips, TEXT_HEIGHT)
    styles = Styles(words.language)
    for number, page in enumerate(pages, 1):
        top = PAGE_HEIGHT - TOP
        for strip in page:
            strip.draw(canvas, top)
            top -= strip.height
        _margins(canvas, margins, styles, number, len(pages), running=page[0].running if page else "")
        canvas.showPage()
    canvas.save()
    title = " ".join(printable(title).split())  # metadata is XML, which bears no control characters
    return archival(written.getvalue(), title=title, language=words.language, created=created)


def _margins(canvas: Canvas, margins: Margins, styles: Styles, page: int, pages: int, *, running: str) -> None:
    if page > 1:
        top = PAGE_HEIGHT - TOP + 24
        _put(canvas, _shortened(margins.head, styles.margin, TEXT_WIDTH / 2 - 6), styles.margin, top, "left")
        _put(canvas, _shortened(running, styles.margin, TEXT_WIDTH / 2 - 6), styles.margin, top, "right")
    foot = BOTTOM - 30
    draw_rule(canvas, foot + 14, HAIRLINE, 0.5, left=LEFT, width=TEXT_WIDTH)
    _put(canvas, margins.code, styles.code, foot, "left")
    behind = natural_width(margins.code, styles.code) + 14 if margins.code else 0.0
    centred = (TEXT_WIDTH - natural_width(margins.note, styles.margin)) / 2
    _put(canvas, margins.note, styles.margin, foot, "left", inset=max(behind, centred))
    _put(canvas, margins.page_of.format(page=page, pages=pages), styles.margin, foot, "right")


def _put(canvas: Canvas, content: str, style: TextStyle, y: float, side: str, *, inset: float = 0.0) -> None:
    content = printable(content)
    width = natural_width(content, style)
    left = LEFT + inset if side == "left" else LEFT + TEXT_WIDTH - width
    draw_line(canvas, Line(content, width, True), style, left=left, baseline=y, width=width)


def _shortened(content: str, style: TextStyle, width: float) -> str:
    content = " ".join(printable(content).split())
    if natural_width(content, style) <= width:
        return content
    while natural_width(content + "…", style) > width:
        content = content[:-1]
    return content + "…"
