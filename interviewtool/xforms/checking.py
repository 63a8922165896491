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
from interviewtool.xforms.columns import unknown_columns, unread_sheets
from interviewtool.xforms.compared_choices import never_chosen
from interviewtool.xforms.convert import Progress, convert, read_sheets, untold
from interviewtool.xforms.definition import FormDefinition
from interviewtool.xforms.grid import LISTED, SHEETS, Cell, Workbook
from interviewtool.xforms.incomplete import incomplete_choices
from interviewtool.xforms.lookalikes import lookalikes
from interviewtool.xforms.media import media_folder
from interviewtool.xforms.own_columns import own_slips
from interviewtool.xforms.placing import placed
from interviewtool.xforms.prefixes import undeclared
from interviewtool.xforms.wording import long_wording
from interviewtool.xforms.workbook_kinds import kind_of
from interviewtool.xforms.workbook_mistakes import TYPES

MOST = 100
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?\s*([^}\s]*)\s*\}")
_QUOTED = re.compile(r"['\"‘“]([^'\"’”]+)['\"’”]")
_SELECT = re.compile(r"(?:select_one|select_multiple|rank)\s+([^\s$]+)(?:\s+or_other)?\s*$")
_UNNAMED = re.compile(r"(?:select[ _](?:one|multiple)(?:_from_file|_external)?|rank)", re.IGNORECASE)
_FROM_REPEAT = re.compile(r"(?:select_one|select_multiple|rank)\s+\$\{\s*([^}\s]*)\s*\}\s*$")
_RENAMED = "renamed_"
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
        form = FormDefinition.load(convert(path, progress=lambda share: progress(share * 0.8)))
    except KnownError as error:
        return _look_on(path, error, progress)
    progress(0.9)
    kind = kind_of(path, path.read_bytes())
    sheets = read_sheets(path, kind) if kind != ".xml" else {}
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
    mistakes = [
        *undeclared(workbook, path.name),
        *_capitals(workbook, path.name),
        *_unnamed_lists(workbook, path.name),
        *_missing_lists(workbook, path.name),
        *_unknown_questions(workbook, path.name),
        *_chosen_elsewhere(workbook, path.name),
    ]
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
                if not str(error.parameters.get("name", "")).startswith(_RENAMED):  # else it is the copy's own
                    mistakes.append(KnownError(error.code, here, **error.parameters))
                if error.code in _OPEN or not _make_harmless(workbook, place):
                    break
            else:
                complete = True
                break
    return Checked(tuple(sorted(mistakes or [first], key=_order)), complete=complete, warnings=warnings)


def _capitals(workbook: Workbook, file: str) -> list[KnownError]:
    """Types that would be known in small letters; the workbook then has them so."""
    found = []
    for cell in workbook.cells("survey"):
        kind = re.sub(r"^(begin|end|select) +", r"\1_", cell.text.strip(), flags=re.IGNORECASE)
        first = kind.partition(" ")[0]
        if cell.column.lower() == "type" and first != first.lower() and first.lower() in TYPES:
            near = first.lower() + kind[len(first) :]
            found.append(KnownError("xforms.type_unknown", _place(cell, file), type=cell.text.strip(), near=near))
            workbook.put("survey", cell.row, cell.column, near)
    return found


def _unnamed_lists(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose, and do not say from which list."""
    found = []
    for cell in workbook.cells("survey"):
        if cell.column.lower() == "type" and _UNNAMED.fullmatch(cell.text.strip()):
            found.append(KnownError("xforms.list_unnamed", _place(cell, file), type=cell.text.strip()))
            workbook.put("survey", cell.row, cell.column, "text")
    return found


def _missing_lists(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose from a list which the sheet choices does not have."""
    lists = {cell.text.strip() for cell in workbook.cells("choices") if cell.column.lower() in LISTED}
    found = []
    for cell in workbook.cells("survey"):
        chosen = _SELECT.match(cell.text.strip()) if cell.column.lower() == "type" else None
        if chosen and chosen[1] not in lists:
            found.append(KnownError("xforms.choice_list_missing", _place(cell, file), list=chosen[1]))
    for name in {str(error.parameters["list"]) for error in found}:
        workbook.add_choice_list(name)
    return found


def _unknown_questions(workbook: Workbook, file: str) -> list[KnownError]:
    """Cells that name `${a question}` which the form does not have."""
    names = {cell.text.strip() for cell in workbook.cells("survey") if cell.column.lower() == "name"}
    found = []
    for cell in [cell for sheet in SHEETS for cell in workbook.cells(sheet)]:
        unknown = [name for name in _REFERENCE.findall(cell.text) if name not in names]
        found += [KnownError("xforms.question_unknown", _place(cell, file), question=name) for name in unknown]
        if unknown:
            _make_harmless(workbook, Place(sheet=cell.sheet, row=cell.row, column=cell.column))
    return found


def _chosen_elsewhere(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose from `${a name}` which is no question inside a repeat."""
    types = [cell for cell in workbook.cells("survey") if cell.column.lower() == "type"]
    names = {cell.row: cell.text.strip() for cell in workbook.cells("survey") if cell.column.lower() == "name"}
    depth, inside = 0, set()
    for cell in types:
        kind = cell.text.strip().lower().replace(" ", "_")
        depth += kind.startswith("begin_repeat") - kind.startswith("end_repeat")
        if depth and not kind.startswith(("begin", "end")):
            inside.add(names.get(cell.row, ""))
    found = []
    for cell in types:
        chosen = _FROM_REPEAT.match(cell.text.strip())
        if chosen and chosen[1] not in inside:
            question = names.get(cell.row, "")
            found.append(KnownError("xforms.chosen_elsewhere", _place(cell, file), question=question, name=chosen[1]))
            workbook.put("survey", cell.row, cell.column, "text")
    return found


def _make_harmless(workbook: Workbook, place: Place) -> bool:
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
    if place.sheet == "survey" and alone and any(old in _REFERENCE.findall(cell.text) for cell in cells):
        return False
    return workbook.put(place.sheet, row, place.column, f"{_RENAMED}{row}")


def _place(cell: Cell, file: str) -> Place:
    return Place(file, cell.sheet, cell.row, cell.column)


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
            if cell.text.strip() in quoted and held in ("", cell.column)
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
