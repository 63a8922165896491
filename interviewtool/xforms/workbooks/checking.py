"""Every mistake of a questionnaire, where the conversion and the engine stop at their first; and what works, but not as
its author meant it.

What can be seen in the sheets (choice lists and questions that are not there) is listed at once. Then the workbook is
converted and looked through; the cell of a mistake is made harmless in a copy, and the copy is looked through again,
until nothing more is found or a mistake has no cell that could be made harmless.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.media import media_folder
from interviewtool.xforms.workbooks.columns import unknown_columns, unread_sheets
from interviewtool.xforms.workbooks.compared_choices import never_chosen
from interviewtool.xforms.workbooks.convert import Progress, convert, convert_with_sheets, untold
from interviewtool.xforms.workbooks.grid import SHEETS, Workbook
from interviewtool.xforms.workbooks.harmless import RENAMED, make_harmless
from interviewtool.xforms.workbooks.incomplete import incomplete_choices
from interviewtool.xforms.workbooks.lookalikes import lookalikes
from interviewtool.xforms.workbooks.own_columns import own_slips
from interviewtool.xforms.workbooks.placing import placed
from interviewtool.xforms.workbooks.prefixes import undeclared
from interviewtool.xforms.workbooks.seen_in_sheets import seen_in_sheets
from interviewtool.xforms.workbooks.wording import long_wording

MOST = 100
_QUOTED = re.compile(r"['\"‘“]([^'\"’”]+)['\"’”]")
_OPEN = ("xforms.begin_without_end", "xforms.end_without_begin")
"""What cannot be made harmless in one cell."""
_NOT_READ = tuple(
    f"xforms.{what}"
    for what in (
        *("unreadable_file", "unknown_file", "spreadsheet_kind", "workbook_locked", "workbook_too_large"),
        *("not_a_workbook", "survey_missing"),
    )
)
"""Nobody looked into the file: there is no more to be said of it."""
_ALIASES = (
    ("calculation", "calculate"),
    ("relevant", "relevance"),
    ("read_only", "readonly"),
    ("list_name", "list name"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """mistakes: in the order of the sheets; with one, the questionnaire cannot be used. complete: whether there can be
    no others. warnings: what works, but not as meant. form: the questionnaire, if it can be used.
    """

    mistakes: tuple[KnownError, ...]
    complete: bool
    warnings: tuple[KnownError, ...] = ()
    form: FormDefinition | None = None


def check_form(path: Path, progress: Progress = untold) -> Checked:
    """Look a questionnaire's file through. progress: takes the share that is done, 0..1; what it raises passes."""
    try:
        xform, sheets = convert_with_sheets(path, lambda share: progress(share * 0.8))
        form = FormDefinition.load(xform)
    except KnownError as error:
        return _look_on(path, error, progress)
    progress(0.9)
    warnings = [placed(warning, path.name, sheets) for warning in form.warnings()]
    workbook = Workbook.read(path)
    if workbook is not None:
        warnings += [*own_slips(workbook, path.name), *never_chosen(workbook, path.name)]
        warnings += lookalikes(workbook, path.name)
        warnings += [*incomplete_choices(workbook, path.name), *long_wording(workbook, path.name)]
    warnings += _left_out(form, path)
    warnings += unread_sheets(sheets.get("sheet_names") or (), path.name)
    return Checked((), complete=True, warnings=(*unknown_columns(sheets, path.name), *warnings), form=form)


def _left_out(form: FormDefinition, path: Path) -> Iterator[KnownError]:
    """What the program keeps without doing it, and lists that did not come along."""
    for name in form.notes:
        yield KnownError("xforms.kept_plain", Place(path.name), name=name)
    for name in form.missing_attachments:
        yield KnownError("xforms.list_not_inside", Place(path.name), name=name, folder=media_folder(path).name)


def _look_on(path: Path, first: KnownError, progress: Progress) -> Checked:
    """Past the first mistake."""
    workbook = Workbook.read(path)
    if first.code == "xforms.survey_missing" and workbook is not None and "survey" in workbook.sheet_names():
        first = KnownError("xforms.survey_without_head", Place(path.name, "survey", 1))
        return Checked((first,), complete=True)
    if workbook is None or "survey" not in workbook.sheet_names():
        unread = unread_sheets(workbook.sheet_names() if workbook is not None else (), path.name)
        return Checked((first,), complete=first.code in _NOT_READ, warnings=tuple(unread))
    names = {
        f"{sheet}_header": [dict.fromkeys(filter(None, workbook.columns(sheet)))] for sheet in ("survey", "settings")
    }
    warnings = (*unread_sheets(workbook.sheet_names(), path.name), *unknown_columns(names, path.name))
    mistakes = [*undeclared(workbook, path.name), *seen_in_sheets(workbook, path.name)]
    complete = False
    found: set[tuple[str, Place]] = set()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.xlsx"
        while len(mistakes) < MOST:
            progress(1 - 0.5 / (1 + len(found) / 4))  # nobody knows how many there are
            workbook.write(copy)
            try:
                convert(copy)
            except KnownError as error:
                place = _located(error, workbook)
                here = Place(path.name, place.sheet, place.row, place.column)
                if (error.code, here) in found:  # without its cell, too: what is wrong stands elsewhere
                    break
                found.add((error.code, here))
                if not str(error.parameters.get("name", "")).startswith(RENAMED):  # else it is the copy's own
                    mistakes.append(KnownError(error.code, here, **error.parameters))
                if error.code in _OPEN or not make_harmless(workbook, place):
                    break
            else:
                complete = True
                break
    return Checked(tuple(sorted(mistakes or [first], key=_order)), complete=complete, warnings=warnings)


def _located(error: KnownError, workbook: Workbook) -> Place:
    """The place of a mistake, its column as the sheet calls it. Where the conversion names no row, that of the one cell
    which holds what it quotes.
    """
    place, parameters = error.place, error.parameters
    if place.row is None:
        named = {str(parameters.get(key)) for key in ("name", "type")}
        quoted = named.union(_QUOTED.findall(str(parameters.get("message", ""))))
        held = "name" if place.column == "label" else place.column
        cells = [
            cell
            for cell in workbook.cells(place.sheet or "survey")
            if cell.text.strip() in quoted and held in ("", cell.column.lower())
        ]
        if error.code == "xforms.choice_with_space":
            cells = cells[:1]
        if len(cells) != 1:
            return place
        place = Place(sheet=cells[0].sheet, row=cells[0].row, column=place.column or cells[0].column)
    names = [name for name in workbook.columns(place.sheet) if name.lower().partition("::")[0] in _also(place.column)]
    return Place(place.file, place.sheet, place.row, names[0] if names and place.column not in names else place.column)


def _also(column: str) -> tuple[str, ...]:
    """The names a column goes by."""
    return next((names for names in _ALIASES if column.lower() in names), (column.lower(),))


def _order(error: KnownError) -> tuple[str, int, str]:
    place = error.place
    number = SHEETS.index(place.sheet) if place.sheet in SHEETS else len(SHEETS)
    return (f"{number}", place.row or 0, place.column)
