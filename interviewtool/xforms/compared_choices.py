"""Conditions that compare a question with what none of its choices is: they silently never hold, or always. And answers
a question is to begin with.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.grid import LISTED, Workbook

_CHOSEN = re.compile(r"select_(?:one|multiple)\s+(\S+)(\s+or_other)?$")
_WORDS = re.compile(r"[\w. -]+")
"""No expression; those are dynamic defaults."""
_QUESTION, _TEXT = r"\$\{\s*([^}\s]+)\s*\}", r"(?:'([^']+)'|\"([^\"]+)\")"
_COMPARED = (
    re.compile(rf"{_QUESTION}\s*!?=\s*{_TEXT}"),
    re.compile(rf"selected\(\s*{_QUESTION}\s*,\s*{_TEXT}\s*\)"),
)


def never_chosen(workbook: Workbook, file: str) -> Iterator[KnownError]:
    """xforms.never_chosen for each cell of the survey that asks for such a choice, xforms.default_not_offered for each
    default. Lists of other files are unknown.
    """
    lists = _lists(workbook)
    rows: dict[int, dict[str, str]] = {}
    for cell in workbook.cells("survey"):
        rows.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    offered: dict[str, list[str]] = {}
    for number, row in rows.items():
        chosen = _CHOSEN.match(row.get("type", ""))
        if chosen and chosen[1] in lists:
            question, default = row.get("name", ""), row.get("default", "")
            choices = offered[question] = lists[chosen[1]] + (["other"] if chosen[2] else [])
            if _WORDS.fullmatch(default) and (strange := set(default.split()).difference(choices)):
                near = difflib.get_close_matches(min(strange), choices, 3, cutoff=0.0)
                place = Place(file, "survey", number, "default")
                said = {"value": default, "question": question, "near": ", ".join(near)}
                yield KnownError("xforms.default_not_offered", place, **said)
    for cell in workbook.cells("survey"):
        for pattern in _COMPARED:
            for question, single, double in pattern.findall(cell.text):
                value, choices = single or double, offered.get(question, [])
                if choices and value not in choices:
                    near = difflib.get_close_matches(value, choices, 3, cutoff=0.0)
                    place = Place(file, "survey", cell.row, cell.column)
                    yield KnownError("xforms.never_chosen", place, value=value, question=question, near=", ".join(near))


def _lists(workbook: Workbook) -> dict[str, list[str]]:
    """The names of the choices of each list."""
    rows: dict[int, dict[str, str]] = {}
    for cell in workbook.cells("choices"):
        rows.setdefault(cell.row, {})[cell.column.lower()] = cell.text.strip()
    lists: dict[str, list[str]] = {}
    for row in rows.values():
        name = next((row[column] for column in LISTED if column in row), "")
        lists.setdefault(name, []).append(row.get("name", ""))
    return lists
