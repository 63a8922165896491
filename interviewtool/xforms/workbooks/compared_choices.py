"""Conditions that compare a question with what none of its choices is: they silently never hold, or always. And answers
a question is to begin with.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from interviewtool.errors import KnownError, Place
from interviewtool.xforms.workbooks.grid import LISTED, Workbook

_CHOSEN = re.compile(r"select_(one|multiple)\s+(\S+)(\s+or_other)?$")
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
    offered: dict[str, tuple[list[str], bool]] = {}
    for number, row in workbook.rows("survey").items():
        chosen = _CHOSEN.match(row.get("type", ""))
        if not chosen or chosen[2] not in lists or "search(" in row.get("appearance", ""):
            continue
        question, default = row.get("name", ""), row.get("default", "")
        choices = lists[chosen[2]] + (["other"] if chosen[3] else [])
        offered[question] = (choices, chosen[1] == "multiple")
        if _WORDS.fullmatch(default) and (strange := set(default.split()).difference(choices)):
            place, near = Place(file, "survey", number, "default"), _near(min(strange), choices)
            yield KnownError("xforms.default_not_offered", place, value=default, question=question, near=near)
    for cell in workbook.cells("survey"):
        for pattern in _COMPARED:
            for question, single, double in pattern.findall(cell.text):
                value = single or double
                choices, several = offered.get(question, ([], False))
                if choices and not set(value.split() if several else [value]) <= set(choices):
                    place, near = Place(file, "survey", cell.row, cell.column), _near(value, choices)
                    yield KnownError("xforms.never_chosen", place, value=value, question=question, near=near)


def _near(value: str, choices: list[str]) -> str:
    return ", ".join(difflib.get_close_matches(value, choices, 3, cutoff=0.0))


def _lists(workbook: Workbook) -> dict[str, list[str]]:
    """The names of the choices of each list."""
    lists: dict[str, list[str]] = {}
    for row in workbook.rows("choices").values():
        lists.setdefault(row.get(LISTED[0], ""), []).append(row.get("name", ""))
    return lists
