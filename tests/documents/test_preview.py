"""Pages as pictures, from memory."""

from __future__ import annotations

import pytest

from interviewtool.documents import page_count, render, sign_pdf, summary_pdf
from interviewtool.documents.theme import SIGNATURE_BOX
from interviewtool.errors import KnownError


def test_a_page_is_rows_of_four_bytes_on_white(summary_of):
    pdf = summary_pdf(summary_of())
    for dpi in (61, 96):
        image = render(pdf, 0, dpi)
        assert image.width == pytest.approx(595.3 * dpi / 72, abs=1)
        assert len(image.bgra) == image.width * image.height * 4
        assert image.bgra[:3] == b"\xff\xff\xff"
        assert min(image.bgra[0::4]) < 80  # ink


def test_the_signature_is_seen(summary_of, keys, clock):
    pdf = summary_pdf(summary_of())
    last = page_count(pdf) - 1
    signed = sign_pdf(pdf, keys.private_key, keys.certificate, clock=clock)
    before, after = render(pdf, last, 72), render(signed, last, 72)
    left, bottom, right, top = SIGNATURE_BOX
    changed = [
        place
        for place in range(0, len(before.bgra), 4)
        if before.bgra[place : place + 3] != after.bgra[place : place + 3]
    ]
    assert changed
    for place in changed:
        y, x = divmod(place // 4, before.width)
        assert left - 2 <= x <= right + 2
        assert bottom - 2 <= 841.89 - y <= top + 2


def test_what_is_no_pdf_and_what_is_no_page(summary_of):
    for damaged in (b"", b"%PDF-1.7 and nothing else"):
        with pytest.raises(KnownError, match=r"documents\.unreadable"):
            page_count(damaged)
    with pytest.raises(IndexError):
        render(summary_pdf(summary_of()), 99, 72)
