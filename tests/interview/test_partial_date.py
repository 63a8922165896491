"""A partial date is understood as the interviewer meant it, never more exactly than it was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.interview.partial_date import PartialDate, PointInTime, from_edtf, in_words, understand


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2022", "2022"),
        ("03.2022", "2022-03"),
        ("3.2022", "2022-03"),
        ("14.03.2022", "2022-03-14"),
        ("14/3/2022", "2022-03-14"),
        ("2022-03-14", "2022-03-14"),
        ("2022 року", "2022"),
        ("~2022", "2022~"),
        ("близько 2022", "2022~"),
        ("около 03.2022", "2022-03~"),
        ("about March 2022", "2022-03~"),
        ("березень 2022", "2022-03"),
        ("14 березня 2022 р.", "2022-03-14"),
        ("14 марта 2022 г.", "2022-03-14"),
        ("лют 2023", "2023-02"),
        ("у березні 2022", "2022-03"),
        ("в мае 2022 года", "2022-05"),
        ("приблизно у 2022 році", "2022~"),
        ("in March 2022", "2022-03"),
        ("before 2022", "../2021"),
        ("до 03.2022", "../2022-02"),
        ("до 01.03.2022", "../2022-02-28"),
        ("раніше 01.2022", "../2021-12"),
        ("after 12.2022", "2023-01/.."),
        ("після 2022", "2023/.."),
        ("from 2022", "2022/.."),
        ("з 24.02.2022", "2022-02-24/.."),
        ("не пізніше 03.2022", "../2022-03"),
        ("not before 03.2022", "2022-03/.."),
        ("between 2022 and 03.2023", "2022/2023-03"),
        ("між 14.03.2022 і 20.04.2022", "2022-03-14/2022-04-20"),
        ("с 03.2022 по 05.2022", "2022-03/2022-05"),
        ("03.2022 – 05.2022", "2022-03/2022-05"),
        ("03.2022-05.2022", "2022-03/2022-05"),
        ("03.2022–05.2022", "2022-03/2022-05"),
        ("з 03.2022-05.2022", "2022-03/2022-05"),
        ("2022-2023", "2022/2023"),
        ("2022-03.2023", "2022/2023-03"),
        ("2022-03-2022-05", "2022-03/2022-05"),
        ("2022/2023", "2022/2023"),
        ("2022-03", "2022-03"),
        ("2022-3-5", "2022-03-05"),
        ("03-05-2022", "2022-05-03"),
        ("02/03/2022", "2022-03-02"),
        ("03-05.2022", "2022-03/2022-05"),
        ("14-20.03.2022", "2022-03-14/2022-03-20"),
        ("14.03-20.04.2022", "2022-03-14/2022-04-20"),
        ("березень-травень 2022", "2022-03/2022-05"),
        ("с 14 по 20 марта 2022 г.", "2022-03-14/2022-03-20"),
        ("between March and May 2022", "2022-03/2022-05"),
        ("2022-03-2023", None),
        ("2022-03-05-2022", None),
        ("2022-2021", None),
        ("3-2022.05", None),
        ("2022-23", None),
        ("../2022-03", "../2022-03"),
        ("29.02.2023", None),
        ("31.04.2022", None),
        ("13.2022", None),
        ("22", None),
        ("14.03.22", None),
        ("2023/2022", None),
        ("десь навесні", None),
        ("ма 2022", None),
        ("", None),
        pytest.param("1-" * 20_000, None, id="a pasted page freezes nothing"),
    ],
)
def test_what_is_typed_is_what_is_stored(typed: str, stored: str | None) -> None:
    understood = understand(typed)
    assert (understood.edtf() if understood else None) == stored


def test_said_back_in_words() -> None:
    assert in_words(PartialDate(PointInTime(2022, 3, 14), PointInTime(2022, 3, 14)), "en") == "14 March 2022"
    assert "day unknown" in in_words(PartialDate(PointInTime(2022, 3), PointInTime(2022, 3)), "en")
    assert "month unknown" in in_words(PartialDate(PointInTime(2022), PointInTime(2022)), "en")
    year = PartialDate(PointInTime(2022, about=True), PointInTime(2022, about=True))
    assert [in_words(year, language) for language in ("uk", "ru", "en")] == [
        "приблизно 2022\u202fр., місяць невідомий",
        "примерно 2022\u202fг., месяц неизвестен",
        "about 2022, month unknown",
    ]
    assert "березня 2022" in in_words(PartialDate(PointInTime(2022, 3, 14), PointInTime(2022, 3, 14)), "uk")


_points = st.builds(
    lambda day, exact, about: PointInTime(
        day.year, day.month if exact > 0 else None, day.day if exact > 1 else None, about
    ),
    st.dates(),
    st.integers(0, 2),
    st.booleans(),
)


@given(_points, _points, st.sampled_from(["point", "first", "last", "both"]))
def test_a_stored_date_survives_being_shown_and_typed_again(a: PointInTime, b: PointInTime, kind: str) -> None:
    first, last = sorted((a, b), key=lambda point: (point.first(), point.last()))
    value = {
        "point": PartialDate(a, a),
        "first": PartialDate(a, None),
        "last": PartialDate(None, a),
        "both": PartialDate(first, last),
    }[kind]
    assert from_edtf(value.edtf()) == value
    assert understand(value.typed()) == value


@given(_points, _points, st.sampled_from(["-", " -", "- ", " - ", "–", " – ", "—"]))
def test_two_dates_joined_by_any_dash_are_an_interval(a: PointInTime, b: PointInTime, dash: str) -> None:
    first, last = sorted((a, b), key=lambda point: (point.first(), point.last()))
    assert understand(f"{first.typed()}{dash}{last.typed()}") == PartialDate(first, last)


@given(_points)
def test_a_hyphen_within_one_date_is_no_interval(point: PointInTime) -> None:
    for text in (point.edtf(), point.typed().replace(".", "-")):
        understood = understand(text)
        assert understood is not None
        assert understood.first == understood.last


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    understood = understand(text)
    assert understood is None or from_edtf(understood.edtf()) == understood
