"""Lines to write on, and half of the gaps above headings, give way where their sheet would otherwise end with a page
for a question or two.

A sheet is what stands between two forced beginnings of a page: it is copied as a whole, so that a page saved is saved
for every person, message or place that is told of.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewtool.documents.strips import Strip, paginate

_LITTLE = 140.0  # points; a last page that holds more is left as it is


def fitted(strips: Sequence[Strip], height: float) -> list[Strip]:
    """The strips; where it saves a sheet a page, without the fewest that may give way. height: of a page, in points."""
    sheets: list[list[Strip]] = [[]]
    for strip in strips:
        if strip.new_page and sheets[-1]:
            sheets.append([])
        sheets[-1].append(strip)
    return [strip for sheet in sheets for strip in _shortened(sheet, height)]


def _shortened(sheet: Sequence[Strip], height: float) -> Sequence[Strip]:
    pages = paginate(sheet, height)
    if len(pages) == 1 or sum(strip.height for strip in pages[-1]) > _LITTLE:
        return sheet
    giving = _in_turn(sheet)
    for count in range(1, len(giving) + 1):
        without = set(giving[:count])
        kept = [strip for number, strip in enumerate(sheet) if number not in without]
        if len(paginate(kept, height)) < len(pages):
            return kept
    return sheet


def _in_turn(sheet: Sequence[Strip]) -> list[int]:
    """The numbers of the strips that may give way: one of each run of them, then a second of each, and so on."""
    runs: list[list[int]] = []
    for number, strip in enumerate(sheet):
        if strip.gives_way and (number == 0 or not sheet[number - 1].gives_way):
            runs.append([])
        if strip.gives_way:
            runs[-1].append(number)
    longest = max(map(len, runs), default=0)
    return [run[turn] for turn in range(longest) for run in runs if turn < len(run)]
