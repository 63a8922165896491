"""Synthetic people only. Keys are made once for the whole run."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from interviewtool.documents import Answer, ConsentLine, Narrative, Row, Section, SummaryData, Table
from interviewtool.model import ConsentItem, ConsentMethod, ContentHash, InterviewId, Naming

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=2)))

NARRATIVES = {
    "uk": (
        "Нас зупинили на блокпосту біля мосту — військові в масках перевірили телефони й забрали документи. "
        "Про повідомлення Міжнародного комітету Червоного Хреста ми тоді нічого не знали; кореспонденція була "
        "неможлива, а в підвалі школи, розрахованому на двадцять осіб, було сорок сім. Запам'ятала Івано-Франківськ."
    ),
    "ru": (
        "Нас остановили на блокпосту утром, около девяти. Через неделю знакомая, которую освободили, рассказала, что "
        "слышала его фамилию на перекличке в следственном изоляторе. Подтверждения не было до сентября — ни письма, "
        "ни объяснения, хотя мы обращались в Национальное информационное бюро."
    ),
    "en": (
        "We were stopped at a checkpoint in the morning. Acquaintances who had been released told us afterwards that "
        "they had recognised his handwriting on a registration card; correspondence remained impossible throughout "
        "the following eleven months, notwithstanding repeated representations."
    ),
}


@dataclass(frozen=True)
class Keys:
    private_key: bytes
    certificate: bytes


def new_keys(name: str) -> Keys:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    certificate = (
        builder.serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1000))
        .not_valid_after(NOW + timedelta(days=1000))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Keys(private, certificate.public_bytes(pem))


@pytest.fixture(scope="session")
def keys() -> Keys:
    return new_keys("i-olha-07")


@pytest.fixture(scope="session")
def stranger() -> Keys:
    return new_keys("nobody-knows")


@pytest.fixture(scope="session")
def clock() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture(scope="session")
def narratives() -> dict[str, str]:
    return NARRATIVES


@pytest.fixture(scope="session")
def summary_of() -> Callable[..., SummaryData]:
    """A summary with a little of everything, or with the sections given."""

    def make(language: str = "uk", sections: tuple[Section, ...] | None = None) -> SummaryData:
        everything = (
            Section("Особа", 0, (Answer("Рік народження", "1998"), Answer("Утриманці", "не знаю", missing=True))),
            Section("Події", 0),
            Section("Розповідь", 2, (Narrative("Що сталося", NARRATIVES[language]),)),
            Section(
                "Місця",
                1,
                (
                    Table(
                        (
                            Row("Назва", (Answer("Назва", "СІЗО-3"), Answer("Назва", "колонія"))),
                            Row("Камера", (None, Answer("Камера", "не знаю", missing=True))),
                        )
                    ),
                ),
            ),
        )
        items = (ConsentItem.INTERVIEW, ConsentItem.AUDIO, ConsentItem.STORING, ConsentItem.QUOTATION)
        decisions = (True, False, True, Naming.PSEUDONYM)
        return SummaryData(
            language=language,
            interview_id=InterviewId("7KQ4-M2XP-9TRD"),
            respondent="«Олена»",
            created=NOW,
            facts=(("Мова", "українська"), ("Інтерв'юер", "i-olha-07")),
            consent=tuple(
                ConsentLine(
                    item,
                    f"Згода {item}",
                    decision,
                    ConsentMethod.PAPER,
                    NOW,
                    "1.0",
                    ContentHash("3f" * 32),
                    told="2026-11-20T09:15" if item is ConsentItem.INTERVIEW else "",
                )
                for item, decision in zip(items, decisions, strict=True)
            ),
            sections=everything if sections is None else sections,
            interviewer="i-olha-07",
        )

    return make


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., str]:
    """Runs an outside program on a PDF; {} in its arguments is the file. Returns what it prints."""

    def run(pdf: bytes, *command: str) -> str:
        file = tmp_path / "document.pdf"
        file.write_bytes(pdf)
        done = subprocess.run(
            [part.replace("{}", str(file)) for part in command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def text_of(tool: Callable[..., str]) -> Callable[[bytes], str]:
    """What stands between head and foot of all pages, joined as the manual says: soft hyphens undone, lines joined."""

    def read(pdf: bytes) -> str:
        found = tool(pdf, "pdftotext", "-x", "0", "-y", "66", "-W", "596", "-H", "712", "{}", "-")
        return " ".join(re.sub(r"\u00ad\s+", "", found).split())

    return read


@pytest.fixture
def overflowing(tool: Callable[..., str]) -> Callable[[bytes], list[str]]:
    """The words that leave the text area to the left or right, as poppler measures them."""

    def find(pdf: bytes) -> list[str]:
        words = re.findall(
            r'<word xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]*)', tool(pdf, "pdftotext", "-bbox", "{}", "-")
        )
        assert words
        return [word for left, right, word in words if float(left) < 64.5 or float(right) > 595.3 - 64.5]

    return find
