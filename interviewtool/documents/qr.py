"""A QR code, drawn as vectors."""

from __future__ import annotations

from interviewtool.documents.lines import Canvas
from interviewtool.documents.theme import INK


def draw_qr(canvas: Canvas, content: str, *, left: float, top: float, size: float) -> None:
    """A rectangle for each run of dark modules. size: of the whole code, in points."""
    import segno

    matrix = segno.make(content, error="m", micro=False).matrix
    module = size / len(matrix)
    canvas.setFillColorRGB(*INK)
    for line, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            end = column
            while end < len(modules) and modules[end]:
                end += 1
            if end > column:
                # a hair higher than a module, so that no light line shows between rows
                y = top - (line + 1) * module
                canvas.rect(left + column * module, y, (end - column) * module, module * 1.02, stroke=0, fill=1)
            column = end + 1
