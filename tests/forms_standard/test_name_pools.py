"""The pools pseudonyms are drawn from."""

from __future__ import annotations

import re

import pytest

from interviewtool.paths import RESOURCES

LETTERS = {"uk": "А-ЩЬЮЯЄІЇҐа-щьюяєіїґ’", "ru": "А-Яа-яЁё"}


@pytest.mark.parametrize("language", LETTERS)
def test_a_pool_has_sixty_names_of_each_sex_that_share_no_part(language):
    lines = (RESOURCES / "names" / f"{language}.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    assert [sum(row[0] == sex for row in rows) for sex in "fm"] == [60, 60]
    for part in (1, 2):
        names = [row[part] for row in rows]
        assert len(set(names)) == 120
        assert all(re.fullmatch(f"[{LETTERS[language]}]+", name) and name[0].isupper() for name in names)
