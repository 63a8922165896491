"""What kind of workbook a file is. Its content decides: people rename files, and mail programs do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from interviewtool.errors import KnownError, Place

_WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".csv", ".md"})
_SPREADSHEETS = frozenset({".ods", ".fods", ".xlsb", ".numbers", ".tsv", ".gsheet", ".et"})
"""Of other programs; each can save as .xlsx."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What Excel and LibreOffice call the only stream of a workbook with a password."""
MOST = 128 << 20
"""Bytes of a workbook unpacked, of which reading takes ten times as many in memory. 14,000 choices in ten languages are
15 MB.
"""


def kind_of(path: Path, content: bytes) -> str:
    """One of .xlsx, .xlsm, .xls, .csv, .md, .xml.

    KnownError xforms.unknown_file, xforms.spreadsheet_kind, xforms.workbook_locked, xforms.workbook_too_large.
    """
    ending = path.suffix.lower()
    if ending in _SPREADSHEETS or (content.startswith(_ZIP) and _OPENDOCUMENT in content[:120]):
        raise KnownError("xforms.spreadsheet_kind", Place(path.name))
    if content.startswith(_OLE) and _LOCKED in content:
        raise KnownError("xforms.workbook_locked", Place(path.name))
    if content.startswith(_ZIP) and _unpacked(content) > MOST:
        raise KnownError("xforms.workbook_too_large", Place(path.name), most=MOST >> 20)
    if ending == ".xls" and content.startswith(_ZIP):
        return ".xlsx"
    if ending in (".xlsx", ".xlsm") and content.startswith(_OLE):
        return ".xls"
    if ending not in _WORKBOOKS and ending != ".xml":
        raise KnownError("xforms.unknown_file", Place(path.name))
    return ending


def _unpacked(content: bytes) -> int:
    """Bytes of all that is in a workbook; 0 for one that is damaged, which its reader then tells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return 0
