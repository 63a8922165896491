"""Mistakes in a questionnaire: what is told, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewtool.errors import KnownError
from interviewtool.i18n.explain import catalogue, explain
from interviewtool.xforms import FormDefinition, check_form, convert, read_instance
from interviewtool.xforms.workbooks.mistakes import KNOWN
from tests.workspaces import SMALL_FORM


def failure(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        convert(path)
    explanation = explain(caught.value)
    assert explanation.what
    assert "{" not in (explanation.what + explanation.remedy).replace("${", "")  # a name as a cell has it
    return caught.value


def of_form(folder: Path, markdown: str) -> KnownError:
    path = folder / "form.md"
    path.write_text(markdown, encoding="utf-8")
    return failure(path)


def test_a_column_of_our_own_without_its_namespace_is_said_and_the_rest_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | bind::interviewtool:identity | relevant |\n"
        "| | text | a | A | person | ${nobody} = 1 |\n"
    )
    checked = check_form(path)
    assert checked.complete
    assert [(each.code, each.place.sheet, each.place.column) for each in checked.mistakes] == [
        ("xforms.question_unknown", "survey", "relevant"),
        ("xforms.namespace_missing", "settings", "namespaces"),
    ]


def test_a_circle_names_its_questions(tmp_path: Path) -> None:
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label | calculation |\n| | calculate | a | | ${b} + 1 |\n"
        "| | calculate | b | | ${c} + 1 |\n| | calculate | c | | ${a} |\n| | text | d | D | |\n",
    )
    assert error.code == "xforms.cycle"
    assert error.place.row == 2
    assert set(str(error.parameters["questions"]).split(", ")) == {"a", "b", "c"}


def test_a_relevance_on_what_is_inside_is_a_circle(tmp_path: Path) -> None:
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label | relevant |\n| | begin_group | g | G | ${a} = 1 |\n"
        "| | integer | a | A | |\n| | end_group | | | |\n",
    )
    assert error.code == "xforms.cycle"


def test_a_calculation_from_itself_is_refused(tmp_path: Path) -> None:
    """It would never come to an end."""
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label | calculation |\n| | text | a | A | |\n"
        "| | calculate | c | | coalesce(${c}, 0) + 1 |\n",
    )
    assert (error.code, error.place.row, error.place.column) == ("xforms.calculates_itself", 3, "calculation")


def test_a_missing_choice_list_is_named_with_its_row(tmp_path: Path) -> None:
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label |\n| | select_one fruits | a | A |\n"
        "| choices |\n| | list_name | name | label |\n| | vegetables | leek | Leek |\n",
    )
    assert (error.code, error.place.sheet, error.place.row) == ("xforms.conversion", "survey", 2)
    assert "fruits" in str(error.parameters["message"])


@pytest.mark.parametrize(
    ("column", "expression", "code", "row"),
    [
        ("relevant", "${a} = ", "xforms.syntax_unexpected_end", 3),
        ("constraint", ". > (5", "xforms.syntax_unclosed", 3),
        ("calculation", "concat(${a} 'x')", "xforms.syntax_unexpected", 3),
        ("required", "${a} == 1", "xforms.syntax_elsewhere", 3),
        ("constraint", "frobnicate(.)", "xforms.unknown_function", 3),
        ("relevant", "selected(${a})", "xforms.wrong_arguments", 3),
        ("relevant", "count(5) = 1", "xforms.not_a_nodeset", 3),
        ("relevant", "instance('nowhere')/root/item/a = 1", "xforms.unknown_instance", 3),
        ("default", "today( + 1", "xforms.syntax_unexpected", 3),
    ],
)
def test_a_mistake_in_an_expression_has_sheet_row_and_column(
    tmp_path: Path, column: str, expression: str, code: str, row: int
) -> None:
    error = of_form(
        tmp_path,
        f"| survey |\n| | type | name | label | {column} |\n| | text | a | A | |\n| | text | b | B | {expression} |\n",
    )
    assert (error.code, error.place.sheet, error.place.row) == (code, "survey", row)
    assert error.place.column == column
    assert error.parameters["question"] == "b"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("relevant", "${a} = 1 && ${a} != 2", ("syntax_elsewhere", "relevant", "${a} = 1 && ${a} != 2", 10)),
        ("relevant", "${a} / 2 > 1", ("syntax_elsewhere", "relevant", "${a} / 2 > 1", 8)),
        ("choice_filter", "x = ", ("syntax_unexpected_end", "choice_filter", "x =", 4)),
        ("repeat_count", "${a} + nothing(1)", ("unknown_function", "repeat_count", "${a} + nothing(1)", 8)),
    ],
)
def test_an_expression_is_shown_as_its_cell_has_it(
    tmp_path: Path, column: str, cell: str, said: tuple[str, ...]
) -> None:
    path = tmp_path / "form.md"
    kind = {"choice_filter": "select_one l", "repeat_count": "begin_repeat"}.get(column, "begin_group")
    end = "" if column == "choice_filter" else f"| | text | c | C | |\n| | {kind.replace('begin', 'end')} | | | |\n"
    path.write_text(
        f"| survey |\n| | type | name | label | {column} |\n| | text | a | A | |\n| | {kind} | b | B | {cell} |\n{end}"
        "| choices |\n| | list_name | name | label | x |\n| | l | y | Y | 1 |\n"
    )
    error = check_form(path).mistakes[0]
    shown = tuple(error.parameters[key] for key in ("attribute", "expression", "at"))
    assert (error.code.removeprefix("xforms."), *shown) == said
    assert (error.place.row, error.place.column, error.parameters["question"]) == (3, column, "b")


def test_an_unknown_function_is_found_at_load_in_whatever_attribute(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | constraint | relevant |\n| | text | a | A | true() | true() |\n"
    )
    for attribute in (b'constraint="true()"', b'relevant="true()"'):
        xform = convert(path).replace(attribute, attribute.replace(b"true()", b"not(frobnicate(1))"))
        with pytest.raises(KnownError) as caught:
            FormDefinition.load(xform)
        assert (caught.value.code, caught.value.parameters["found"]) == ("xforms.unknown_function", "frobnicate")
        assert caught.value.parameters["question"] == "a"


def test_a_mistake_in_what_a_trigger_calculates_is_found_in_its_cell(tmp_path: Path) -> None:
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label | trigger | calculation |\n| | text | a | A | | |\n"
        "| | text | b | B | ${a} | concat(${a} 'x') |\n",
    )
    assert (error.code, error.place.row, error.place.column) == ("xforms.syntax_unexpected", 3, "calculation")


def test_a_mistake_in_a_label_or_filter_is_found(tmp_path: Path) -> None:
    error = of_form(
        tmp_path,
        "| survey |\n| | type | name | label | choice_filter |\n| | text | a | A | |\n"
        "| | select_one l | b | B | x = = 1 |\n| choices |\n| | list_name | name | label | x |\n| | l | a | A | 1 |\n",
    )
    assert (error.code, error.place.row, error.place.column) == ("xforms.syntax_unexpected", 3, "choice_filter")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"no zip at all", "xforms.not_a_workbook"),
        ("a.pdf", b"%PDF", "xforms.unknown_file"),
        ("a.xml", b"<h:html", "xforms.not_xml"),
        ("a.xml", b"<a/>", "xforms.not_xform"),
        ("a.xml", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "xforms.doctype"),
        ("a.csv", b"", "xforms.not_a_workbook"),
    ],
)
def test_what_is_no_questionnaire_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = failure(path)
    assert error.code in {code, "xforms.conversion"}
    assert error.place.file == name


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.xlsx").code == "xforms.unreadable_file"


def test_an_xform_given_directly_is_told_by_line_and_node(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text(
        "| survey |\n| | type | name | label | relevant |\n| | text | a | A | |\n| | text | b | B | ${a} = 1 |\n"
    )
    path = tmp_path / "bad.xml"
    path.write_bytes(convert(good).replace(b"= 1", b"= = 1").replace(b"><", b">\n<"))
    error = failure(path)
    assert error.code == "xforms.syntax_unexpected"
    assert error.place.row is not None
    assert error.place.row > 5
    assert str(error.parameters["path"]).endswith("/b")


def test_conversion_is_cached_by_content_and_a_damaged_cache_folder_is_no_harm(tmp_path: Path) -> None:
    path, cache = tmp_path / "form.md", tmp_path / "cache"
    path.write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n")
    first = convert(path, cache=cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(first + b"<!-- from the cache -->")
    assert convert(path, cache=cache).endswith(b"cache -->")
    path.write_text("| survey |\n| | type | name | label |\n| | text | a | B |\n")
    assert not convert(path, cache=cache).endswith(b"cache -->")
    assert len(list(cache.iterdir())) == 2
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder")
    assert convert(path, cache=blocked)


def test_every_code_that_is_raised_has_its_sentences() -> None:
    import re

    import interviewtool.xforms

    folder = Path(str(interviewtool.xforms.__file__)).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    codes = set(re.findall(r'"xforms\.([a-z_]+)"', sources))
    codes |= set(re.findall(r'(?:CompileError|form_error|mistake)\(\s*"([a-z_]+)"', sources))
    codes |= {"syntax_" + code for code in re.findall(r'(?:XPathSyntaxError|fail)\(\s*"([a-z_]+)"', sources)}
    codes |= {code for _pattern, code, _column in KNOWN}
    assert {f"xforms.{code}" for code in codes} - set(catalogue()) == set()


def test_all_mistakes_are_listed_not_the_first_alone(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | relevant | calculation | notes |\n"
        "| | select_one fruits | a | A | ${nobody} = 1 | | x |\n| | text | b | B | ${a} = | | |\n"
        "| | calculate | c | | | frobnicate(1) | |\n"
    )
    checked = check_form(path)
    assert checked.form is None
    assert checked.complete
    assert [(each.code, each.place.row) for each in checked.mistakes] == [
        ("xforms.question_unknown", 2),
        ("xforms.choice_list_missing", 2),
        ("xforms.syntax_unexpected_end", 3),
        ("xforms.unknown_function", 4),
    ]
    assert [each.code for each in checked.warnings] == ["xforms.unknown_column"]


def test_the_answers_of_another_form_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n")
    definition = FormDefinition.load(convert(path))
    for xml, code in ((b"<data id='other'/>", "not_an_instance"), (b"<other/>", "not_an_instance"), (b"<", "not_xml")):
        with pytest.raises(KnownError) as caught:
            read_instance(definition, xml)
        assert caught.value.code == f"xforms.{code}"


def test_what_pyxform_finds_is_said_in_our_words_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label::English (en) | calculation | relevant |\n"
        "| | text | a | A | | |\n| | text | a | Again | | |\n| | text | two words | B | | |\n| | text | | C | | |\n"
        "| | text | d | | | |\n| | calculate | e | | | |\n| | slect_one l | f | F | | |\n"
        "| | text | g | G | | ${a = 1 |\n| | select_multiple l | h | H | | |\n| | select_one ${a} | i | I | | |\n"
        "| | end_group | | | | |\n"
        "| choices |\n| | list_name | name | label::English (en) |\n| | l | x y | X |\n| | l | | Y |\n"
    )
    assert ("xforms.end_without_begin", 12) in [(each.code, each.place.row) for each in check_form(path).mistakes]
    path.write_text(path.read_text().replace("| | end_group | | | | |\n", ""))
    checked = check_form(path)
    assert checked.complete
    assert [(each.code.removeprefix("xforms."), each.place.row, each.place.column) for each in checked.mistakes] == [
        ("name_repeated", 3, "name"),
        ("name_characters", 4, "name"),
        ("question_without_name", 5, "name"),
        ("question_without_label", 6, "label::English (en)"),
        ("calculation_missing", 7, "calculation"),
        ("type_unknown", 8, "type"),
        ("reference_malformed", 9, "relevant"),
        ("chosen_elsewhere", 11, "type"),
        ("choice_with_space", 2, "name"),
        ("choice_without_name", 3, "name"),
    ]
    assert all("{" not in explain(each).what for each in checked.mistakes)


def test_a_mistake_that_no_cell_explains_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text("| survey |\n| | type | name | label | bind::relevant |\n| | text | a | A | nonsense(1) |\n")
    assert [each.code for each in check_form(path).mistakes] == ["xforms.unknown_function"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| select one | b | B | |", ("list_unnamed", "type")),
        ("| | b | B | |", ("question_without_type", "type")),
        ("| select_one_from_file towns.xlsx | b | B | |", ("list_file_kind", "type")),
        ("| text | b:c | B | |", ("name_characters", "name")),
        (
            "| begin_group | g | G | |\n| | text | a | A | |\n| | end_group | | | |\n| | note | n | ${a} | |",
            ("name_ambiguous", "label"),
        ),
        ("| text | b | B | ${a}, ${a} = 1 ${ |", ("reference_malformed", "relevant")),
    ],
)
def test_a_slip_in_a_row_is_said_in_our_words(tmp_path: Path, row: str, found: tuple[str, str]) -> None:
    path = tmp_path / "form.md"
    path.write_text(f"| survey |\n| | type | name | label | relevant |\n| | text | a | A | |\n| {row}\n")
    (error,) = check_form(path).mistakes
    assert (error.code.removeprefix("xforms."), error.place.column) == found
    assert error.place.row is not None
    assert "{" not in explain(error).what


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("range", "start=a end=10 step=1"),
        ("range", "start=0 end=10 step=0"),
        ("image", "max-pixels=foo"),
        ("select_one l", "randomize=maybe"),
        ("audio", "quality=best"),
        ("text", "rows=x"),
    ],
)
def test_bad_parameters_are_said_in_our_words(tmp_path: Path, kind: str, parameters: str) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        f"| survey |\n| | type | name | label | parameters |\n| | {kind} | a | A | {parameters} |\n"
        "| choices |\n| | list_name | name | label |\n| | l | x | X |\n"
    )
    error = check_form(path).mistakes[0]
    assert (error.code, error.place.column) == ("xforms.parameters_wrong", "parameters")
    assert "{" not in explain(error).what


def test_a_broken_reference_to_the_value_of_a_choice_from_a_repeat(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(SMALL_FORM, encoding="utf-8")
    broken = convert(path).replace(b'<value ref="place_name"/>', b'<value ref="pl;ace_name"/>')
    with pytest.raises(KnownError) as caught:
        FormDefinition.load(broken)
    assert caught.value.code == "xforms.syntax_bad_character"
