"""Made-up passphrases: as strong as they say, and easy to type."""

from __future__ import annotations

import re
import secrets

import pytest

from interviewtool.crypto.passphrases import WORDS, entropy_bits, new_passphrase, passphrase_words

LETTERS = {"en": "[a-z]", "uk": "[абвгдеєжзиіїйклмнопрстуфхцчшщьюя]", "ru": "[а-я]"}


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_six_words_have_more_than_64_bits(language):
    words = passphrase_words(language)
    assert len(set(words)) == len(words) >= 2048
    assert entropy_bits(language) >= 66
    assert all(re.fullmatch(LETTERS[language] + "{3,10}", word) for word in words)  # no letter with two ways to type it
    made = new_passphrase(language).split(" ")
    assert len(made) == WORDS and set(made) <= set(words)


def test_every_word_can_be_drawn_and_the_draw_decides():
    words = passphrase_words("uk")
    assert new_passphrase("uk", lambda _: 0) == " ".join(words[:1] * WORDS)
    assert new_passphrase("uk", lambda size: size - 1) == " ".join(words[-1:] * WORDS)
    assert len({new_passphrase("uk", draw=secrets.randbelow) for _ in range(50)}) == 50
    with pytest.raises(ValueError, match="no word list"):
        new_passphrase("../team")
