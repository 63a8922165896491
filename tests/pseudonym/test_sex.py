"""The pseudonym of a woman is a woman's."""

from __future__ import annotations

import pytest

from interviewtool.pseudonym.pool import POOLS, names
from interviewtool.pseudonym.sex import guess


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Остап Зразковий", "m"),
        ("Мотря Прикладна", "f"),
        ("Явдоха", "f"),
        ("Фома Образцов", "m"),
        ("Сава", "m"),
        ("Аксинья Примерова", "f"),
        ("Микола Іванович", "m"),
        ("Любов Петрівна Шевченко", "f"),
        ("Maria Prykladna", "f"),
        ("Olena Zrazko", "f"),
        ("Mykola Zrazko", "m"),
        ("Andriy Zrazko", "m"),
        ("", ""),
    ],
)
def test_guess(name: str, sex: str) -> None:
    assert guess(name) == sex


@pytest.mark.parametrize("language", POOLS)
def test_the_pools_agree(language: str) -> None:
    """Most of our own names are guessed right; a family name without an ending of its own may mislead."""
    pool = names(language)
    right = sum(guess(str(name)) == name.sex for name in pool)
    assert right / len(pool) > 0.9
