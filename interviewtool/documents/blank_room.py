"""The room a question leaves on paper: boxes to tick, lines to write on, places for the parts of a date."""

from __future__ import annotations

from collections.abc import Sequence

from interviewtool.documents.blank_content import BlankQuestion, Room
from interviewtool.documents.fonts import REGULAR
from interviewtool.documents.lines import Canvas, Line, TextStyle, draw_line, natural_width
from interviewtool.documents.strips import Strip, baseline, draw_rule, space
from interviewtool.documents.tables import Cell, row
from interviewtool.documents.theme import INK, LEFT, STRONG_LINE, TEXT_WIDTH, Styles
from interviewtool.documents.wording import Wording
from interviewtool.i18n import N_

INDENT = 27.0
BOX = TextStyle(REGULAR, 11.5, 14, INK)
TICK = 16.0
_LINE = 20.0
_MOST_COLUMNS = 4
_LONG = 5
_LINES = {Room.LINE: 1, Room.LINES: 3, Room.NARRATIVE: 9}
_LEAST = 4  # lines that an account keeps
_ROOM = TEXT_WIDTH - INDENT
BESIDE = 92.0


def room(question: BlankQuestion, words: Wording, styles: Styles) -> list[Strip]:
    """The strips under a question's text."""
    kind = question.room
    if kind is Room.NOTHING:
        return []
    if kind in _LINES:
        return [_ruled(gives_way=0 < number <= _LINES[kind] - _LEAST) for number in range(_LINES[kind])]
    if kind in (Room.ONE, Room.SEVERAL, Room.RANKED):
        return boxes(question.choices, styles)
    if kind is Room.DATE:
        return [_blanks([(words(N_("day")), 40), (words(N_("month")), 40), (words(N_("year")), 64)], styles)]
    if kind is Room.PARTIAL_DATE:
        return _partial_date(words, styles)
    if kind is Room.TIME:
        return [_blanks([(words(N_("hour")), 40), (words(N_("minutes")), 40)], styles)]
    if kind is Room.NUMBER:
        return [_blanks([(question.unit, 90)], styles)]
    if kind is Room.NAME:
        return [_blanks([(words(N_("number on the sheet of names")), 60)], styles)]
    if kind is Room.ONE_LISTED:
        listed = words(N_("number from list {letter} at the end")).format(letter=question.list_letter)
        return [_blanks([(listed, 60)], styles)]
    if kind is Room.SEVERAL_LISTED:
        listed = words(N_("numbers from list {letter} at the end")).format(letter=question.list_letter)
        return [_blanks([(listed, 200)], styles)]
    handed_over = words(N_("received, to be attached; marked with the number"))
    return [_blanks([(f"☐ {handed_over}", 0), ("", 60)], styles)]


def boxes(choices: Sequence[str], styles: Styles, *, numbered: bool = False) -> list[Strip]:
    """A box for each choice, or its number; in as many columns as the longest allows, read row by row."""
    longest = max((natural_width(choice, styles.sentence) for choice in choices), default=0.0)
    least = 2 if len(choices) > _LONG else 1  # the longest of many may take two lines
    count = max(least, min(_MOST_COLUMNS, int(_ROOM // (longest + TICK + 10)), len(choices)))
    width = _ROOM / count
    strips: list[Strip] = []
    for start in range(0, len(choices), count):
        cells: list[Cell] = []
        for column, choice in enumerate(choices[start : start + count]):
            left = LEFT + INDENT + column * width
            mark = f"{start + column + 1}." if numbered else "☐"
            cells += [
                Cell(mark, styles.sentence if numbered else BOX, left, TICK),
                Cell(choice, styles.sentence, left + TICK, width - TICK - 6),
            ]
        strips += row(cells, above=1.5, below=0.0)
    return [*strips, space(2)]


def _ruled(*, gives_way: bool) -> Strip:
    def draw(canvas: Canvas, top: float) -> None:
        draw_rule(canvas, top - _LINE + 2, STRONG_LINE, 0.4, left=LEFT + INDENT, width=_ROOM)

    return Strip(_LINE, draw, gives_way=gives_way)


def _blanks(parts: Sequence[tuple[str, float]], styles: Styles) -> Strip:
    """Short lines side by side, each with its word behind it. parts: word and length of the line in points."""
    style = styles.note

    def draw(canvas: Canvas, top: float) -> None:
        left = LEFT + INDENT
        y = baseline(style, top - (_LINE - style.leading) / 2 - 2)
        for word, length in parts:
            if length:
                draw_rule(canvas, y - 2, STRONG_LINE, 0.5, left=left, width=length)
                left += length + 4
            width = natural_width(word, style)
            draw_line(canvas, Line(word, width, True), style, left=left, baseline=y, width=width)
            left += width + 14

    return Strip(_LINE, draw)


def _partial_date(words: Wording, styles: Styles) -> list[Strip]:
    one = [(words(N_("day")), 34.0), (words(N_("month")), 34.0), (words(N_("year")), 52.0)]
    exactness = [(f"☐ {words(each)}", 0.0) for each in (N_("about"), N_("not later"), N_("not earlier"))]
    until = words(N_("from that date to this one:"))
    return [_blanks([*one, *exactness], styles), _blanks([(f"☐ {until}", 0.0), *one], styles)]


def beside(question: BlankQuestion, styles: Styles) -> tuple[tuple[str, float], ...]:
    """Two or three short choices that find room beside the question: each with its width. () where they do not."""
    widths = [natural_width(choice, styles.sentence) + TICK + 6 for choice in question.choices]
    short = question.room is Room.ONE and len(widths) in (2, 3) and sum(widths) <= BESIDE
    return tuple(zip(question.choices, widths, strict=True)) if short else ()
