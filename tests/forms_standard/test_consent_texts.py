"""The shipped consent texts: complete, in three languages, and never silently changed."""

from __future__ import annotations

import hashlib

import pytest

from interviewtool.consent import texts
from interviewtool.errors import KnownError
from interviewtool.i18n import LANGUAGES
from interviewtool.i18n.explain import explain
from interviewtool.model import ConsentItem, Naming

TEXTS = texts.shipped()
OLD = {
    "1.0": {"uk": "877cf8c5a8e0c3da", "ru": "eb32905764e69d52", "en": "28670b9992c3229e"},
    "1.1": {"uk": "5cdcb8b6ef54cd36", "ru": "8d50b0d473ac5b78", "en": "1f4334def402ae69"},
}
"""How the SHA-256 of each begins."""

HARDEST = {
    "uk": ("катуван", "поводжен", "насильств", "загибел"),
    "ru": ("пыток", "обращен", "насили", "гибел"),
    "en": ("torture", "ill-treatment", "violence", "death"),
}


def test_every_language_has_the_text():
    expected = [(version, language) for version in ("1.0", "1.1", "1.2") for language in LANGUAGES]
    assert [(text.version, text.language) for text in TEXTS] == expected


def test_a_text_that_was_read_to_people_is_never_edited():
    """A change is a new version; these are the hashes that records point at."""
    for version, hashes in OLD.items():
        assert {text.language: text.hash[:16] for text in TEXTS if text.version == version} == hashes


def test_what_the_sensitive_modules_are_about_is_named_before_they_open(workbook):
    sensitive = [row["name"] for row in workbook.survey if row.get("bind::interviewtool:sensitive") == "yes"]
    assert "m11" in sensitive and "m12" in sensitive
    for text in TEXTS:
        if text.version != "1.0":
            assert all(word in text.items[ConsentItem.SENSITIVE] for word in HARDEST[text.language])


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.version} {text.language}")
def test_each_text_reads_out_all_sixteen_items(text):
    assert list(text.items) == list(ConsentItem) == list(text.headings)
    assert len(set(text.items.values())) == 16
    assert list(text.naming) == list(Naming)
    assert text.title and text.introduction and text.closing
    assert all(sentence.rstrip().endswith(("?", ".")) for sentence in text.items.values())
    assert text.hash == hashlib.sha256(text.content).hexdigest()


def test_the_hash_differs_between_languages_and_with_any_byte():
    hashes = {text.hash for text in TEXTS} | {texts.parse(text.content + b"\n").hash for text in TEXTS}
    assert len(hashes) == 18


def test_windows_line_ends_read_the_same_but_are_another_text():
    uk = TEXTS[0]
    other = texts.parse(uk.content.replace(b"\n", b"\r\n"))
    assert (other.items, other.naming, other.closing) == (uk.items, uk.naming, uk.closing)
    assert other.hash != uk.hash


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"\xff" + content,
        lambda content: content.replace(b"version 1.2", b"version one"),
        lambda content: content.replace(b"language en", b"language de"),
        lambda content: content.replace(b"# Consent to an interview\n", b""),
        lambda content: content.replace(b"## C7. Audio recording", b"## C6. Audio recording"),
        lambda content: content.replace(b"Do you agree that we take notes?\n\n", b""),
        lambda content: content.replace(b"- none: No, do not quote me\n", b""),
        lambda content: content[: content.index(b"## C16")],
        lambda content: content[: content.index(b"## At the end")],
        lambda content: content.replace(
            b"## C16. The hardest topics\n\n", b"## C16. The hardest topics\n\nYes?\n\n## C17. More\n\n"
        ),
        lambda content: content * 100,
    ],
)
def test_a_damaged_text_is_refused_with_a_sentence(damage):
    with pytest.raises(KnownError) as refused:
        texts.parse(damage(TEXTS[-1].content))
    assert refused.value.code == "consent.text_damaged"
    assert explain(refused.value).what
