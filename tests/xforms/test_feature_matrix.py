"""docs/questionnaires.md tells what the tests show, no more and no less."""

from __future__ import annotations

from interviewtool.gui.questions.table import FIELDS
from tests.xforms.features import (
    APPEARANCES,
    SOURCES,
    TARGET,
    TYPES,
    appearance_in_window,
    page,
    type_in_window,
    used,
)


def test_the_feature_matrix_is_what_the_tests_show() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.xforms.features"


def test_nothing_of_the_specification_is_still_to_come() -> None:
    assert "| not yet |" not in page()


def test_the_sample_forms_use_every_row_between_them() -> None:
    samples = set(SOURCES) - {"standard"}
    told = [line.split("`") for line in page().splitlines() if line.startswith(("## ", "| `"))]
    section, lacking, evidence = "", [], used()
    for cells in told:
        if len(cells) == 1:
            section = cells[0].removeprefix("## ")
        elif not evidence.get((section, cells[1]), set()) & samples:
            lacking.append((section, cells[1]))
    assert lacking == []


def test_every_type_and_appearance_says_what_it_is_in_the_window() -> None:
    assert [name for name in APPEARANCES if not appearance_in_window(name)] == []
    assert [name for name in TYPES if not type_in_window(name)] == []
    told = {word for name in APPEARANCES for word in name.split()}
    assert {word for _kind, appearance in FIELDS for word in appearance.split()} <= told
