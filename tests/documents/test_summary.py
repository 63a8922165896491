"""The summary as its readers get it: found again by poppler, archival, complete, inside its margins."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import pdfa

from interviewtool.documents import Answer, Narrative, Row, Section, SummaryData, Table, summary_pdf
from interviewtool.documents.archival import check_archival
from interviewtool.model import InterviewId


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_is_archival_complete_and_inside_its_margins(language, summary_of, narratives, tool, text_of, overflowing):
    pdf = summary_pdf(summary_of(language))
    check_archival(pdf)
    text = text_of(pdf)
    for expected in (narratives[language], "«Олена»", "Рік народження", "не знаю", "СІЗО-3", "Камера", "Згода C10"):
        assert expected in text
    assert "3f" * 32 in text
    assert "09:15" in text, "when it was decided stands beside when that was typed in"
    assert overflowing(pdf) == []
    fonts = tool(pdf, "pdffonts", "{}").splitlines()[2:]
    assert fonts and all(re.search(r"\byes yes yes\b", line) for line in fonts)


def test_every_page_carries_the_code_and_its_number(summary_of, tool):
    pdf = summary_pdf(summary_of())
    pages = tool(pdf, "pdftotext", "{}", "-").split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "7KQ4-M2XP-9TRD" in page
        assert re.search(rf"\b{number}\D+{len(pages)}\b", page)


def test_title_language_and_dates_are_declared_and_agree(summary_of):
    with pikepdf.open(BytesIO(summary_pdf(summary_of("ru")))) as document:
        assert document.Root.Lang == "ru"
        assert document.docinfo.Title == "Сводка интервью · 7KQ4-M2XP-9TRD"
        assert document.docinfo.CreationDate == "D:20261123140500+02'00'"
        with document.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"] == "2026-11-23T14:05:00+02:00"
            assert metadata.pdfa_status == "2B"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root][1:3] == ["Особа", "Події"]
            assert [item.title for item in outline.root[2].children] == ["Розповідь", "Місця"]
        assert not any("/Trans" in page for page in document.pages)


def test_equal_data_gives_equal_bytes(summary_of):
    assert summary_pdf(summary_of()) == summary_pdf(summary_of())


def test_what_is_not_archival_is_refused(summary_of):
    with pikepdf.open(BytesIO(summary_pdf(summary_of()))) as document:
        document.pages[0].Trans = pikepdf.Dictionary()
        written = BytesIO()
        document.save(written)
    with pytest.raises(pdfa.PdfaError):
        check_archival(written.getvalue())


def test_an_interview_without_answers(summary_of, text_of):
    bare = replace(summary_of("en", ()), facts=(), consent=(), interviewer="")
    text = text_of(summary_pdf(bare))
    assert "No answers were recorded." in text
    assert "No consent decision is recorded." in text


def test_a_heading_is_never_the_last_line_of_a_page(summary_of, tool):
    """Nor one that has only another heading under it."""
    for rows in range(7, 12):
        answers = [Answer(f"Питання {number}", "так") for number in range(rows)]
        sections = (
            Section("Особа", 0, answers),
            Section("Події", 0, ()),
            Section("Розповідь", 1, [Answer("Де", "тут")] * 2),
        )
        pages = tool(summary_pdf(replace(summary_of(), sections=sections)), "pdftotext", "{}", "-").split("\f")
        page = next(page for page in pages if "Події" in page)
        assert "Розповідь" in page and "Де" in page.split()


def test_a_narrative_of_ten_thousand_words_is_all_there(summary_of, narratives, text_of, overflowing):
    paragraph = narratives["uk"].split()
    words = [f"{word}" for number in range(10_000 // len(paragraph)) for word in (*paragraph, f"№{number}.")]
    narrative = "\n".join(" ".join(words[start : start + 130]) for start in range(0, len(words), 130))
    pdf = summary_pdf(summary_of("uk", (Section("Розповідь", 0, (Narrative("Що сталося", narrative),)),)))
    assert " ".join(narrative.split()) in text_of(pdf)
    assert overflowing(pdf) == []


def test_a_word_without_end_is_cut_and_not_lost(summary_of, overflowing, tool):
    endless = "https://example.org/" + "a1b2" * 120
    items = (
        Answer("Посилання", endless),
        Narrative(endless, f"Знімок із каналу {endless}"),
        Table((Row(endless, (Answer("Сума", "2024"), Answer("Сума", endless), None)),)),
    )
    pdf = summary_pdf(summary_of("uk", (Section("Докази", 0, items),)))
    assert overflowing(pdf) == []
    whole = "".join(tool(pdf, "pdftotext", "-raw", "{}", "-").split())
    assert endless in whole  # cut without a mark: joining the lines gives the very address
    assert "Знімок із каналу" in tool(pdf, "pdftotext", "-layout", "{}", "-"), "the line before it is not stretched"


@pytest.mark.parametrize("instances", [2, 40])
def test_instances_side_by_side_repeat_their_numbers_on_every_page(instances, summary_of, tool, overflowing):
    def answers(row):
        return tuple(Answer("", f"ряд{row}к{column} слово") for column in range(instances))

    table = Table(tuple(Row(f"Питання-{row}", answers(row)) for row in range(40)))
    pdf = summary_pdf(summary_of("uk", (Section("Місця", 0, (table,)),)))
    pages = [page for page in tool(pdf, "pdftotext", "-raw", "{}", "-").split("\f") if re.search(r"ряд\d+к\d", page)]
    assert len(pages) > 1
    for page in pages:
        column = int(re.search(r"ряд\d+к(\d+)", page)[1])
        assert re.search(rf"(?m)^{column + 1}\b", page), "the number of the instance stands above it"
    found = " ".join(pages)
    assert all(f"ряд{row}к{column}" in found for row in range(40) for column in range(instances))
    assert overflowing(pdf) == []


def test_a_question_of_several_lines_is_read_before_its_answer(summary_of, tool):
    question, answer = "Чи приходив хтось іззовні до цієї людини в неволі, і як це було?", "ніхто й ніколи, " * 9
    pdf = summary_pdf(summary_of("uk", (Section("Відвідини", 0, (Answer(question, answer.strip()),)),)))
    read = " ".join(tool(pdf, "pdftotext", "-raw", "{}", "-").split())
    assert f"{question} {answer.strip()}" in read


def test_a_row_longer_than_a_page_goes_on(summary_of, text_of, narratives):
    long = " ".join(f"{narratives['ru']} ({number})" for number in range(25))
    pdf = summary_pdf(summary_of("ru", (Section("Раздел", 0, (Answer("Вопрос", long),)),)))
    assert long in text_of(pdf)


def test_a_character_without_a_glyph_is_named_not_dropped(summary_of, text_of):
    answer = Answer("Напис", "\u4f60 і \U0001f600, знаки ☐ ☒ ✓ ⚠ → лишаються")
    text = text_of(summary_pdf(summary_of("uk", (Section("Докази", 0, (answer,)),))))
    assert "[U+4F60] і [U+1F600], знаки ☐ ☒ ✓ ⚠ → лишаються" in text


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=8, max_size=8), columns=st.integers(1, 9))
def test_whatever_is_typed_the_summary_is_archival(texts, columns):
    one, two, three, four, five, six, seven, eight = texts
    table = Table((Row(three, tuple(Answer(four, five, missing=bool(n % 2)) for n in range(columns))),) * 2)
    data = SummaryData(
        language="uk",
        interview_id=InterviewId("7KQ4-M2XP-9TRD"),
        respondent=six,
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts=((seven, eight), (one, two)),
        sections=(Section(two, 3, (Answer(three, four), Narrative(five, six), table)), Section(seven, 1)),
        interviewer=eight,
    )
    check_archival(summary_pdf(data))


def test_nothing_goes_through_a_temporary_file(summary_of, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    summary_pdf(summary_of())


def test_heavy_libraries_are_imported_late():
    program = (
        "import sys, interviewtool.documents;"
        "print(*sorted({'reportlab','pikepdf','pyhanko','pypdfium2','pyphen','segno'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("language", "begun", "decided"),
    [
        ("uk", "23 листопада 2026 р., 14:05 (UTC+02:00)", "23 лист. 2026, 14:05"),
        ("ru", "23 ноября 2026 г., 14:05 (UTC+02:00)", "23 нояб. 2026, 14:05"),
        ("en", "23 November 2026, 14:05 (UTC+02:00)", "23 Nov 2026, 14:05"),
    ],
)
def test_a_date_is_written_in_one_way_for_each_language(language, begun, decided, summary_of, text_of):
    text = text_of(summary_pdf(summary_of(language)))
    assert begun in text and decided in text
    assert "23.11.2026" not in text


def test_gaps_above_headings_give_way_to_a_row_that_would_have_a_page_of_its_own(summary_of, tool):
    def pages(rows):
        sections = tuple(Section(f"Розділ {n}", 1, [Answer(f"Питання {n}", "так")] * 5) for n in range(rows))
        return tool(summary_pdf(summary_of("uk", sections)), "pdftotext", "{}", "-").split("\f")[:-1]

    for rows in range(4, 24):
        assert pages(rows)[-2].count("Питання") > 2, "before the page of signatures"
