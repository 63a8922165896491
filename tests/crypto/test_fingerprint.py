"""The words that two people compare aloud."""

from __future__ import annotations

from itertools import combinations

import pytest

from interviewtool.crypto.fingerprint import fingerprint_words, word_list


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_no_two_words_of_a_list_sound_alike(language: str) -> None:
    words = word_list(language)
    assert len(words) == 256
    for one, other in combinations(words, 2):
        far = 2 if max(len(one), len(other)) <= 4 else 3
        assert one[:4] != other[:4] and distance(one, other) >= far, (one, other)


def test_a_known_fingerprint() -> None:
    """Fixed forever: the words on a card that was printed must still be right."""
    assert fingerprint_words(b"card", "en") == EXPECTED
    assert fingerprint_words(b"card", "en", 10) == EXPECTED[:10]


def test_the_same_byte_is_the_same_thing_in_each_language() -> None:
    at = word_list("en").index("apple")
    assert (word_list("uk")[at], word_list("ru")[at]) == ("яблуко", "яблоко")


def test_other_material_has_other_words() -> None:
    assert len({fingerprint_words(bytes([n]), "uk") for n in range(256)}) == 256


def test_too_few_words_are_not_given() -> None:
    with pytest.raises(ValueError, match="too few"):
        fingerprint_words(b"card", "en", 9)
    with pytest.raises(ValueError, match="no word list"):
        fingerprint_words(b"card", "pl")


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


EXPECTED = (
    "dandelion",
    "bridge",
    "parrot",
    "peach",
    "octopus",
    "shepherd",
    "shepherd",
    "grandmother",
    "mosaic",
    "pottery",
    "carpet",
    "windmill",
)
