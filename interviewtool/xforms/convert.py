"""From what a team writes (xlsx, csv, markdown) to an XForm, by pyxform."""

from __future__ import annotations

from pathlib import Path


def convert(path: Path, *, cache: Path | None = None) -> bytes:
    """Read an XLSForm (.xlsx .xls .csv .md) or an XForm (.xml) and give the XForm's XML.

    cache: a folder for converted questionnaires, by content hash. KnownError xforms.* with sheet, row and column.
    """
    raise NotImplementedError


def write_workbook(markdown: Path, target: Path) -> None:
    """Write the sheets of a markdown form as an .xlsx workbook for people who edit in a spreadsheet."""
    raise NotImplementedError
