"""How values are shown on a terminal."""

from __future__ import annotations

from interviewtool.cli.wording import answered, plain, table


def test_a_terminal_obeys_nothing_that_an_answer_says() -> None:
    assert plain("Так\x1b[2J\x9b\r\nдалі\t") == "Так\ufffd[2J\ufffd\ufffd\nдалі\ufffd"


def test_a_space_that_does_not_break_and_a_mark_of_the_question_stay() -> None:
    assert answered("Коли це сталося?", "2022\xa0р.") == "Коли це сталося? 2022\xa0р."
    assert answered("Стать", "Жіноча\x1b\nтак") == "Стать: Жіноча\ufffd\n    так"


def test_columns_stand_below_each_other_and_can_be_counted() -> None:
    lines = table([("A-1", "", "довге слово"), ("A-22", "uk", "")])
    assert lines == ["A-1   –   довге слово", "A-22  uk  –"]
    assert table([]) == []
