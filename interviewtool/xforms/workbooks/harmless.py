"""Cells of mistakes, made harmless in a copy of the workbook, so that one can look on."""

from __future__ import annotations

import re

from interviewtool.errors import Place
from interviewtool.xforms.workbooks.grid import LISTED, Workbook

REFERENCE = re.compile(r"\$\{(?:last-saved#)?\s*([^}\s]*)\s*\}")
"""`${a question}` in a cell."""
RENAMED = "renamed_"
"""How a name begins that the copy alone has."""


def make_harmless(workbook: Workbook, place: Place) -> bool:
    """Put something into a cell that cannot be wrong. False where that would only make other mistakes."""
    first = place.column.lower().partition("::")[0]
    if place.row is None or place.row < 2 or first in ("", *LISTED):
        return False
    if first == "name":
        return _rename(workbook, place, place.row)
    if place.sheet == "entities":
        return workbook.put(place.sheet, place.row, place.column, "'x'")
    harmless = {"type": "text", "calculation": "''", "calculate": "''", "label": "–", "hint": "–"}.get(first, "")
    return workbook.put(place.sheet, place.row, place.column, harmless)


def _rename(workbook: Workbook, place: Place, row: int) -> bool:
    """Give a question or choice a name of its own, unless others would then point at nothing."""
    cells = workbook.cells(place.sheet)
    names = [cell for cell in cells if cell.column == place.column]
    old = next((cell.text.strip() for cell in names if cell.row == row), "")
    alone = sum(cell.text.strip() == old for cell in names) < 2
    if place.sheet == "survey" and alone and any(old in REFERENCE.findall(cell.text) for cell in cells):
        return False
    return workbook.put(place.sheet, row, place.column, f"{RENAMED}{row}")
