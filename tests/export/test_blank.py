"""Questionnaires of other teams on paper."""

from __future__ import annotations

from pathlib import Path

from interviewtool.export import blank_questionnaire
from interviewtool.export.blank import blank_form
from interviewtool.xforms import FormDefinition, convert

SAMPLES = Path(__file__).parents[1] / "forms"


def test_a_table_list_is_headed_by_its_own_label_and_its_row_of_headings_is_no_question(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |\n| | type | name | label | appearance |\n| | begin_group | a | Conditions | table-list |\n"
        "| | select_one yn | food | Food | |\n| | select_one yn | water | Water | |\n| | end_group | | | |\n"
        "| choices |\n| | list_name | name | label |\n| | yn | yes | Enough |\n"
    )
    printed = blank_form(FormDefinition.load(convert(form)), "", "en").parts
    assert [getattr(part, "text", "") or part.title for part in printed] == ["Conditions", "Food", "Water"]


def test_rows_of_a_list_that_hold_nothing_but_text_end_no_printing() -> None:
    assert blank_questionnaire(FormDefinition.load((SAMPLES / "instances.xml").read_bytes()), "").startswith(b"%PDF")
