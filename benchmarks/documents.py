"""How long documents take: a summary of 200 answers, its signature and check, a consent form, the preview of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

from _shared import median_seconds
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from interviewtool.consent.texts import shipped
from interviewtool.documents import (
    Answer,
    Narrative,
    Section,
    SummaryData,
    page_count,
    render,
    sign_pdf,
    summary_pdf,
    verify_pdf,
)
from interviewtool.export import consent_form
from interviewtool.model import InterviewId

_RUNS = 7
_NOW = datetime(2026, 11, 23, 14, 5).astimezone()
_SENTENCE = "Нас зупинили на блокпосту біля мосту, перевірили телефони й забрали документи; далі ми йшли пішки. "


def rows() -> list[tuple[str, str]]:
    """What was done and how long it took, as the benchmark table prints it."""
    started = perf_counter()
    summary = _summary(10)
    first = summary_pdf(summary)
    cold = perf_counter() - started
    key, certificate = _keys()
    started = perf_counter()
    signed = sign_pdf(first, key, certificate, clock=lambda: _NOW, language="uk")
    cold_signature = perf_counter() - started
    long = _summary(720)
    text = shipped()[0]
    pages = page_count(first)
    return [
        (f"summary of 200 answers ({pages} pages, {len(first) // 1000} kB), first in a process", _milliseconds(cold)),
        ("summary of 200 answers", _measured(lambda: summary_pdf(summary))),
        (f"summary with a narrative of {720 * 14} words", _measured(lambda: summary_pdf(long))),
        ("signature, first in a process", _milliseconds(cold_signature)),
        ("signature", _measured(lambda: sign_pdf(first, key, certificate, clock=lambda: _NOW, language="uk"))),
        ("check of a signed summary", _measured(lambda: verify_pdf(signed, [certificate]))),
        ("consent form", _measured(lambda: consent_form(text))),
        ("preview of a page, 96 dpi", _measured(lambda: render(signed, 0, 96))),
    ]


def _summary(sentences: int) -> SummaryData:
    answers = tuple(Answer(f"Запитання номер {number} про обставини", f"відповідь {number}") for number in range(20))
    sections = tuple(Section(f"Розділ {number}", 0, answers) for number in range(1, 11))
    narrative = "\n".join([_SENTENCE * 10] * (sentences // 10))
    return SummaryData(
        language="uk",
        interview_id=InterviewId("7KQ4-M2XP-9TRD"),
        respondent="«Олена»",
        created=_NOW,
        sections=(*sections, Section("Розповідь", 0, (Narrative("Що сталося", narrative),))),
        interviewer="i-olha-07",
    )


def _keys() -> tuple[bytes, bytes]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "i-olha-07")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    certificate = (
        builder.serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - timedelta(days=1))
        .not_valid_after(_NOW + timedelta(days=1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, certificate.public_bytes(pem)


def _measured(work: Callable[[], object]) -> str:
    return _milliseconds(median_seconds(work, _RUNS))


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
