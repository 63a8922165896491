from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.recovery import looks_like_recovery_code, new_recovery_code, parse_recovery_code


def code(seed=1):
    return new_recovery_code(random.Random(seed).randrange)


def test_a_typed_code_is_read_with_forgiveness():
    one = code(5)
    text = str(one)
    assert len(text) == 39 and text.count("-") == 7
    cyrillic = text.translate(str.maketrans("ABEKMHPCTXY", "АВЕКМНРСТХУ"))
    lookalikes = text.replace("0", "o").replace("1", "l")
    for typed in (
        text,
        text.lower(),
        text.replace("-", " "),
        "  " + text.replace("-", "") + "\n",
        cyrillic,
        lookalikes,
    ):
        assert parse_recovery_code(typed) == one


def test_slips_are_noticed():
    """One wrong character, or two exchanged: 20 check bits let one in a million pass."""
    text = code(7).characters
    passed = 0
    for position in range(32):
        wrong = "Z" if text[position] != "Z" else "Y"
        slips = [text[:position] + wrong + text[position + 1 :]]
        if position and text[position] != text[position - 1]:
            slips.append(text[: position - 1] + text[position] + text[position - 1] + text[position + 1 :])
        for slip in slips:
            assert looks_like_recovery_code(slip)
            passed += parse_recovery_code(slip) is not None
    assert passed == 0


def test_codes_differ_and_show_nothing_in_a_log():
    assert len({new_recovery_code().characters for _ in range(100)}) == 100
    assert code().characters not in repr(code())


@given(st.text())
def test_any_text_is_either_a_code_or_none(text):
    found = parse_recovery_code(text)
    assert found is None or parse_recovery_code(str(found)) == found
