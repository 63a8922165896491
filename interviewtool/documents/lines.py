"""Breaks text into lines, all of a paragraph at once, after D. E. Knuth and M. F. Plass, "Breaking paragraphs into
lines", Software: Practice and Experience 11 (1981): the sum of squared demerits is least.

Departures: no fitness classes and no looseness. Added: a line does not end with a one-letter word and does not begin
with a dash, as Ukrainian and Russian typography asks. A hyphen set here is U+00AD, never U+002D, so that who reads or
searches the finished text can undo it (ISO 32000-1, 14.8.2.2.3). A line ends with a hyphen of the text only
where nothing else is left, since poppler takes such a hyphen for one of division and drops it. A piece that is wider
than the line is cut without a mark, since a hyphen would falsify an address or a hash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from interviewtool.documents.fonts import SOFT_HYPHEN, Face, face, printable
from interviewtool.documents.hyphenation import cyrillic_language, divisions

Alignment = Literal["left", "right", "centre", "justified"]
Colour = tuple[float, float, float]
Canvas = Any
"""reportlab.pdfgen.canvas.Canvas, which carries no types."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set. size, leading: in points. font: a name of `fonts`. language: "" divides no word."""

    font: str
    size: float
    leading: float
    colour: Colour
    alignment: Alignment = "left"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. width: natural, in points. last: of its paragraph, so that it is not stretched."""

    text: str
    width: float
    last: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two possible breaks. space: one follows. mark: what a break after it adds. penalty: of it."""

    text: str
    width: float
    space: bool
    mark: str
    penalty: float


_HYPHEN, _RAGGED_HYPHEN = 60.0, 600.0  # in ragged lines a division is a last resort
_LONELY, _DASH, _OWN_HYPHEN = 90.0, 400.0, 3_000.0
_INNER_BREAK = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])|(?<=[/\\—–])(?=\w)")
_SPACES = re.compile("[ \u2000-\u200a\u205f\u3000]+")


def break_lines(text: str, style: TextStyle, width: float) -> list[Line]:
    """The lines of a text; a line break in it begins a new line, and an empty text has one empty line."""
    return [line for paragraph in printable(text).split("\n") for line in _break_paragraph(paragraph, style, width)]


def natural_width(text: str, style: TextStyle) -> float:
    """The width in points of the text's longest line if nothing is broken."""
    own = face(style.font)
    return max(own.width(line, style.size) for line in printable(text).split("\n"))


def draw_line(canvas: Canvas, line: Line, style: TextStyle, *, left: float, baseline: float, width: float) -> None:
    """Set one line into a column. Words of a justified line are placed one by one, each with its space, for copying."""
    own = face(style.font)
    slack = width - line.width
    words = [line.text]
    gap = 0.0
    if style.alignment == "justified" and (not line.last or slack < 0) and " " in line.text:
        words = [word + " " for word in line.text.split(" ")]
        words[-1] = words[-1][:-1]
        gap = slack / (len(words) - 1)
        if gap > style.size:  # before a word that is as long as the line
            words, gap = [line.text], 0.0
    elif style.alignment == "right":
        left += slack
    elif style.alignment == "centre":
        left += slack / 2
    written = canvas.beginText()
    written.setFillColorRGB(*style.colour)
    for word in words:
        written.setTextOrigin(left, baseline)
        for font, part in own.runs(word):
            written.setFont(font, style.size)
            written.textOut(part)
        left += own.width(word, style.size) + gap
    canvas.drawText(written)


def _break_paragraph(text: str, style: TextStyle, width: float) -> list[Line]:
    own = face(style.font)
    pieces = _pieces(text, style, width)
    if not pieces:
        return [Line("", 0.0, True)]
    space = own.width(" ", style.size)
    starts = _best_breaks(pieces, width, space, own.width(SOFT_HYPHEN, style.size), style.alignment == "justified")
    lines = []
    for first, after in zip(starts, [*starts[1:], len(pieces)], strict=True):
        inside = "".join(piece.text + (" " if piece.space else "") for piece in pieces[first : after - 1])
        last = after == len(pieces)
        line = inside + pieces[after - 1].text + ("" if last else pieces[after - 1].mark)
        lines.append(Line(line, own.width(line, style.size), last))
    return lines


