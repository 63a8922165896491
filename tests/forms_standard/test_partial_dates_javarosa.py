"""Earliest, latest and constraint of a partial date, and the category of a case, computed by JavaRosa.

ODK Validate runs every calculation of a form but shows no value. So each expectation becomes a calculation that falls
back to `date()` of a malformed text, which JavaRosa refuses aloud: the form passes only if every expectation holds.
"""

from __future__ import annotations

import re

import pytest
from pyxform.validators.odk_validate import ODKValidateError
from pyxform.xls2xform import convert

from .category_cases import CATEGORIES
from .partial_date_cases import CASES


def form(workbook, rows):
    """A form of the three patterns of the standard questionnaire and the given calculations, as an XForm."""
    kept = [workbook.question(name) for name in ("edtf_leap", "edtf_day", "edtf")]
    survey = [*kept, *({"type": "calculate", "name": name, "calculation": text} for name, text in rows)]
    survey.append({"type": "note", "name": "seen", "label": "-"})
    lines = ["| survey | type | name | calculation | label |"]
    for row in survey:
        cells = (row.get(column, "").replace("|", r"\|") for column in ("type", "name", "calculation", "label"))
        lines.append("| | " + " | ".join(cells) + " |")
    return convert("\n".join(lines), file_type=".md").xform


def check(name, expression, expected):
    """Two calculations: the value, and the refusal if it is not the expected one."""
    return [
        (f"{name}_is", expression),
        (f"{name}_checked", f"if(${{{name}_is}} = {expected}, 'ok', date('not {name}'))"),
    ]


def partial_date_rows(workbook, cases):
    date = workbook.question("capture_date")
    earliest, latest = (workbook.question(f"capture_date_{end}")["calculation"] for end in ("earliest", "latest"))
    rows = []
    for number, (text, first, last, accepted) in enumerate(cases):
        given = f"'{text}'"
        rows += check(f"e{number}", earliest.replace("${capture_date}", given), f"'{first}'")
        rows += check(f"l{number}", latest.replace("${capture_date}", given), f"'{last}'")
        if text:  # an empty answer is never checked
            constraint = re.sub(r"(?<=\()\.(?=,)", given, date["constraint"])
            assert constraint.count(given) == 3
            rows += check(f"c{number}", f"if({constraint}, 'yes', 'no')", "'yes'" if accepted else "'no'")
    return rows


def test_javarosa_computes_every_case(workbook, validate):
    assert validate(form(workbook, partial_date_rows(workbook, CASES))) == []


@pytest.mark.parametrize(
    "wrong", [("2022-02", "2022-02-01", "2022-02-29", True), ("2023/2022", "2023-01-01", "2022-12-31", True)]
)
def test_the_oracle_notices_a_wrong_expectation(workbook, validate, wrong):
    with pytest.raises(ODKValidateError):
        validate(form(workbook, partial_date_rows(workbook, [wrong])))


def test_javarosa_gives_every_case_its_category(workbook, validate):
    category = workbook.question("category")["calculation"]
    rows = []
    for number, (group, notified, expected) in enumerate(CATEGORIES):
        text = category.replace("${case_group}", f"'{group}'").replace("${notified}", f"'{notified}'")
        rows += check(f"k{number}", text, f"'{expected}'")
    assert validate(form(workbook, rows)) == []


def test_javarosa_computes_delay_and_scope_from_minimum_to_maximum(workbook, validate):
    """(capture earliest, latest, confirmation earliest, latest) → days from, days to, out of scope."""
    cases = [
        (("2022-05-17", "2022-05-17", "2022-08-15", "2022-08-15"), ("90", "90", "'no'")),
        (("2022-05-01", "2022-05-31", "2022-08-01", "2022-08-31"), ("62", "122", "'no'")),
        (("2022-03-01", "2022-03-31", "2022-03-15", "2022-04-15"), ("0", "45", "'no'")),
        (("2022-05-01", "2022-05-31", "2022-01-01", "2022-01-31"), ("0", "''", "'no'")),
        (("", "2022-05-31", "2022-08-01", "2022-08-31"), ("62", "''", "'unclear'")),
        (("2022-05-01", "", "2022-08-01", ""), ("''", "''", "'no'")),
        (("", "", "", ""), ("''", "''", "''")),
        (("2014-07-01", "2014-07-31", "", ""), ("''", "''", "'yes'")),
        (("2022-02-23", "2022-02-23", "", ""), ("''", "''", "'yes'")),
        (("2022-02-24", "2022-02-24", "", ""), ("''", "''", "'no'")),
        (("2022-02-01", "2022-02-28", "", ""), ("''", "''", "'unclear'")),
        (("", "2022-02-23", "", ""), ("''", "''", "'yes'")),
    ]
    names = ("capture_date_earliest", "capture_date_latest", "confirmation_date_earliest", "confirmation_date_latest")
    rows = []
    for number, (given, expected) in enumerate(cases):
        for name, value in zip(("delay_days_min", "delay_days_max", "out_of_scope"), expected, strict=True):
            text = workbook.question(name)["calculation"]
            for question, answer in zip(names, given, strict=True):
                text = text.replace(f"${{{question}}}", f"'{answer}'")
            rows += check(f"{name}_{number}", text, value)
    assert validate(form(workbook, rows)) == []
