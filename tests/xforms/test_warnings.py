"""What works, but not as its author meant it: what is told, and where."""

from __future__ import annotations

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from interviewtool.i18n.explain import explain
from interviewtool.xforms import FormDefinition, check_form
from tests.xforms.conftest import FORMS, at, new_instance


def test_a_column_that_nobody_reads_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | relevent | our notes |\n| | text | a | A | 1 = 1 | ask slowly |\n"
    )
    checked = check_form(path)
    assert checked.form is not None
    assert [(each.code, each.place.sheet, each.place.column) for each in checked.warnings] == [
        ("xforms.unknown_column", "survey", "relevent"),
        ("xforms.unknown_column", "survey", "our notes"),
    ]
    assert checked.warnings[0].parameters["near"] == "relevant"


def test_a_sheet_that_is_nearly_named_as_one_that_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label |\n| | Begin Repeat | r | R |\n| | Select_One l | a | A |\n"
        "| | End Repeat | | |\n| choises |\n| | list_name | name | label |\n| | l | x | X |\n"
        "| notes |\n| | anything |\n"
    )
    checked = check_form(path)
    assert [(each.code, each.place.sheet) for each in checked.warnings] == [("xforms.sheet_unread", "choises")]
    assert [each.parameters.get("near", each.code) for each in checked.mistakes] == [
        *("begin_repeat", "select_one l", "xforms.choice_list_missing", "end_repeat")
    ]
    path.write_text("| surveys |\n| | type | name | label |\n| | text | a | A |\n| notes |\n| | anything |\n")
    assert [each.place.sheet for each in check_form(path).warnings] == ["surveys"]


def test_a_slip_in_a_column_of_our_own_is_not_silent(tmp_path: Path) -> None:
    """What is meant to close a gate would do nothing."""
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | bind::interviewtool:guardien | bind::interviewtool:preparation |\n"
        "| | text | a | A | yes | Yes |\n| | text | b | B | | yes |\n"
        '| settings |\n| | namespaces |\n| | interviewtool="urn:interviewtool:xlsform:1" |\n'
    )
    checked = check_form(path)
    assert checked.form is not None
    assert [(each.code, each.place.row) for each in checked.warnings] == [
        ("xforms.own_column_unknown", 1),
        ("xforms.own_value_unknown", 2),
    ]
    assert checked.warnings[0].parameters["near"] == "bind::interviewtool:guardian"
    assert checked.warnings[1].parameters["allowed"] == "yes, later"


def test_a_choice_that_is_none_is_warned_of_where_it_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | relevant |\n| | select_one y or_other | a | A | |\n"
        "| | text | b | B | ${a} = 'other' or ${a} != '' |\n| | text | c | C | selected(${a}, \"yess\") |\n"
        "| | text | d | D | ${b} = 'yess' and ${a} = 'no' |\n| | text | e | E | ${a}!='maybe' |\n"
        "| | select_multiple y | f | F | |\n| | text | g | G | ${f} = 'yes no' |\n"
        "| choices |\n| | list_name | name | label |\n| | y | yes | Yes |\n| | y | no | No |\n"
    )
    found = [each for each in check_form(path).warnings if each.code == "xforms.never_chosen"]
    assert [(each.place.row, each.parameters["value"]) for each in found] == [(4, "yess"), (6, "maybe")]
    assert str(found[0].parameters["near"]).startswith("yes")


def test_what_is_not_as_it_was_meant_is_warned_of_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label::English (en) | label::Українська (uk) | relevant | constraint |\n"
        "| | date | a | A | А | | |\n| | text | b | B | - | ${a} < '2022-02-24' | regex(., '[a') |\n"
        "| | select_one l | c | C | В | ${a} < date('2022-02-24') and ${a} != '2022' | regex(., '[a-z]+') |\n"
        "| choices |\n| | list_name | name | label::English (en) | label::Українська (uk) |\n| | l | x | X | |\n"
        "| | l | y | Y | - |\n| | l | z | Z | З |\n"
    )
    found = check_form(path).warnings
    assert [(each.code, each.place.row, each.place.column) for each in found] == [
        ("xforms.date_against_text", 3, "relevant"),
        ("xforms.bad_pattern", 3, "constraint"),
        ("xforms.missing_translation", 3, "label::Українська (uk)"),
        ("xforms.choices_untranslated", 2, "label::Українська (uk)"),
    ]
    assert all(explain(each).what for each in found)


