"""How much room something takes, in words."""

from __future__ import annotations

import pytest

from interviewtool import i18n
from interviewtool.i18n.sizes import size_in_words


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [(0, "en", "1 KB"), (19_540, "en", "20 KB"), (3_900_000, "en", "3.9 MB"), (3_900_000, "ru", "3,9")],
)
def test_a_size_is_read_as_the_language_writes_it(count: int, language: str, said: str) -> None:
    i18n.set_interface_language(language)
    try:
        assert size_in_words(count).startswith(said)
    finally:
        i18n.set_interface_language("en")
