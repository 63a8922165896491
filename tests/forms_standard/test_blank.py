"""The blank questionnaire on paper: everything that is asked, with its condition in words, in three languages."""

from __future__ import annotations

import re
import subprocess

import pytest

from interviewtool.documents import BlankQuestion, Room
from interviewtool.export import blank_questionnaire, question_numbers
from interviewtool.export.blank import blank_form
from interviewtool.xforms import FormDefinition, NodeKind, QuestionType
from tests.workspaces import xform

from .conftest import LANGUAGES

CODES = ("uk", "ru", "en")


@pytest.fixture(scope="module", params=CODES)
def blank(request, definition):
    return blank_form(definition, LANGUAGES[CODES.index(request.param)], request.param)


def test_every_question_stands_on_paper_with_its_condition_in_words(blank, definition):
    asked = [
        node
        for node in definition.nodes()
        if node.kind is NodeKind.QUESTION and node.control and node.type is not QuestionType.NOTE
    ]
    questions = [part for part in blank.parts if isinstance(part, BlankQuestion)]
    assert [question.number for question in questions if question.number] == list(range(1, len(asked) + 1))
    assert len(question_numbers(definition)) == len(asked)
    conditions = [part.condition for part in blank.parts if part.condition]
    assert len(conditions) > 100
    assert not [each for each in conditions if re.search(r"[a-z]+_[a-z]+|\$\{|= [\"'a-z]", each)]


def test_what_needs_an_answer_of_the_program_is_left_out(blank):
    texts = " ".join(part.text for part in blank.parts if isinstance(part, BlankQuestion))
    assert "…" not in texts and "CU" not in texts


def test_names_go_to_a_sheet_of_their_own_and_long_lists_to_the_end(blank, definition):
    rooms = {part.number: part.room for part in blank.parts if isinstance(part, BlankQuestion)}
    numbers = question_numbers(definition)
    for name in ("respondent_name", "affected_name", "unit", "respondent_contact", "death_victim"):
        assert rooms[numbers[name]] is Room.NAME
    assert (rooms[numbers["capture_oblast"]], rooms[numbers["methods"]]) == (Room.ONE_LISTED, Room.SEVERAL_LISTED)
    assert rooms[numbers["capture_date"]] is Room.PARTIAL_DATE
    assert [each.letter for each in blank.lists] == ["A", "B"]
    assert blank.names
    assert [
        part.text.split(".")[0] for part in blank.parts if isinstance(part, BlankQuestion) and not part.reasons
    ] == [f"C{number}" for number in range(1, 17)], "a decision on consent has no missing reason"


def test_the_pdf_says_which_form_it_is_on_every_page(definition, tmp_path):
    file = tmp_path / "blank.pdf"
    file.write_bytes(blank_questionnaire(definition, "uk"))
    command = ["pdftotext", "-layout", file, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 30
    assert all(f"{definition.form_id} {definition.form_version} (uk)" in page for page in pages)
    assert f"{len(pages)}" in pages[-1].splitlines()[-1] or pages[-1].count(f"{len(pages)}")
    assert "Чи підтверджено через Міжнародний Комітет" in text
    command[1] = "-raw"
    raw = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    asked = "Чи присутній хтось, крім респондента та інтерв’юера?"
    assert f"{asked} ☐ Так ☐ Ні 1 ☐ 2 ☐ 3 ☐ 4 ☐" in raw  # no box within a question that takes two lines
    (assessment,) = [page for page in pages if "Власна оцінка інтерв’юера" in page]
    assert "Чи віддано картку" not in assessment and "Перелік" not in assessment, "the respondent need not see it"
    assert "Перелік A" in pages[-2] and "Перелік B" in pages[-2], "the lists lie at hand on a sheet of their own"
    message = next(number for number, page in enumerate(pages) if "Звістка № ____" in page)
    assert "Запити про цю людину" in pages[message + 1], "a message is one page to copy"
    assert "Випадок № ____" in pages[message], "and says of which case it is"


def test_a_group_inside_one_without_a_label_is_printed():
    form = (
        "| survey |\n| | type | name | label |\n| | begin_group | a | |\n| | begin_group | b | Inside |\n"
        "| | text | c | Asked |\n| | end_group | | |\n| | end_group | | |\n"
    )
    assert blank_questionnaire(FormDefinition.load(xform(form)), "").startswith(b"%PDF")