def test_what_an_xform_says_in_vain_is_warned_of() -> None:
    xform = (FORMS / "instances.xml").read_bytes()
    xform = xform.replace(b"</model>", b'<setvalue ref="/data/day" event="odk-frob xforms-ready"/></model>', 1)
    xform = xform.replace(b"</h:body>", b"<input><label>Lost</label></input></h:body>", 1)
    found = FormDefinition.load(xform).warnings()
    assert [(each.code, each.parameters["path"]) for each in found] == [
        ("xforms.bind_without_node", "/data/gone"),
        ("xforms.action_in_group", ""),
        ("xforms.control_without_reference", ""),
        ("xforms.event_unknown", "/data/day"),
    ]


def test_columns_of_choices_that_would_be_no_xml_are_left_out(tmp_path: Path) -> None:
    """KoBoToolbox writes `$kuid`. A colour over whole columns makes a million rows of nothing."""
    book = openpyxl.Workbook()
    survey, choices = book.active, book.create_sheet("choices")
    survey.title = "survey"
    for row in (["type", "name", "label"], ["select_one l", "a", "A"]):
        survey.append(row)
    for row in (["list_name", "name", "label", "$kuid", "Notes & more"], ["l", "x", "X", "k1", "n"]):
        choices.append(row)
    survey.cell(1_048_576, 16_000).font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "form.xlsx")
    checked = check_form(tmp_path / "form.xlsx")
    assert checked.form is not None
    assert [(each.code, each.place.column) for each in checked.warnings] == [("xforms.column_unread", "Notes & more")]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("| integer | b | B | | | five |", "default_unfit", "default"),
        ("| date | b | B | | | 2022-02-24 00:00:00 |", "default_unfit", "default"),
        ("| select_one l | b | B | | | Yes |", "default_not_offered", "default"),
        ("| date | b | B | | . > 2022-02-24 | |", "date_unquoted", "constraint"),
        ("| integer | b | B | | . < 'ten' | |", "text_ordered", "constraint"),
        ("| note | b | Good day, {a} | | | |", "reference_unread", "label"),
        ("| note | b | Good day, $(a) | | | |", "reference_unread", "label"),
    ],
)
def test_what_does_not_mean_what_it_looks_like_is_warned_of(tmp_path: Path, row: str, code: str, column: str) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | calculation | constraint | default |\n"
        f"| | text | a | A | | | |\n| {row}\n| choices |\n| | list_name | name | label |\n| | l | yes | Yes |\n"
    )
    checked = check_form(path)
    assert [(each.code, each.place.row, each.place.column) for each in checked.warnings] == [
        (f"xforms.{code}", 3, column)
    ]
    assert "{b}" not in explain(checked.warnings[0]).what
    assert checked.form is not None
    if code == "default_unfit":  # as in JavaRosa
        assert new_instance(checked.form).value(at("b")) == ""


def test_what_choices_and_the_settings_lack_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label::English (en) |\n| | select_one l | a | A |\n"
        "| choices |\n| | list_name | name | label::English (en) |\n"
        "| | l | yes | Yes |\n| | l | no | |\n| | | other | O |\n| settings |\n| | default_language |\n| | English |\n"
    )
    assert [(each.code.removeprefix("xforms."), each.place.row) for each in check_form(path).warnings] == [
        ("default_language_unknown", 2),
        ("choice_without_list", 4),
        ("choices_without_label", 3),
    ]
    path.write_text("| survey |\n| | type | name | label | label::Polski (pl) |\n| | text | a | A | A |\n")
    assert [(each.code, each.place.column) for each in check_form(path).warnings] == [
        ("xforms.language_unnamed", "label")
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("l.csv", "name,label\nk,Київ\n".encode("cp1251"), "list_letters"),
        ("l.csv", b"code,title\nk,Kyiv\n", "list_columns"),
        ("l.csv", b"", "list_empty"),
        ("l.xml", b"<root><item>", "list_unreadable"),
        ("l.geojson", b'{"type":', "list_unreadable"),
        ("l.geojson", b'{"type": "Feature"}', "list_unreadable"),
        ("l.geojson", b'{"features": [{"geometry": {"type": "Point", "coordinates": [1]}}, 5]}', "list_unreadable"),
    ],
)
def test_a_list_of_another_file_that_cannot_be_used_is_said(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / "form.md"
    path.write_text(f"| survey |\n| | type | name | label |\n| | select_one_from_file {name} | a | A |\n")
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / name).write_bytes(content)
    checked = check_form(path)
    (found,) = checked.mistakes or checked.warnings
    assert found.code == f"xforms.{code}"
    assert (checked.form is None) == (code == "list_unreadable")
    assert name in str(explain(found))


