"""Secondary instances: choice lists and attached data, as rows that can be found by a column's value.

A row is a dict from column to text; a column that has children of its own holds a list of rows. Hash indexes are made
when a list is first filtered by a column: a list of 14,000 places then filters in microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from interviewtool.xforms.values import Value, number_of_text, text

Row = dict[str, Any]
"""Column → text, or → list of rows for a column with children or attributes. `@name` is an attribute of the row, "" the
text of one that has no more than that and attributes."""


class RowSource:
    """The rows at one path of one secondary instance, read when first asked for.

    at_hand: they are few and stand in the form itself.
    """

    __slots__ = ("_by_number", "_by_text", "_load", "_rows", "at_hand", "name")

    def __init__(self, name: str, load: Callable[[], list[Row]], *, at_hand: bool = False) -> None:
        self.name = name
        self.at_hand = at_hand
        self._load = load
        self._rows: list[Row] | None = None
        self._by_text: dict[str, dict[str, list[Row]]] = {}
        self._by_number: dict[str, dict[float, list[Row]]] = {}

    def rows(self) -> list[Row]:
        """All rows, always the same list."""
        if self._rows is None:
            self._rows = self._load()
        return self._rows

    def find(self, column: str, value: Value) -> Sequence[Row]:
        """The rows whose column equals a value in the sense of XPath; the same list for the same value."""
        if value.__class__ is float:
            if value != value:
                return ()
            numbers = self._by_number.get(column)
            if numbers is None:
                numbers = self._by_number[column] = {}
                for row in self.rows():
                    cell = row_cell(row, column)
                    if cell:
                        numbers.setdefault(round(number_of_text(cell), 9), []).append(row)
            return numbers.get(round(value, 9), ())
        if value.__class__ is bool:
            return [row for row in self.rows() if (row_cell(row, column) != "") == value]
        index = self._by_text.get(column)
        if index is None:
            index = self._by_text[column] = {}
            for row in self.rows():
                index.setdefault(row_cell(row, column), []).append(row)
        return index.get(text(value), ())


def cells(rows: Sequence[Any], names: tuple[str, ...]) -> list[Any]:
    """The children of rows along a path of names: texts at the end, rows on the way."""
    found: list[Any] = list(rows)
    for name in names:
        following: list[Any] = []
        for row in found:
            if not isinstance(row, dict):
                continue
            if name == "*":
                for column, cell in row.items():
                    if column[:1] in {"", "@"}:
                        continue
                    following.extend(cell if isinstance(cell, list) else (cell,))
                continue
            cell = row.get(name)
            if isinstance(cell, list):
                following.extend(cell)
            elif cell is not None:
                following.append(cell)
        found = following
    return found


def place_of_row(rows: Sequence[Any], whole: Sequence[Any]) -> float:
    """Where in a whole list the first of some rows stands, from 1; 1 of a cell, 0 of none."""
    if not rows:
        return 0.0
    if isinstance(rows[0], str):
        return 1.0
    return 1.0 + next(place for place, row in enumerate(whole) if row is rows[0])


def cell_text(row: object) -> str:
    """A row as text: its own, never that of its columns, as in JavaRosa."""
    if isinstance(row, str):
        return row
    if isinstance(row, dict):
        return str(row.get("", ""))
    return "".join(cell_text(cell) for cell in row) if isinstance(row, list | tuple) else ""


def row_cell(row: Row | str, column: str) -> str:
    """One column of a row; "" where it has none."""
    cell = row.get(column, "") if isinstance(row, dict) else ""
    return cell if isinstance(cell, str) else cell_text(cell)
