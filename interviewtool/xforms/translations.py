"""Choices that lack a text in one of the form's languages, as the sheet choices has them."""

from __future__ import annotations

from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.grid import LISTED, Workbook


def untranslated_choices(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.choices_untranslated, once for each list and language, at the first such choice."""
    columns = [name for name in workbook.columns("choices") if name.lower().startswith("label::")]
    rows: dict[int, dict[str, str]] = {}
    for cell in workbook.cells("choices"):
        column = "list" if cell.column.lower() in LISTED else cell.column
        rows.setdefault(cell.row, {})[column] = cell.text.strip()
    lacking: dict[tuple[str, str], list[int]] = {}
    for number, row in rows.items():
        if any(row.get(column) for column in columns):
            for column in columns:
                if not row.get(column) or row[column] == "-":
                    lacking.setdefault((row.get("list", ""), column), []).append(number)
    for (name, column), numbers in lacking.items():
        yield KnownError(
            "xforms.choices_untranslated",
            Place(file, "choices", numbers[0], column),
            list=name,
            count=len(numbers),
            language=column.partition("::")[2].strip(),
            first=rows[numbers[0]].get("name", ""),
        )
