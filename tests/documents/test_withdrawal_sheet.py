"""The sheet of a withdrawal: to be signed, and to be worked through until everybody on it was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewtool.documents.withdrawal_sheet import WithdrawalSheetData, withdrawal_sheet_pdf

from .conftest import NOW

CODES = ("T089-J46R-DY94", "D1GF-FHC2-8EKY")


def sheet(told: tuple[str, ...], interviews: tuple[str, ...] = CODES[:1]) -> bytes:
    return withdrawal_sheet_pdf(
        WithdrawalSheetData(
            language="en",
            interviews=interviews,
            tier="Erase everything",
            meaning="The whole interview is destroyed.",
            time=NOW,
            gone=("219 stored answers",),
            stays=("The number of the interview",),
            told=told,
            to_do=("What was published cannot be called back.", "Tell everybody else in the list."),
        )
    )


@pytest.fixture
def pages_of(tool: Callable[..., str]) -> Callable[[bytes], list[str]]:
    return lambda pdf: tool(pdf, "pdftotext", "-layout", "{}", "-").rstrip("\f").split("\f")


def test_nobody_signs_a_page_on_which_nothing_else_stands(pages_of) -> None:
    lengths = set()
    for number in range(8, 16):  # some of them fill the first page to its end
        pages = pages_of(sheet(tuple(f"Summary {each}" for each in range(number))))
        lengths.add(len(pages))
        assert "Tell everybody else" in pages[-1] and "Done by" in pages[-1], number
    assert lengths == {1, 2}


def test_every_page_says_whose_it_is(pages_of) -> None:
    for page in pages_of(sheet(tuple(f"Summary {each}" for each in range(40)))):
        assert CODES[0] in page.rstrip().splitlines()[-1]
    (page,) = pages_of(sheet((), CODES))
    assert f"{CODES[0]} + 1" in page
