"""Own keys: what stands in the vault, and a certificate that PDF signatures can use."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from interviewtool.documents import sign_pdf
from interviewtool.errors import KnownError
from interviewtool.team import Card, OwnKeys, Role


def test_keys_come_back_out_of_the_vault(interviewer: OwnKeys) -> None:
    again = OwnKeys.from_bytes(interviewer.to_bytes())
    assert again.card(Role.INTERVIEWER) == interviewer.card(Role.INTERVIEWER)
    assert (again.age_identity, again.pdf_key) == (interviewer.age_identity, interviewer.pdf_key)


def test_the_certificate_names_the_code_alone_and_may_sign_documents(interviewer: OwnKeys) -> None:
    certificate = x509.load_pem_x509_certificate(interviewer.pdf_certificate)
    certificate.verify_directly_issued_by(certificate)
    assert certificate.subject.rfc4514_string() == certificate.issuer.rfc4514_string() == "CN=K7"
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical and usage.value.digital_signature and usage.value.content_commitment
    assert not usage.value.key_cert_sign
    validity = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert timedelta(days=4 * 365) < validity < timedelta(days=6 * 365)
    assert certificate.not_valid_before_utc < interviewer.created


def test_a_pdf_signed_with_the_keys_is_trusted_by_pyhanko_and_pdfsig(interviewer, clock, tmp_path: Path) -> None:
    """pyHanko also judges key usage and dates; the certificate on the card is the only one it is told to trust."""
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    page = Canvas(str(tmp_path / "page.pdf"))
    page.drawString(72, 720, "Summary")
    page.save()
    signed = sign_pdf(
        (tmp_path / "page.pdf").read_bytes(),
        interviewer.pdf_key,
        interviewer.pdf_certificate,
        clock=clock,
    )

    card = Card.from_bytes(interviewer.card(Role.INTERVIEWER).to_bytes())
    trusted = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(card.pdf_certificate)), moment=clock(), allow_fetching=False
    )
    signature = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0]
    assert validate_pdf_signature(signature, trusted).bottom_line

    (tmp_path / "signed.pdf").write_bytes(signed)
    said = subprocess.run(["pdfsig", "signed.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said and "Total document signed" in said
    assert "Signer Certificate Common Name: K7" in said


def test_nothing_of_the_keys_shows_in_a_traceback(interviewer: OwnKeys) -> None:
    for secret in (interviewer.age_identity.secret, "PRIVATE KEY"):
        assert secret not in f"{interviewer!r} {interviewer.age_identity!r} {interviewer.signing_key!r}"


@pytest.mark.parametrize("code", ["", "Оксана", "a b", "-a", "a" * 33, "K7\n", 'K7"', "K7,K8", "*"])
def test_a_code_that_would_not_be_plain_is_refused(code: str, refusal: Callable[..., str], clock: Callable) -> None:
    assert refusal(lambda: OwnKeys.generate(code, clock=clock)) == "team.code_unusable"


def test_damaged_keys_are_refused(interviewer: OwnKeys, stranger: OwnKeys, refusal: Callable[..., str]) -> None:
    data = interviewer.to_bytes()
    of_another = data.replace(_certificate(interviewer), _certificate(stranger))
    for damaged in (b"", data[:-1], data + b" ", data.replace(b'"format": 1', b'"format": 2'), of_another):
        assert refusal(lambda damaged=damaged: OwnKeys.from_bytes(damaged)) == "team.own_keys_damaged"


@settings(max_examples=30)  # each reads an RSA key
@given(at=st.integers(0, 3_000), byte=st.integers(0, 255))
def test_any_change_is_refused_or_read(interviewer: OwnKeys, at: int, byte: int) -> None:
    data = bytearray(interviewer.to_bytes())
    data[at % len(data)] = byte
    try:
        OwnKeys.from_bytes(bytes(data))
    except KnownError as error:
        assert error.code == "team.own_keys_damaged"


def _certificate(keys: OwnKeys) -> bytes:
    return keys.pdf_certificate.replace(b"\n", b"\\n")