def _pieces(text: str, style: TextStyle, width: float) -> list[_Piece]:
    own = face(style.font)
    cyrillic = cyrillic_language(text, style.language) if style.language else ""
    hyphen = _HYPHEN if style.alignment == "justified" else _RAGGED_HYPHEN
    words = [word for word in _SPACES.split(text) if word]
    pieces: list[_Piece] = []
    for number, word in enumerate(words):
        marks = {match.start(): "" for match in _INNER_BREAK.finditer(word)}
        if cyrillic:
            marks |= dict.fromkeys(divisions(word, cyrillic), SOFT_HYPHEN)
        cuts = sorted(marks)
        for start, end in zip([0, *cuts], [*cuts, len(word)], strict=True):
            mark = marks.get(end, "")
            parts = _cut(word[start:end], own, style.size, width, mark)
            pieces += [_Piece(part, own.width(part, style.size), False, "", 0.0) for part in parts]
            penalty = hyphen if mark else _OWN_HYPHEN if word[end - 1] == "-" else 0.0
            pieces[-1] = _Piece(pieces[-1].text, pieces[-1].width, False, mark, penalty)
        if number < len(words) - 1:
            penalty = _DASH if words[number + 1][0] in "—–" else _LONELY if len(word) == 1 and word.isalpha() else 0.0
            pieces[-1] = _Piece(pieces[-1].text, pieces[-1].width, True, "", penalty)
    return pieces


def _cut(text: str, own: Face, size: float, width: float, mark: str) -> list[str]:
    """The text in parts that fit into a line on their own, with the mark that may follow."""
    room = width - own.width(mark, size)
    if own.width(text, size) <= room:
        return [text]
    parts, used = [""], 0.0
    for character in text:
        advance = own.advances[character] * size
        if parts[-1] and used + advance > room:
            parts.append("")
            used = 0.0
        parts[-1] += character
        used += advance
    return parts


def _best_breaks(pieces: list[_Piece], width: float, space: float, hyphen: float, justified: bool) -> list[int]:
    """The number of the first piece of each line."""
    count = len(pieces)
    before = [0.0] * (count + 1)  # natural width before a piece, spaces included
    gaps = [0] * (count + 1)
    for number, piece in enumerate(pieces):
        before[number + 1] = before[number] + piece.width + (space if piece.space else 0.0)
        gaps[number + 1] = gaps[number] + piece.space
    best = [0.0] + [float("inf")] * count
    origin = [0] * (count + 1)
    shrink = space * 0.22 if justified else 0.0
    for after in range(1, count + 1):
        piece = pieces[after - 1]
        last = after == count
        end = before[after - 1] + piece.width + (hyphen if piece.mark and not last else 0.0)
        for first in range(after - 1, -1, -1):
            slack = width - (end - before[first])
            inner = gaps[after - 1] - gaps[first]
            if slack < -shrink * inner - 0.001 and first < after - 1:
                break
            if justified:
                ratio = slack / (inner * space * 0.6 + 0.01) if slack > 0 else slack / (shrink * inner + 0.01)
            else:
                ratio = slack / (width * 0.5)
            badness = 0.0 if last and slack >= 0 else min(100 * abs(ratio) ** 3, 10_000.0)
            demerits = best[first] + (10 + badness) ** 2
            if not last:
                demerits += piece.penalty**2
                if piece.mark and first and pieces[first - 1].mark:
                    demerits += 6_000
            if demerits < best[after]:
                best[after], origin[after] = demerits, first
    starts = [origin[count]]
    while starts[-1]:
        starts.append(origin[starts[-1]])
    return starts[::-1]
