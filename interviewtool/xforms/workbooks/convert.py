"""From what a team writes (xlsx, xls, csv, markdown) to an XForm, by pyxform, with our own checks around it.

The converted form is loaded and looked through at once, so that a mistake in an expression is reported with the sheet,
row and column it was written in. The cache holds converted questionnaires only, by the hash of the workbook's content.
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from interviewtool.errors import KnownError, Place
from interviewtool.xforms import external
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.media import media_of, with_media, with_media_of
from interviewtool.xforms.secondary import read_file
from interviewtool.xforms.workbooks.columns import first_word, is_read
from interviewtool.xforms.workbooks.grid import SHEETS, clean
from interviewtool.xforms.workbooks.kinds import kind_of
from interviewtool.xforms.workbooks.markdown import read_csv
from interviewtool.xforms.workbooks.mistakes import mistake
from interviewtool.xforms.workbooks.placing import placed

VERSION = "4"
"""Of the conversion; another version finds nothing of this one's in the cache."""

_SHOWN = frozenset(
    "label hint guidance_hint constraint_message constraintmsg required_message requiredmsg form_title title".split()
)
_LONGEST_CELL = 1 << 24
_SEVERAL = re.compile(r"(select_multiple|select multiple|select all that apply)( from)?\s+\$\{")
_GUARDS = {ord(quote): chr(0x10FF00 + place) for place, quote in enumerate("‘’“”")}
"""Stand-ins of the last private plane, which no text uses."""
_QUOTES = {ord(guard): chr(quote) for quote, guard in _GUARDS.items()}


Progress = Callable[[float], None]


def untold(_share: float) -> None:
    """Nobody asks how far it is."""


def convert(path: Path, *, cache: Path | None = None, progress: Progress = untold) -> bytes:
    """Read an XLSForm (.xlsx .xls .csv .md) or an XForm (.xml) and give the XForm's XML, looked through.

    Pictures, sounds and lists from the folder beside it (`NAME-media/`) are put into it: see `media`.
    cache: a folder for converted questionnaires. progress: takes the share that is done, 0..1; what it raises passes.
    KnownError xforms.* with file, sheet, row and column; for an XForm given directly its line and node, for a list its
    file.
    """
    content = _read(path)
    kind = kind_of(path, content)
    if cache is None or kind == ".xml":
        return _with_files(path, _converted(path, content, kind, progress)[0])
    kept = cache / f"{hashlib.sha256(VERSION.encode() + kind.encode() + content).hexdigest()}.xml"
    if kept.is_file():
        return _with_files(path, kept.read_bytes())
    xform, _sheets = _converted(path, content, kind, progress)
    _keep(kept, xform)
    return _with_files(path, xform)


def convert_with_sheets(path: Path, progress: Progress = untold) -> tuple[bytes, dict[str, Any]]:
    """As `convert`, and the sheets as `read_sheets` gives them; none of an XForm."""
    content = _read(path)
    xform, sheets = _converted(path, content, kind_of(path, content), progress)
    return _with_files(path, xform), sheets


def _converted(path: Path, content: bytes, kind: str, progress: Progress) -> tuple[bytes, dict[str, Any]]:
    if kind == ".xml":
        check(content, path.name, {})
        return content, {}
    progress(0)
    sheets = read_sheets(path, kind)
    progress(0.1)
    xform = _convert(sheets, path.name)
    progress(0.7)
    check(xform, path.name, sheets)
    return xform, sheets


def _with_files(path: Path, xform: bytes) -> bytes:
    """The form with the files from the folder beside it, whose lists can be read."""
    xform = with_media_of(path, xform)
    for name, content in media_of(xform).items():
        if name.lower().endswith((".xml", ".geojson")):
            read_file(name, content)
    return xform


def check(xform: bytes, file: str, sheets: dict[str, Any]) -> FormDefinition:
    """Load a form and look through all of it. A mistake is placed in the workbook it came from."""
    try:
        definition = FormDefinition.load(xform)
        definition.check()
    except KnownError as error:
        raise placed(error, file, sheets) from None
    return definition


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise KnownError("xforms.unreadable_file", Place(path.name)) from None


def read_sheets(path: Path, kind: str = "") -> dict[str, Any]:
    """The sheets and what pyxform notes of them, as it reads them. kind: as `kind_of` tells it; "": as the name does.

    KnownError xforms.not_a_workbook.
    """
    from pyxform.xls2json_backends import get_xlsform  # type: ignore[import-untyped]

    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        read = get_xlsform(_source(path, kind or path.suffix.lower()), kind or None)
    except Exception as error:  # noqa: BLE001
        # pyxform lets through whatever the reader of the format raises: zip, XML and type errors among them.
        raise mistake(error, path.name, "not_a_workbook") from None
    finally:
        csv.field_size_limit(limit)
    sheets = {field.name: getattr(read, field.name) for field in dataclasses.fields(read)}
    for name in SHEETS:
        for row in sheets[name] or ():
            row.update({key: clean(cell) for key, cell in row.items() if isinstance(cell, str)})
    return {**sheets, "fallback_form_name": path.stem}


def _source(path: Path, kind: str) -> str | io.BytesIO:
    """What pyxform reads: a path, or text without the mark of its encoding, cells separated by commas."""
    if kind not in (".csv", ".md"):
        return str(path)
    text = path.read_bytes().decode("utf-8-sig")
    if kind == ".csv":
        written = io.StringIO()
        csv.writer(written).writerows(read_csv(text))
        text = written.getvalue()
    return io.BytesIO(text.encode())


def _convert(sheets: dict[str, Any], file: str) -> bytes:
    from pyxform.section import RepeatingSection  # type: ignore[import-untyped]
    from pyxform.xls2xform import convert as pyxform_convert  # type: ignore[import-untyped]

    _several_from_repeat(sheets, file)
    # For each question pyxform asks whether the repeat around it is the one it writes, and compares all within the two:
    # nine tenths of the time a long questionnaire takes. It means the same element.
    RepeatingSection.__eq__ = object.__eq__
    shown = {name: _guarded(sheets[name]) for name in ("survey", "choices", "settings") if sheets[name]}
    for name in ("choices", "choices_header"):
        rows = shown.get(name, sheets[name]) or ()
        shown[name] = [{key: cell for key, cell in row.items() if is_read(key or "")} for row in rows]
    try:
        result = pyxform_convert({**sheets, **shown}, validate=False, pretty_print=False)
    except Exception as error:  # noqa: BLE001
        raise mistake(error, file, "conversion") from None
    xform: bytes = result.xform.translate(_QUOTES).encode()
    return with_media(xform, {external.FILE: result.itemsets.encode()}) if result.itemsets else xform


def _several_from_repeat(sheets: Mapping[str, Any], file: str) -> None:
    """KnownError where pyxform would stop without a word: it looks for the repeat among the lists of choices."""
    for index, row in enumerate(sheets.get("survey") or ()):
        if _SEVERAL.match(str(row.get("type", "")).strip()):
            place = Place(file, "survey", int(row.get("__row", index + 2)), "type")
            raise KnownError("xforms.several_from_repeat", place, question=str(row.get("name", "")))


def _guarded(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose typographic quotes pyxform leaves alone where people read them; in expressions it makes them plain."""
    return [
        {
            key: cell.translate(_GUARDS) if isinstance(cell, str) and first_word(key or "") in _SHOWN else cell
            for key, cell in row.items()
        }
        for row in rows
    ]


def _keep(target: Path, content: bytes) -> None:
    """Write aside and rename: another process never sees half a file. A cache that cannot be written is no error."""
    import tempfile

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".form-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(target)
    except OSError:
        return
