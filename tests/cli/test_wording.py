"""How values are shown on a terminal."""

from __future__ import annotations

from interviewtool.cli.wording import plain, table


def test_a_terminal_obeys_nothing_that_an_answer_says() -> None:
    assert plain("Так\x1b[2J\x9b\r\nдалі\t") == "Так\ufffd[2J\ufffd\ufffd\nдалі\ufffd"


def test_columns_stand_below_each_other_and_can_be_counted() -> None:
    lines = table([("A-1", "", "довге слово"), ("A-22", "uk", "")])
    assert lines == ["A-1   –   довге слово", "A-22  uk  –"]
    assert table([]) == []
