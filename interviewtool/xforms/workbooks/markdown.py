"""Workbooks as text (markdown tables, csv), and a markdown form as a workbook, for who edits in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from interviewtool.errors import KnownError, Place

_CELLS = re.compile(r"(?<!\\)\|")


def read_tables(text: str) -> dict[str, list[list[str]]]:
    """Sheet → rows of cells.

    A line `| survey |` begins a sheet; its rows begin with an empty cell, the first names the columns.
    """
    sheets: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped.startswith("|"):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(stripped)[1:]]
        if cells and cells[-1] == "":
            cells.pop()
        if not cells or all(set(cell) <= set("-: ") for cell in cells):
            continue
        if cells[0]:
            current = sheets.setdefault(cells[0], [])
        elif current is not None:
            current.append(cells[1:])
    return sheets


def read_csv(text: str) -> list[list[str]]:
    """The rows of a csv. A spreadsheet program separates cells as its country does: by commas, semicolons or tabs."""
    separated = next((line for line in text.splitlines() if re.search("[,;\t]", line)), ",")
    return list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=separated.count)))


def write_workbook(markdown: Path, target: Path) -> None:
    """Write the sheets of a markdown form as an .xlsx workbook, first row frozen, columns wide enough to read.

    KnownError xforms.not_a_workbook where there is no survey sheet.
    """
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    sheets = read_tables(markdown.read_text(encoding="utf-8"))
    if "survey" not in sheets:
        raise KnownError("xforms.not_a_workbook", Place(markdown.name))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
        sheet.freeze_panes = "A2"
        for index in range(1, sheet.max_column + 1):
            letter = get_column_letter(index)
            longest = max((len(str(cell.value or "")) for cell in sheet[letter]), default=0)
            sheet.column_dimensions[letter].width = max(10, min(60, longest + 2))
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
                if cell.row == 1:
                    cell.font = Font(bold=True)
    book.save(target)
