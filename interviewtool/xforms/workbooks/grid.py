"""A questionnaire's workbook as a grid of cells, so that one can point at a cell, and look further without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from interviewtool.xforms.workbooks.kinds import kind_of
from interviewtool.xforms.workbooks.markdown import read_csv, read_tables

LISTED = ("list_name", "list name")
SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")
_EMPTY_ROWS, _EMPTY_COLUMNS = 60, 21
"""So many one after the other end a sheet, as they do for pyxform."""


_UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def clean(cell: str) -> str:
    """A cell without what no XML can hold, and without Excel's way to write the end of a line."""
    return cell.translate(_UNWRITABLE).replace("_x000D_", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """row: as a spreadsheet counts, the header is 1. column: the header's own words, row 1 of the sheet."""

    sheet: str
    row: int
    column: str
    text: str


class Workbook:
    """Sheets of rows of cells, each a text; the first row of a sheet names its columns."""

    def __init__(self, sheets: dict[str, list[list[str]]]) -> None:
        self._sheets = sheets

    @classmethod
    def read(cls, path: Path) -> Workbook | None:
        """The workbook of a file that can be read as one; None for another kind (xml) and for a damaged file."""
        try:
            kind = kind_of(path, path.read_bytes())
            if kind == ".xml":
                return None
            if kind == ".md":
                return cls(read_tables(path.read_text(encoding="utf-8-sig")))
            if kind == ".csv":
                return cls(_sheets_of_csv(read_csv(path.read_text(encoding="utf-8-sig"))))
            return cls(_renamed(_sheets_of_xls(path) if kind == ".xls" else _sheets_of_xlsx(path)))
        except Exception:  # noqa: BLE001 - whatever a format's reader raises; the conversion then says what is wrong
            return None

    def sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(self._sheets)

    def columns(self, sheet: str) -> list[str]:
        """The names of the columns, with "" for a column without one."""
        rows = self._sheets.get(sheet) or [[]]
        return [name.strip() for name in rows[0]]

    def cells(self, sheet: str) -> list[Cell]:
        """Every cell below the header that holds something."""
        names = self.columns(sheet)
        return [
            Cell(sheet, number, names[place], text)
            for number, row in enumerate(self._sheets.get(sheet, [])[1:], 2)
            for place, text in enumerate(row[: len(names)])
            if text.strip() and names[place]
        ]

    def column(self, sheet: str, *names: str) -> list[Cell]:
        """The cells of a column, by the names it may have, in small letters."""
        return [cell for cell in self.cells(sheet) if cell.column.lower() in names]

    def rows(self, sheet: str) -> dict[int, dict[str, str]]:
        """Below the header: number of the row → name of the column in small letters → text. Columns that may be called
        in several ways have the first of LISTED.
        """
        found: dict[int, dict[str, str]] = {}
        for cell in self.cells(sheet):
            column = cell.column.lower()
            found.setdefault(cell.row, {})[LISTED[0] if column in LISTED else column] = cell.text.strip()
        return found

    def put(self, sheet: str, row: int, column: str, text: str) -> bool:
        """Set a cell; False where there is none."""
        names = self.columns(sheet)
        rows = self._sheets.get(sheet, [])
        if column not in names or not 1 <= row <= len(rows):
            return False
        place, cells = names.index(column), rows[row - 1]
        cells += [""] * (place + 1 - len(cells))
        cells[place] = text
        return True

    def set_setting(self, column: str, text: str) -> None:
        """Set a cell of the settings, with its column and its sheet where they are not there."""
        rows = self._sheets.setdefault("settings", [[]])
        if column not in self.columns("settings"):
            rows[0].append(column)
        if len(rows) < 2:
            rows.append([])
        self.put("settings", 2, column, text)

    def add_choice_list(self, name: str) -> None:
        """Add a choice list with one choice."""
        rows = self._sheets.setdefault("choices", [["list_name", "name", "label"]])
        header = [column.strip().lower() for column in rows[0]]
        rows.append([name if column in LISTED else "x" for column in header])

    def write(self, target: Path) -> None:
        """Write it as an .xlsx in which every cell keeps its place."""
        import openpyxl  # type: ignore[import-untyped]

        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self._sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([clean(cell) or None for cell in row])
            for cells in sheet.iter_rows():
                for cell in cells:
                    cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # no formulas
        book.save(target)


def _sheets_of_csv(rows: list[list[str]]) -> dict[str, list[list[str]]]:
    """A sheet's name stands in the first cell of a row; its rows leave that cell empty."""
    sheets: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for row in rows:
        if row and row[0].strip():
            current = sheets.setdefault(row[0].strip(), [])
        elif current is not None and any(row):
            current.append(row[1:])
    return sheets


def _sheets_of_xlsx(path: Path) -> dict[str, list[list[str]]]:
    import openpyxl

    with path.open("rb") as file:  # openpyxl goes by the name of a file, not by what it is
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            return {sheet.title: _rows(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
        finally:
            book.close()


def _sheets_of_xls(path: Path) -> dict[str, list[list[str]]]:
    import xlrd  # type: ignore[import-untyped]

    book = xlrd.open_workbook(file_contents=path.read_bytes())
    return {sheet.name: _rows(sheet.row_values(row) for row in range(sheet.nrows)) for sheet in book.sheets()}


def _renamed(sheets: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """The sheets by the names they are known by: pyxform takes them in any case, and the only sheet for the survey."""
    named = {name.lower() if name.lower() in SHEETS else name: rows for name, rows in sheets.items()}
    return {"survey": next(iter(named.values()))} if len(named) == 1 else named


def _rows(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    """The cells as texts, as far as they are used: where a whole column has a colour, a sheet has a million rows."""
    found: list[list[str]] = []
    width = empty = 0
    for row in rows:
        if found:
            texts = ["" if value is None else _text(value) for value in islice(row, width)]
        else:
            texts = _header(row)
            width = len(texts)
        empty = 0 if any(text.strip() for text in texts) else empty + 1
        if empty > _EMPTY_ROWS:
            break
        found.append(texts)
    return found[: len(found) - empty] if empty < len(found) else found[:1]


def _header(row: Iterable[object]) -> list[str]:
    names: list[str] = []
    for value in row:
        names.append("" if value is None else _text(value))
        if not any(name.strip() for name in names[-_EMPTY_COLUMNS:]) and len(names) >= _EMPTY_COLUMNS:
            break
    while names and not names[-1].strip():
        names.pop()
    return names


def _text(value: object) -> str:
    """A cell as a person sees it: whole numbers without a point, truth values as XLSForm writes them."""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
