"""What is wrong with a questionnaire, at the real command: every mistake with sheet, row, column and remedy."""

from __future__ import annotations

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from interviewtool.xforms import write_workbook
from tests.commands import content_of, refused

WRONG_FORM = """
| survey | | | | | | |
|---|---|---|---|---|---|---|
| | type | name | label | relevnt | relevant | constraint | calculation |
| | text | first | First | | ${second} = 1 | | |
| | text | second | Second | | ${first} = 1 | | |
| | select_one places | where | Where | | | | |
| | integer | age | Age | | | . > | |
| | text | story | What then? | | ${nobody} = 1 | | |
| | calculate | twice | | | | | double(${age}) |
"""
MISTAKES = {
    "No one reads the column “relevnt”.": "sheet survey, row 1, column relevnt",
    "These questions wait for one another in a circle: first, second.": "sheet survey, row 2, column relevant",
    "There is no choice list “places”.": "sheet survey, row 4, column type",
    "The constraint of “age” breaks off.": "sheet survey, row 5, column constraint",
    "The questionnaire has no question “nobody”.": "sheet survey, row 6, column relevant",
    "The calculation of “twice” calls “double”, which is no function.": "sheet survey, row 7, column calculation",
}


@pytest.mark.parametrize("kind", ["md", "xlsx"])
def test_every_mistake_of_a_questionnaire(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "wrong.md"
    file.write_text(WRONG_FORM, encoding="utf-8")
    if kind == "xlsx":
        write_workbook(file, file.with_suffix(".xlsx"))
        file = file.with_suffix(".xlsx")
    before = content_of(file)
    done = refused("form", "check", file, says=("The questionnaire has 5 mistakes and cannot be used.",))
    paragraphs = done.out.strip().split("\n\n")
    found = {}
    for paragraph in paragraphs:
        what, where, remedy = paragraph.split("\n")
        assert remedy
        found[what] = where
    assert found == {what: f"{file.name}, {where}" for what, where in MISTAKES.items()}
    assert content_of(file) == before


def test_rows_are_counted_as_the_spreadsheet_counts_them(tmp_path: Path) -> None:
    """Empty rows in between, numbers in cells, a choice that stands twice, a name that stands twice."""
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    for row in (
        ("type", "name", "label", "relevant", "default"),
        (),
        ("integer", "age", "Age", None, 5),
        (),
        (),
        ("integer", "age", "Age again", "${age} >> 1", None),
        ("select_one answers", "says", "Says", None, None),
        ("text", "mother tongue", "Language", None, None),
        ("riddle", "which", "Which", None, None),
    ):
        survey.append(row)
    choices = book.create_sheet("choices")
    for row in (("list_name", "name", "label"), ("answers", 1, "One"), (), ("answers", 1, "Two")):
        choices.append(row)
    book.save(tmp_path / "form.xlsx")
    done = refused("form", "check", tmp_path / "form.xlsx", says=("The questionnaire has 5 mistakes",))
    places = [line for line in done.out.splitlines() if line.startswith("form.xlsx, ")]
    assert [place.removeprefix("form.xlsx, sheet ") for place in places] == [
        "survey, row 6, column name",
        "survey, row 6, column relevant",
        "survey, row 8, column name",
        "survey, row 9, column type",
        "choices, row 4, column name",
    ]


def test_a_file_that_is_no_questionnaire(tmp_path: Path) -> None:
    for name, content in {
        "form.xlsx": b"PK\x03\x04 not a workbook",
        "form.md": b"\xff\xfe no text",
        "form.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    }.items():
        (tmp_path / name).write_bytes(content)
        refused("form", "check", tmp_path / name, says=(name, "The questionnaire has 1 mistake and cannot be used."))
