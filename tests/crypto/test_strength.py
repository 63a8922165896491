"""What a typed passphrase is worth: too little said of a good one annoys, too much said of a bad one is a way in."""

from __future__ import annotations

import pytest

from interviewtool.crypto.passphrases import new_passphrase
from interviewtool.crypto.strength import strength
from interviewtool.i18n import LANGUAGES


@pytest.mark.parametrize(
    ("passphrase", "enough"),
    [
        ("", False),
        ("password", False),
        ("Кобзар1840!", False),
        ("correct horse battery staple", True),
        ("сім тихих яблунь над широкою річкою", True),
        ("йцукенгшщзхїфівапролджє", False),  # a row of keys, though zxcvbn knows only the Latin ones
        ("пароль пароль пароль пароль", False),
        ("x" * 5000, False),
    ],
)
def test_what_is_typed(passphrase, enough):
    assert strength(passphrase).enough is enough


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_makes_up_is_enough(language):
    assert all(strength(new_passphrase(language)).enough for _ in range(20))