def test_what_silently_offers_or_gives_nothing_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | choice_filter | calculation |\n| | text | a | A | | |\n"
        "| | select_one l | b | B | regin = ${a} and kind = 'x' | |\n"
        "| | calculate | c | | | indexed-repeat(${a}, ${b}, 1) |\n"
        "| choices |\n| | list_name | name | label | region | kind |\n| | l | x | X | n | x |\n"
    )
    found = check_form(path).warnings
    assert [(each.code, each.place.row, each.place.column) for each in found] == [
        ("xforms.filter_column", 3, "choice_filter"),
        ("xforms.no_repeat", 4, "calculation"),
    ]
    assert (found[0].parameters["column"], found[1].parameters["name"]) == ("regin", "b")
    path.write_text("| survey |\n| | type | name | label | calculation |\n| | calculate | c | | 1 + 1 |\n")
    assert [each.code for each in check_form(path).warnings] == ["xforms.no_question"]


def test_a_column_that_a_list_lacks_is_warned_of_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | calculation |\n"
        "| | select_one l | a | A | |\n| | csv-external | towns | | |\n"
        "| | calculate | b | | instance('l')/root/item[name = ${a}]/weight |\n"
        "| | calculate | c | | pulldata('towns', 'nme', 'name', ${a}) |\n"
        "| | calculate | d | | concat(pulldata('towns', 'label', 'name', ${a}),"
        " instance('l')/root/item[nam = 'x']/size) |\n"
        "| choices |\n| | list_name | name | label | size |\n| | l | x | X | 2 |\n"
    )
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "towns.csv").write_text("name,label\nx,Kyiv\n")
    assert [(each.place.row, each.parameters["column"]) for each in check_form(path).warnings] == [
        *((4, "weight"), (5, "nme"), (6, "nam"))
    ]


def test_a_word_without_its_quotation_marks_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | relevant | constraint |\n| | text | a | A | | . != '' |\n"
        "| | select_one l | b | B | ${a} = yes | |\n| | begin_group | g | G | ${a} != '' | |\n"
        "| | integer | c | C | ../../a = 'x' or ../../d = 1 | . < ${b} |\n| | end_group | | | | |\n"
        "| choices |\n| | list_name | name | label |\n| | l | yes | Yes |\n"
    )
    found = check_form(path).warnings
    assert [(each.code, each.place.row, each.parameters["name"]) for each in found] == [
        ("xforms.leads_nowhere", 3, "yes"),
        ("xforms.leads_nowhere", 5, "d"),
    ]


def test_one_answer_of_a_repeat_read_from_outside_it_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | calculation |\n| | begin_repeat | r | R | |\n| | integer | n | N | |\n"
        "| | calculate | same | | ${n} + 1 |\n"
        "| | calculate | before | | indexed-repeat(${n}, ${r}, position(..) - 1) |\n"
        "| | note | inside | ${n} | |\n| | end_repeat | | | |\n| | calculate | all | | sum(${n}) + count(${r}) |\n"
        "| | calculate | one | | if(${n} > 3, 1, 0) |\n| | calculate | chosen | | ${r}[n = 3]/n |\n"
        "| | note | told | It is ${n} | |\n"
    )
    found = check_form(path).warnings
    assert [(each.code, each.place.row, each.place.column) for each in found] == [
        ("xforms.one_of_several", 9, "calculation"),
        ("xforms.one_of_several", 11, "label"),
    ]
    assert found[0].parameters["name"] == "n"
