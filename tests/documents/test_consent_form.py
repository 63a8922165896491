"""The consent form, made from the very texts that are shipped."""

from __future__ import annotations

import pytest
import segno

from interviewtool.consent.texts import shipped
from interviewtool.documents import page_count, render
from interviewtool.documents.archival import check_archival
from interviewtool.documents.theme import LEFT, PAGE_HEIGHT, TEXT_WIDTH, TOP
from interviewtool.export.forms import consent_form
from interviewtool.model import ConsentItem


@pytest.mark.parametrize("text", shipped(), ids=lambda text: f"{text.version}-{text.language}")
def test_it_holds_the_whole_text_on_two_pages(text, text_of, overflowing):
    pdf = consent_form(text)
    check_archival(pdf)
    assert pdf == consent_form(text)
    assert page_count(pdf) == 2
    found = text_of(pdf)
    items, others = (*text.items.values(), *text.naming.values()), tuple(text.presence.values())
    for sentence in (text.title, *text.introduction, *items, *others, *text.closing):
        assert " ".join(sentence.split()) in found
    assert text.hash in found.replace(" ", "")
    # yes and no for fifteen items and for each of the others present, three answers for C10, three ways of giving
    assert found.count("☐") == (15 + len(others)) * 2 + 3 + 3
    assert all(f"C{number}" in found for number in range(1, len(ConsentItem) + 1))
    assert overflowing(pdf) == []


def test_the_qr_code_says_the_hash():
    text = shipped()[0]
    image = render(consent_form(text), 0, 300)
    matrix = segno.make(f"sha256:{text.hash}", error="m", micro=False).matrix
    module = 74 / len(matrix)
    for line, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            x = round((LEFT + TEXT_WIDTH - 74 + (column + 0.5) * module) * 300 / 72)
            y = round((TOP + (line + 0.5) * module) * 300 / 72)
            assert (image.bgra[(y * image.width + x) * 4] < 128) == bool(dark)
    assert image.height == pytest.approx(PAGE_HEIGHT * 300 / 72, abs=1)
