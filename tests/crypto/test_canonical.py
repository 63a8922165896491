"""Records with one text: what is read is what was written, and nothing else is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.canonical import Fields, Unexpected, from_json, parse_time, time_text, to_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=5))
def test_a_record_is_read_as_it_was_written(record: dict[str, object]) -> None:
    assert from_json(to_json(record))._values == record  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"a":1}\n',
        b'{\n "a": 1,\n "a": 1\n}\n',
        b'{\n "b": 1,\n "a": 1\n}\n',
        b'{\n "a": 1.0\n}\n',
        b'{\n "a": NaN\n}\n',
        b'{\n "a": "\\u0041"\n}\n',
        b'{\n "a": "\\ud800"\n}\n',
        b"[]\n",
        b"null\n",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
    ],
)
def test_another_text_of_a_record_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_json(data)


@given(st.binary(max_size=200))
def test_any_bytes_raise_nothing_else(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_json(data)


def test_a_field_of_another_kind_is_refused() -> None:
    fields = Fields({"text": "x", "number": 1, "yes": True, "list": ["x", 1], "mapping": {"a": 1}, "none": None})
    for ask in (
        lambda: fields.text("number"),
        lambda: fields.text("absent"),
        lambda: fields.number("yes"),
        lambda: fields.number("text"),
        lambda: fields.texts("list"),
        lambda: fields.objects("list"),
        lambda: fields.mapping("mapping"),
        lambda: fields.optional_time("text"),
        lambda: fields.optional_text("absent"),
        lambda: fields.must_be(["text"]),
    ):
        with pytest.raises(ValueError):
            ask()
    assert fields.optional_time("none") is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)), st.integers(-12, 14))
def test_a_time_is_kept_to_the_second(moment: datetime, hours: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert parse_time(time_text(moment)) == moment.replace(microsecond=0)


def test_another_text_of_a_time_is_refused() -> None:
    assert parse_time("2026-11-23T04:07:14Z") == datetime(2026, 11, 23, 4, 7, 14, tzinfo=UTC)
    for text in (
        "2026-11-23T04:07:14",
        "2026-11-23T04:07:14+00:00",
        "2026-11-23",
        "2026-11-23T04:07:14.5Z",
        "soon",
        "٢",
    ):
        with pytest.raises(ValueError):
            parse_time(text)
    with pytest.raises(Unexpected):
        parse_time("9999-12-31T23:59:59Z")
