"""Rows of cells between hairlines. A row is a strip for each of its lines, so that a long one can cross pages.

Of a repeat the questions go down the page and the instances stand side by side, since there are more questions than
instances.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewtool.documents.content import Row, Table
from interviewtool.documents.lines import Canvas, TextStyle, break_lines, draw_line
from interviewtool.documents.strips import Strip, baseline, draw_rule, space
from interviewtool.documents.theme import HAIRLINE, LEFT, STRONG_LINE, TEXT_WIDTH, Styles

GUTTER = 12.0
_SIDE_BY_SIDE = 3
_UNBROKEN_LINES = 10
_UNBROKEN_TABLE = 240.0  # points; a small table is not divided between pages
_LABEL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row. left, width: in points on the page."""

    content: str
    style: TextStyle
    left: float
    width: float


def in_columns(contents: Sequence[str], kinds: Sequence[TextStyle], widths: Sequence[float]) -> list[Cell]:
    """Cells from the left edge of the text on, a gutter apart. widths: of all columns; the last ones may stay empty."""
    left = LEFT
    found = []
    for content, style, width in zip(contents, kinds, widths[: len(contents)], strict=True):
        found.append(Cell(content, style, left, width))
        left += width + GUTTER
    return found


def row(cells: Sequence[Cell], *, above: float = 4.0, below: float = 4.5, strong: bool = False) -> list[Strip]:
    """A row over the whole text width with a hairline at its foot; strong: a darker one, for heads.

    The lines that stay on one page are written cell by cell, so that a PDF read aloud says all of a question first.
    """
    columns = [(cell, break_lines(cell.content, cell.style, cell.width)) for cell in cells]
    leading = max(cell.style.leading for cell in cells)
    # lines of cells in different sizes share the baseline of the largest
    tallest = max((cell.style for cell in cells), key=lambda style: style.leading)
    count = max(len(lines) for _, lines in columns)
    short = max((len(lines) for _, lines in columns if len(lines) <= _UNBROKEN_LINES), default=0)
    together = count if count <= _UNBROKEN_LINES else max(short, 2)
    strips = []
    for number in range(count):
        head = above if number == 0 else 0.0
        foot = below if number == count - 1 else 0.0
        written = range(together) if number == 0 else range(number, number + 1) if number >= together else range(0)

        def draw(canvas: Canvas, top: float, written: range = written, head: float = head, foot: float = foot) -> None:
            first = baseline(tallest, top - head)
            for cell, lines in columns:
                for number in written[: max(len(lines) - written.start, 0)]:
                    y = first - (number - written.start) * leading
                    draw_line(canvas, lines[number], cell.style, left=cell.left, baseline=y, width=cell.width)
            if foot:
                colour, weight = (STRONG_LINE, 0.9) if strong else (HAIRLINE, 0.5)
                draw_rule(canvas, top - head - leading - foot, colour, weight, left=LEFT, width=TEXT_WIDTH)

        strips.append(Strip(head + leading + foot, draw, keep=number < together - 1 or number == count - 2))
    return strips


def rows_under_head(head: Sequence[Strip], rows: Sequence[Sequence[Strip]]) -> list[Strip]:
    """A head that stays with the first row and is repeated on every page that begins inside the rows."""
    kept = tuple(replace(strip, keep=True) for strip in head)
    whole = sum(strip.height for lines in (head, *rows) for strip in lines) <= _UNBROKEN_TABLE
    strips = list(kept)
    for number, lines in enumerate(rows):
        for line, strip in enumerate(lines):
            inside = number > 0 or line > 0
            # the first row and the last are never alone on a page with the head
            foot = line == len(lines) - 1
            keep = strip.keep or (foot and number < len(rows) - 1 and (whole or number == len(rows) - 2 > 0))
            strips.append(replace(strip, keep=keep, head=kept if inside else ()))
    return strips


def table(content: Table, styles: Styles) -> list[Strip]:
    """The instances of a repeat side by side, three at most; the next ones below."""
    count = len(content.rows[0].answers)
    abreast = math.ceil(count / math.ceil(count / _SIDE_BY_SIDE))  # four stand two by two, not three and one
    label = TEXT_WIDTH * _LABEL_SHARE
    widths = [label, *[(TEXT_WIDTH - label) / abreast - GUTTER] * abreast]
    strips = [space(6, keep=True)]
    for start in range(0, count, abreast):
        numbers = range(start, min(start + abreast, count))
        asked = [each for each in content.rows if any(each.answers[number] for number in numbers)]
        if asked:
            head = ["", *(str(number + 1) for number in numbers)]
            strips += rows_under_head(
                row(in_columns(head, [styles.cell_heading] * len(head), widths), strong=True),
                [_line(each, numbers, widths, styles) for each in asked],
            )
            strips.append(space(10))
    return strips


def _line(question: Row, numbers: Sequence[int], widths: Sequence[float], styles: Styles) -> list[Strip]:
    """One question's row: what was answered in the instances of these numbers."""
    answers = [question.answers[number] for number in numbers]
    said = [answer.value if answer else "" for answer in answers]
    kinds = [styles.cell_missing if answer and answer.missing else styles.cell for answer in answers]
    return row(in_columns([question.label, *said], [styles.note, *kinds], widths))
