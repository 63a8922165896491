"""The signature, judged by poppler, by pyHanko's command line and by ourselves."""

from __future__ import annotations

import sys
import threading
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from interviewtool.documents import SENTENCES, Finding, sign_pdf, summary_pdf, verify_pdf
from interviewtool.errors import KnownError

GOOD = (Finding.INTACT, Finding.WHOLE, Finding.TRUSTED, Finding.UNMODIFIED)


@pytest.fixture(scope="module")
def unsigned(summary_of):
    return summary_pdf(summary_of())


@pytest.fixture(scope="module")
def signed(unsigned, keys, clock):
    return sign_pdf(unsigned, keys.private_key, keys.certificate, clock=clock, language="en")


def changed_afterwards(signed: bytes) -> bytes:
    """What a forger does: draws over the first page in an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f")))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_the_validated_bytes_stay_untouched(unsigned, signed):
    assert signed.startswith(unsigned)
    assert b"/ETSI.CAdES.detached" in signed[len(unsigned) :]
    with pikepdf.open(BytesIO(unsigned)) as before, pikepdf.open(BytesIO(signed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        assert after.pdf_version == before.pdf_version
        assert "/Version" not in after.Root  # nothing had to be raised


def test_pdfsig_says_valid_and_total(signed, tool):
    said = tool(signed, "pdfsig", "{}")
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said
    assert "i-olha-07" in said


def test_pyhanko_accepts_it_with_the_certificate_as_anchor(signed, keys, tool, tmp_path):
    anchor = tmp_path / "certificate.pem"
    anchor.write_bytes(keys.certificate)
    program = str(Path(sys.executable).parent / "pyhanko")
    command = (program, "sign", "validate", "--pretty-print", "--no-revocation-check", "--trust-replace", "--trust")
    said = tool(signed, *command, str(anchor), "{}")
    assert "The signature is judged VALID." in said
    assert "The signature covers the entire file." in said


def test_it_is_shown_on_the_last_page_with_embedded_fonts(signed, tool):
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    document[len(document) - 1].flatten()  # text of annotations is not read as text of the page
    last = document[len(document) - 1].get_textpage().get_text_range()
    document.close()
    assert "SIGNED ELECTRONICALLY" in last
    assert "23 November 2026, 14:05 (UTC+02:00)" in last
    assert "Signer: i-olha-07" in last
    assert " no " not in tool(signed, "pdffonts", "{}")


def test_a_good_signature_has_four_good_answers(signed, keys, stranger):
    verdict = verify_pdf(signed, [stranger.certificate, keys.certificate])
    assert verdict.findings == GOOD
    assert verdict.sound


def test_a_strangers_signature_is_intact_but_not_trusted(unsigned, keys, stranger, clock):
    signed = sign_pdf(unsigned, stranger.private_key, stranger.certificate, clock=clock)
    verdict = verify_pdf(signed, [keys.certificate])
    assert verdict.findings == (Finding.INTACT, Finding.WHOLE, Finding.UNKNOWN_SIGNER, Finding.UNMODIFIED)
    assert not verdict.sound


def test_a_page_changed_by_an_update_is_seen(signed, keys, tool):
    forged = changed_afterwards(signed)
    verdict = verify_pdf(forged, [keys.certificate])
    assert verdict.findings == (Finding.INTACT, Finding.PARTLY, Finding.TRUSTED, Finding.MODIFIED)
    said = tool(forged, "pdfsig", "{}")
    assert "Signature is Valid." in said  # hence the manual: read the line on the total document
    assert "Total document signed" not in said


def test_unsigned_and_unreadable(unsigned, keys):
    assert set(verify_pdf(unsigned, [keys.certificate]).findings) == {Finding.UNSIGNED}
    for damaged in (b"", b"not a PDF", unsigned[:1000]):
        with pytest.raises(KnownError, match=r"documents\.unreadable"):
            verify_pdf(damaged, [keys.certificate])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_changed_byte_passes(data, signed, keys):
    start = signed.index(b"/Contents <", len(signed) // 2)
    padding = range(start, signed.index(b">", start))  # the signature's own place is not covered by it
    place = data.draw(st.integers(0, len(signed) - 1).filter(lambda place: place not in padding))
    altered = bytearray(signed)
    altered[place] ^= data.draw(st.integers(1, 255))
    try:
        verdict = verify_pdf(bytes(altered), [keys.certificate])
    except KnownError as error:
        assert error.code == "documents.unreadable"
    else:
        assert not verdict.sound


def test_a_key_that_does_not_fit_its_certificate_is_refused(unsigned, keys, stranger, clock):
    for private, certificate in ((keys.private_key, stranger.certificate), (b"", keys.certificate)):
        with pytest.raises(KnownError, match=r"documents\.key_unusable"):
            sign_pdf(unsigned, private, certificate, clock=clock)
    with pytest.raises(KnownError, match=r"documents\.unreadable"):
        sign_pdf(b"not a PDF", keys.private_key, keys.certificate, clock=clock)


def test_it_works_off_the_main_thread(unsigned, keys, clock):
    verdicts = []

    def work() -> None:
        signed = sign_pdf(unsigned, keys.private_key, keys.certificate, clock=clock)
        verdicts.append(verify_pdf(signed, [keys.certificate]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert verdicts[0].sound


def test_every_finding_has_a_sentence():
    assert set(SENTENCES) == set(Finding)
