"""A team's own questionnaire: template, check, review sheet, paper."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from interviewtool.cli.form_new import TEMPLATE, remarks
from interviewtool.workspace import Workspace
from interviewtool.xforms import check_form, convert
from interviewtool.xforms.workbooks.markdown import read_tables
from tests.commands import interviewtool, make_vault, refused
from tests.workspaces import PASSPHRASE


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("new") / "own.xlsx"
    assert interviewtool("form", "new", str(file)).code == 0
    return file


def test_a_template_works_as_it_stands_as_workbook_and_as_text(template: Path, tmp_path: Path) -> None:
    checked = check_form(template)
    assert checked.mistakes == () and checked.warnings == ()
    text = tmp_path / "own.md"
    assert interviewtool("form", "new", str(text)).code == 0
    assert convert(text) == convert(template)


def test_every_column_of_the_template_is_commented(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    heads = [cell for sheet in ("survey", "choices") for cell in book[sheet][1]]
    assert [cell.value for cell in heads if cell.comment is None] == []
    assert book.sheetnames[-1] == "_guide"


def test_the_template_is_explained_alike_in_three_languages() -> None:
    columns = [list(remarks(language)) for language in ("uk", "ru", "en")]
    assert columns[0] == columns[1] == columns[2]
    used = {name.partition("::")[0] for name in read_tables(TEMPLATE.read_text("utf-8"))["survey"][0]}
    assert used - {"bind"} <= set(columns[0])


def test_a_template_of_another_kind_is_refused_in_a_sentence(tmp_path: Path) -> None:
    refused = interviewtool("form", "new", str(tmp_path / "own.docx"))
    assert refused.code == 1
    assert ".xlsx or .md" in refused.err


def test_check_warns_of_a_sentence_that_is_too_long_to_follow(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    long = "word " * 31
    rows = f"| survey |\n| | type | name | label |\n| | text | a | {long} |\n| | text | b | {'Short. ' * 31} |\n"
    form.write_text(rows, encoding="utf-8")
    checked = interviewtool("form", "check", str(form))
    assert checked.code == 0
    assert "31 words" in checked.out and checked.out.count("words in one sentence") == 1
    assert "label" in checked.out


def test_a_review_sheet_holds_every_text_beside_its_translations(template: Path, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    assert interviewtool("form", "review-sheet", "--from", str(template), str(file)).code == 0
    book = openpyxl.load_workbook(file)
    questions, choices, consent, glossary = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    name = next(row for row in questions if row[2] == "respondent_name")
    assert name[4:7] == ("Як вас звати?", "Как вас зовут?", "What is your name?")
    for sheet in book.worksheets:  # printed, a row stands on one page
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert name[0] == "8" and "Про вас" in name[1]
    assert ("Так", "Да", "Yes") in [row[4:7] for row in choices]
    assert [row[0] for row in consent].count("C16") == 1
    alike = [row for row in questions if row[4] == "Дайте відповідь або вкажіть, чому її немає."]
    assert len(alike) == 1 and "…" in alike[0][2], "what several questions say alike is corrected once"
    corrected = [(row[0], *row[3:5]) for row in glossary]
    assert ("respondent", "респондент", "respondent") in corrected, "to be corrected, too"


def test_a_questionnaire_is_printed_in_one_of_its_languages(template: Path, tmp_path: Path) -> None:
    file = tmp_path / "blank.pdf"
    printed = interviewtool("form", "print", "--from", str(template), "--text-language", "ru", str(file))
    assert printed.code == 0
    assert file.read_bytes().startswith(b"%PDF-1.7")
    refused = interviewtool("form", "print", "--from", str(template), "--text-language", "fr", str(tmp_path / "fr.pdf"))
    assert refused.code == 1
    assert "Українська (uk)" in refused.err


def test_a_questionnaire_is_printed_in_its_own_language_if_none_is_named(tmp_path: Path) -> None:
    form, file = tmp_path / "form.md", tmp_path / "blank.pdf"
    rows = "| | note | a | **Attention** |\n| | text | b | Who came, and *when*? |\n"
    form.write_text(f"| survey |\n| | type | name | label::English (en) |\n{rows}", encoding="utf-8")
    assert interviewtool("form", "print", "--from", str(form), str(file)).code == 0
    said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    assert "Who came, and when?" in said and "Attention" in said and "*" not in said
    assert "version –" in said


def test_all_mistakes_are_said_wherever_a_questionnaire_is_taken(tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |\n| | type | name | label | relevant |\n| | select_one fruits | a | A | ${nobody} = 1 |\n"
        "| | text | b | B | frobnicate() |\n",
        encoding="utf-8",
    )
    for command in (
        ("check", form),
        ("add", form),
        ("print", "--from", form, tmp_path / "out.pdf"),
        ("review-sheet", "--from", form, tmp_path / "out.xlsx"),
    ):
        refused("form", *command, says=("nobody", "fruits", "frobnicate", "row 3", "has 3 mistakes"))
    assert list(tmp_path.iterdir()) == [form]


def test_a_questionnaire_of_a_teams_own_is_what_new_interviews_begin_with(
    cheap_keys: None, template: Path, tmp_path: Path, form_cache: Path
) -> None:
    make_vault(tmp_path / "vault", form_cache).lock()
    added = interviewtool("form", "add", template, "--vault", tmp_path / "vault", passphrase=PASSPHRASE)
    assert added.code == 0 and "was taken in" in added.out
    workspace = Workspace.unlock(tmp_path / "vault", PASSPHRASE, form_cache=form_cache)
    assert workspace.forms.default().form_id == check_form(template).form.form_id
    workspace.lock()


def test_a_questionnaire_taken_in_once_more_is_again_the_usual_one(tmp_path: Path, form_cache: Path) -> None:
    workspace = make_vault(tmp_path / "vault", form_cache)
    standard = workspace.forms.default()
    form = tmp_path / "own.md"
    form.write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n")
    workspace.forms.add(convert(form))
    assert [each.form_id for each in workspace.forms.list()] == ["own", standard.form_id]
    workspace.forms.add(workspace.forms.definition(standard.form_hash).xform)
    assert [each.form_id for each in workspace.forms.list()] == [standard.form_id, "own"]
    workspace.lock()
