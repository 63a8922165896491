"""Rows of cells between hairlines. A row is a strip for each of its lines, so that a long one can cross pages.

The columns of a table share the width as their contents need it. A table with more columns than a page can bear is
turned: its questions go down the page and its instances stand side by side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewtool.documents.content import Table
from interviewtool.documents.lines import Canvas, TextStyle, break_lines, draw_line, narrowest_width, natural_width
from interviewtool.documents.strips import Strip, baseline, draw_rule, space, text
from interviewtool.documents.theme import HAIRLINE, LEFT, STRONG_LINE, TEXT_WIDTH, Styles

GUTTER = 12.0
_MOST_COLUMNS = 6
_LEAST_COLUMN = 44.0
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


def row(cells: Sequence[Cell], *, above: float = 4.0, below: float = 4.5, strong: bool = False) -> list[Strip]:
    """A row over the whole text width with a hairline at its foot; strong: a darker one, for heads."""
    columns = [(cell, break_lines(cell.content, cell.style, cell.width)) for cell in cells]
    leading = max(cell.style.leading for cell in cells)
    # lines of cells in different sizes share the baseline of the largest
    tallest = max((cell.style for cell in cells), key=lambda style: style.leading)
    count = max(len(lines) for _, lines in columns)
    strips = []
    for number in range(count):
        head = above if number == 0 else 0.0
        foot = below if number == count - 1 else 0.0

        def draw(canvas: Canvas, top: float, number: int = number, head: float = head, foot: float = foot) -> None:
            bottom = top - head - leading - foot
            for cell, lines in columns:
                if number < len(lines):
                    line_baseline = baseline(tallest, top - head)
                    draw_line(
                        canvas, lines[number], cell.style, left=cell.left, baseline=line_baseline, width=cell.width
                    )
            if foot:
                colour, weight = (STRONG_LINE, 0.9) if strong else (HAIRLINE, 0.5)
                draw_rule(canvas, bottom, colour, weight, left=LEFT, width=TEXT_WIDTH)

        unbroken = count <= _UNBROKEN_LINES or number < 1 or number == count - 2
        strips.append(Strip(head + leading + foot, draw, keep=unbroken and number < count - 1))
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


def table(content: Table, styles: Styles, nothing: str, *, titled: bool = True) -> list[Strip]:
    """A repeat. nothing: what is said where it has no instance. titled: whether its title is set above it."""
    caption = [space(6, keep=True)]
    if titled:
        caption = [space(8), *text(content.title, styles.caption, keep=True), space(3, keep=True)]
    if not content.rows:
        return [*caption, *text(nothing, styles.missing), space(6)]
    widths = _column_widths(content, styles)
    body = _turned(content, styles) if widths is None else _upright(content, styles, widths)
    return [*caption, *body, space(10)]


def _upright(content: Table, styles: Styles, widths: Sequence[float]) -> list[Strip]:
    first = styles.cell if content.headings[0] else styles.note
    kinds = [first, *[styles.cell] * (len(widths) - 1)]
    return rows_under_head(
        row(_cells(content.headings, [styles.cell_heading] * len(widths), widths), strong=True),
        [row(_cells(line, kinds, widths)) for line in content.rows],
    )


def _turned(content: Table, styles: Styles) -> list[Strip]:
    strips: list[Strip] = []
    count = len(content.rows)
    abreast = math.ceil(count / math.ceil(count / _SIDE_BY_SIDE))  # four stand two by two, not three and one
    label = TEXT_WIDTH * _LABEL_SHARE
    each = (TEXT_WIDTH - label) / abreast - GUTTER
    for start in range(0, count, abreast):
        instances = content.rows[start : start + abreast]
        widths = [label, *[each] * len(instances)]
        head = row(
            _cells(
                ["№", *(str(start + number + 1) for number in range(len(instances)))],
                [styles.cell_heading] * len(widths),
                widths,
            ),
            strong=True,
        )
        kinds = [styles.note, *[styles.cell] * len(instances)]
        lines = [
            row(_cells([heading, *(instance[column] for instance in instances)], kinds, widths))
            for column, heading in enumerate(content.headings)
        ]
        if strips:
            strips.append(space(10))
        strips += rows_under_head(head, lines)
    return strips


def _cells(contents: Sequence[str], kinds: Sequence[TextStyle], widths: Sequence[float]) -> list[Cell]:
    left = LEFT
    cells = []
    for content, style, width in zip(contents, kinds, widths, strict=True):
        cells.append(Cell(content, style, left, width))
        left += width + GUTTER
    return cells


def _column_widths(content: Table, styles: Styles) -> list[float] | None:
    """Width of each column in points, or None where they do not fit side by side."""
    count = len(content.headings)
    room = TEXT_WIDTH - GUTTER * (count - 1)
    if count > 1 and not content.headings[0]:
        label = TEXT_WIDTH * _LABEL_SHARE
        return [label, *[(room - label) / (count - 1)] * (count - 1)]
    if count > _MOST_COLUMNS:
        return None
    narrow, wide = [], []
    for column, heading in enumerate(content.headings):
        cells = [line[column] for line in content.rows]
        least = max([narrowest_width(heading, styles.cell_heading), *(narrowest_width(c, styles.cell) for c in cells)])
        most = max([natural_width(heading, styles.cell_heading), *(natural_width(c, styles.cell) for c in cells)])
        narrow.append(min(max(least, _LEAST_COLUMN), room / count))  # a longer piece is cut
        wide.append(max(min(most, room * 0.6), narrow[-1]))
    spare = room - sum(narrow)
    wished = sum(wide) - sum(narrow)
    if wished <= spare:
        extra = (spare - wished) / count
        return [width + extra for width in wide]
    return [least + spare * (most - least) / wished for least, most in zip(narrow, wide, strict=True)]
