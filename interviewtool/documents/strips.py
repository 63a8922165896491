"""A document as a vertical list of strips that are never cut: a line of text, a line of a table row, a space, a rule.

Pages are filled from the top; a page ends at the last place where a break is allowed, so that headings stay with what
they head and no single line of a paragraph stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from interviewtool.documents.lines import Canvas, Colour, Line, TextStyle, break_lines, draw_line
from interviewtool.documents.theme import LEFT, TEXT_WIDTH

Draw = Callable[[Canvas, float], None]


def _nothing(canvas: Canvas, top: float) -> None:
    """Draws nothing."""


@dataclass(frozen=True, slots=True)
class Strip:
    """height: in points. draw: given the canvas and the strip's upper edge, measured from the foot of the page.

    keep: no page ends after it. space: left out at the top of a page. new_page: begins one.
    head: set again above it where it begins a page, as the head of a table. gives_way: may be left out to save a page.
    running: what stands in the margin above a page that begins with it.
    """

    height: float
    draw: Draw = _nothing
    keep: bool = False
    space: bool = False
    new_page: bool = False
    head: tuple[Strip, ...] = ()
    gives_way: bool = False
    running: str = ""


def space(height: float, *, keep: bool = False) -> Strip:
    """Empty room."""
    return Strip(height, keep=keep, space=True)


def gap(height: float, *, keep: bool = False) -> list[Strip]:
    """Empty room above something, of which half gives way where that saves a page for a row or two."""
    half = space(height / 2, keep=keep)
    return [half, replace(half, gives_way=True)]


def under(running: str, strips: Sequence[Strip]) -> list[Strip]:
    """The strips, with what stands in the margin above a page on which they go on."""
    return [
        replace(strip, running=running, head=tuple(replace(each, running=running) for each in strip.head))
        for strip in strips
    ]


def new_page() -> Strip:
    """The next strip begins a page."""
    return Strip(0.0, new_page=True)


def rule(colour: Colour, weight: float, *, width: float = TEXT_WIDTH, keep: bool = False) -> Strip:
    """A horizontal line from the left edge of the text."""

    def draw(canvas: Canvas, top: float) -> None:
        draw_rule(canvas, top - weight / 2, colour, weight, left=LEFT, width=width)

    return Strip(weight, draw, keep=keep)


def draw_rule(canvas: Canvas, y: float, colour: Colour, weight: float, *, left: float, width: float) -> None:
    """A horizontal line at a height."""
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(weight)
    canvas.line(left, y, left + width, y)


def text(
    content: str, style: TextStyle, *, left: float = LEFT, width: float = TEXT_WIDTH, keep: bool = False
) -> list[Strip]:
    """A text, line by line; keep: with what follows."""
    lines = break_lines(content, style, width)
    strips = []
    for number, line in enumerate(lines):

        def draw(canvas: Canvas, top: float, line: Line = line) -> None:
            draw_line(canvas, line, style, left=left, baseline=baseline(style, top), width=width)

        # neither the first line nor the last stands alone
        together = number == 0 or number == len(lines) - 2 or keep
        strips.append(Strip(style.leading, draw, keep=together and (number < len(lines) - 1 or keep)))
    return strips


def baseline(style: TextStyle, top: float) -> float:
    """The baseline of a line whose upper edge is at `top`; the leading lies half above and half below the letters."""
    return top - (style.leading - style.size) / 2 - style.size * 0.86


def heading(content: str, style: TextStyle, *, level: int, above: float, below: float) -> list[Strip]:
    """A heading that stays with what follows, and stands in the reader's outline at `level` (from 0)."""
    lines = text(content, style, keep=True)
    first = lines[0]

    def draw(canvas: Canvas, top: float) -> None:
        key = f"heading-{canvas.getPageNumber()}-{top:.2f}"
        canvas.bookmarkHorizontal(key, 0, top + 6)
        outline = canvas._doc.outline  # skips no level, as a form may whose group has no label
        canvas.addOutlineEntry(" ".join(content.split()), key, min(level, outline.currentlevel + 1))
        first.draw(canvas, top)

    return [space(above), replace(first, draw=draw), *lines[1:], space(below, keep=True)]


def paginate(strips: Sequence[Strip], height: float) -> list[list[Strip]]:
    """The strips of each page of the given height in points; there is always one page."""
    pages: list[list[Strip]] = []
    start = 0
    while start < len(strips):
        page, start = _page(strips, start, height)
        pages.append(page)
    return pages or [[]]


def _page(strips: Sequence[Strip], start: int, height: float) -> tuple[list[Strip], int]:
    """One page, and the number of the strip that begins the next."""
    while start < len(strips) - 1 and (strips[start].space or strips[start].new_page):
        start += 1
    page = list(strips[start].head)
    used = sum(strip.height for strip in page)
    allowed: tuple[int, int] | None = None  # strips on the page and the next start, where a break was last allowed
    for number in range(start, len(strips)):
        strip = strips[number]
        if strip.new_page and number > start:
            return page, number
        if used + strip.height > height and number > start and not strip.space:
            if allowed is None:
                return page, number
            return page[: allowed[0]], allowed[1]
        page.append(strip)
        used += strip.height
        if not strip.keep:
            allowed = (len(page), number + 1)
    return page, len(strips)
