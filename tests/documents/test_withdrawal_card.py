"""The withdrawal card: the code and whom to turn to, in the language of the respondent; nothing about the interview."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from interviewtool.documents import page_count
from interviewtool.export import withdrawal_card

CODE = "7KQ4-M2XP-9TRD-3FAB"


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_one_sheet_with_code_and_contact(language: str, tmp_path: Path) -> None:
    pdf = withdrawal_card(CODE, "Група «Приклад»\n+380 00 000 00 00", language)
    assert pdf == withdrawal_card(CODE, "Група «Приклад»\n+380 00 000 00 00", language)
    assert page_count(pdf) == 1
    path = tmp_path / "card.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert CODE in said
    assert "+380 00 000 00 00" in said
    assert "Група «Приклад»" in said


@pytest.mark.parametrize("contact", ["\n".join(["+380 00"] * 60), "ж" * 500, "Дуже довга назва " * 29])
def test_the_longest_contact_stays_on_the_card(contact: str, tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    path.write_bytes(withdrawal_card(CODE, contact, "uk", practice=True))
    command = ["pdftotext", "-x", "88", "-y", "68", "-W", "420", "-H", "298", path, "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "".join(contact.split()) in "".join(said.split()).replace(";", "")


def test_without_a_contact_there_is_room_to_write() -> None:
    assert page_count(withdrawal_card(CODE, "", "uk")) == 1


def test_the_card_of_an_interview_held_for_practice_says_so(tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    said = []
    for practice in (False, True):
        path.write_bytes(withdrawal_card(CODE, "", "en", practice=practice))
        said.append(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout)
    assert ["For practice" in each for each in said] == [False, True]
