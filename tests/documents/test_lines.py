"""Line breaking: nothing is lost, nothing is too wide, and words are divided where the language allows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.documents.fonts import REGULAR, SOFT_HYPHEN, face, printable
from interviewtool.documents.hyphenation import cyrillic_language, divisions
from interviewtool.documents.lines import TextStyle, break_lines

RAGGED = TextStyle(REGULAR, 10, 14, (0, 0, 0), "left", "uk")
JUSTIFIED = TextStyle(REGULAR, 10, 14, (0, 0, 0), "justified", "uk")

letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё'—-«»,.№ abcxyz0189/\n"


@given(
    text=st.one_of(st.text(letters, max_size=400), st.text(max_size=80)),
    width=st.floats(30, 470),
    style=st.sampled_from([RAGGED, JUSTIFIED]),
)
def test_joined_lines_are_the_text_and_none_is_too_wide(text, width, style):
    lines = break_lines(text, style, width)
    space = face(style.font).width(" ", style.size)
    for line in lines:
        gaps = line.text.count(" ")
        shrink = 0.22 * space * gaps if style.alignment == "justified" else 0.0
        assert line.width <= width + shrink + 0.01
    joined = "".join(line.text for line in lines).replace(SOFT_HYPHEN, "")
    assert "".join(joined.split()) == "".join(printable(text).split())


def test_spaces_come_back_at_line_ends(narratives):
    for narrative in narratives.values():
        lines = break_lines(narrative, JUSTIFIED, 200)
        joined = "".join(
            line.text[:-1] if line.text.endswith(SOFT_HYPHEN) else line.text + ("" if line.text.endswith("-") else " ")
            for line in lines
        )
        assert joined.strip() == narrative


def test_no_line_begins_with_a_dash_or_ends_with_a_lone_letter_where_it_can_be_helped():
    text = "Ми чекали на листи з дому — і не отримували їх — а потім у вересні нас вивезли з міста в колонію " * 6
    for width in range(180, 420, 15):
        lines = break_lines(text, RAGGED, width)
        assert not any(line.text.startswith("—") for line in lines)
        assert sum(line.text.rsplit(" ", 1)[-1] in {"з", "і", "а", "у", "в"} for line in lines) <= 1


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("кореспонденція", "uk", "ко-ре-с"),
        ("освобождение", "ru", "осво"),
        ("correspondence", "uk", "cor-res-pond-ence"),
        ("МІЖНАРОДНИЙ", "uk", "МІЖНАРОДНИЙ"),
    ],
)
def test_words_are_divided_as_their_letters_say(word, language, parts):
    cuts = [0, *divisions(word, language), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(cuts)).startswith(parts)


def test_the_language_is_told_from_the_letters():
    assert cyrillic_language("Це їхній ґанок", "ru") == "uk"
    assert cyrillic_language("Это мы были", "uk") == "ru"
    assert cyrillic_language("парк", "ru") == "ru"
    assert cyrillic_language("парк", "en") == "uk"
