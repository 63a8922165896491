"""Mistakes that can be seen in the sheets, all at once: types, lists and questions that are not there. Each is then
made harmless in the workbook.
"""

from __future__ import annotations

import re

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.grid import LISTED, SHEETS, Cell, Workbook
from interviewtool.xforms.workbooks.harmless import REFERENCE, make_harmless
from interviewtool.xforms.workbooks.mistakes import TYPES

_SELECT = re.compile(r"(?:select_one|select_multiple|rank)\s+([^\s$]+)(?:\s+or_other)?\s*$")
_UNNAMED = re.compile(r"(?:select[ _](?:one|multiple)(?:_from_file|_external)?|rank)", re.IGNORECASE)
_FROM_REPEAT = re.compile(r"(?:select_one|select_multiple|rank)\s+\$\{\s*([^}\s]*)\s*\}\s*$")


def seen_in_sheets(workbook: Workbook, file: str) -> list[KnownError]:
    """xforms.type_unknown, list_unnamed, choice_list_missing, question_unknown, chosen_elsewhere."""
    return [
        *_capitals(workbook, file),
        *_unnamed_lists(workbook, file),
        *_missing_lists(workbook, file),
        *_unknown_questions(workbook, file),
        *_chosen_elsewhere(workbook, file),
    ]


def _capitals(workbook: Workbook, file: str) -> list[KnownError]:
    """Types that would be known in small letters; the workbook then has them so."""
    found = []
    for cell in workbook.column("survey", "type"):
        kind = re.sub(r"^(begin|end|select) +", r"\1_", cell.text.strip(), flags=re.IGNORECASE)
        first = kind.partition(" ")[0]
        if first != first.lower() and first.lower() in TYPES:
            near = first.lower() + kind[len(first) :]
            found.append(KnownError("xforms.type_unknown", _place(cell, file), type=cell.text.strip(), near=near))
            workbook.put("survey", cell.row, cell.column, near)
    return found


def _unnamed_lists(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose, and do not say from which list."""
    found = []
    for cell in workbook.column("survey", "type"):
        if _UNNAMED.fullmatch(cell.text.strip()):
            found.append(KnownError("xforms.list_unnamed", _place(cell, file), type=cell.text.strip()))
            workbook.put("survey", cell.row, cell.column, "text")
    return found


def _missing_lists(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose from a list which the sheet choices does not have."""
    lists = {cell.text.strip() for cell in workbook.column("choices", *LISTED)}
    found = []
    for cell in workbook.column("survey", "type"):
        chosen = _SELECT.match(cell.text.strip())
        if chosen and chosen[1] not in lists:
            found.append(KnownError("xforms.choice_list_missing", _place(cell, file), list=chosen[1]))
    for name in {str(error.parameters["list"]) for error in found}:
        workbook.add_choice_list(name)
    return found


def _unknown_questions(workbook: Workbook, file: str) -> list[KnownError]:
    """Cells that name `${a question}` which the form does not have."""
    names = {cell.text.strip() for cell in workbook.column("survey", "name")}
    found = []
    for cell in [cell for sheet in SHEETS for cell in workbook.cells(sheet)]:
        unknown = [name for name in REFERENCE.findall(cell.text) if name not in names]
        found += [KnownError("xforms.question_unknown", _place(cell, file), question=name) for name in unknown]
        if unknown:
            make_harmless(workbook, Place(sheet=cell.sheet, row=cell.row, column=cell.column))
    return found


def _chosen_elsewhere(workbook: Workbook, file: str) -> list[KnownError]:
    """Questions that choose from `${a name}` which is no question inside a repeat."""
    types = workbook.column("survey", "type")
    names = {cell.row: cell.text.strip() for cell in workbook.column("survey", "name")}
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


def _place(cell: Cell, file: str) -> Place:
    return Place(file, cell.sheet, cell.row, cell.column)
