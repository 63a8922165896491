"""Signed events: one chain, in which nothing can be changed, moved or left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewtool.crypto.sshsig import SigningKey
from interviewtool.errors import KnownError
from interviewtool.model import InterviewerCode
from interviewtool.team import AllowedSigner, SignedEvent, check_events, read_events, sign_event, write_events

K7 = SigningKey.generate()
S1 = SigningKey.generate()


@pytest.fixture
def signers(clock: Callable) -> tuple[AllowedSigner, ...]:
    begin = clock() - timedelta(days=1)
    return tuple(AllowedSigner(code, key.verification_key, begin) for code, key in (("K7", K7), ("S1", S1)))


@pytest.fixture
def chain(clock) -> tuple[SignedEvent, ...]:
    """An interviewer hands in, the supervisor returns with a comment, the interviewer answers."""
    events: list[SignedEvent] = []
    for key, author, kind, payload in (
        (K7, "K7", "handed in", {"interview": "7KQ4-M2XP-9TRD"}),
        (S1, "S1", "has_issues", {"comment": "Дата?"}),
        (K7, "K7", "edited", {}),
    ):
        clock.advance(hours=1)
        previous = events[-1] if events else None
        event = sign_event(
            key=key, author=InterviewerCode(author), previous=previous, kind=kind, payload=payload, clock=clock
        )
        events.append(event)
    return tuple(events)


def test_a_chain_is_read_as_it_was_written(chain, signers, clock) -> None:
    data = write_events(chain)
    read = read_events(data)
    assert read == chain and write_events(read) == data
    assert data.count(b"\n") == 3 and "Дата?".encode() in data
    check_events(read, signers, received=clock())
    check_events((), signers, received=clock())
    check_events(chain[1:], signers, received=clock(), after=chain[0])
    assert read_events(b"") == ()


def test_leaving_out_moving_and_changing_is_noticed(chain, signers, clock, refusal) -> None:
    first, second, third = chain
    for broken in ((second, third), (first, third), (second, first, third), (first, first, second, third)):
        assert (
            refusal(lambda broken=broken: check_events(broken, signers, received=clock())) == "team.event_out_of_order"
        )
    changed = {
        "comment": replace(second, payload={"comment": "Добре"}),
        "kind": replace(second, kind="approved"),
        "time": replace(second, time=second.time - timedelta(days=9)),
        "author": replace(second, author=InterviewerCode("K7")),
    }
    for what, event in changed.items():
        code = refusal(lambda event=event: check_events((first, event), signers, received=clock()))
        assert code == "team.event_altered", what


def test_an_author_must_be_a_member_and_sign_with_their_own_key(chain, signers, clock, refusal) -> None:
    stranger = sign_event(
        key=SigningKey.generate(), author=InterviewerCode("S1"), previous=None, kind="approved", payload={}, clock=clock
    )
    as_supervisor = sign_event(
        key=K7, author=InterviewerCode("S1"), previous=None, kind="approved", payload={}, clock=clock
    )
    for event in (stranger, as_supervisor):
        code = refusal(lambda event=event: check_events((event,), signers, received=clock()))
        assert code == "team.event_unknown_author"


def test_a_revoked_key_counts_only_for_what_was_received_before(chain, signers, clock, refusal) -> None:
    revoked = (replace(signers[0], revoked_since=clock()), signers[1])
    check_events(chain, revoked, received=clock() - timedelta(seconds=1))
    assert refusal(lambda: check_events(chain, revoked, received=clock())) == "team.event_revoked_author"


@given(noise=st.binary(max_size=200), at=st.integers(0, 1_500), json_like=st.booleans())
def test_any_bytes_are_refused_in_a_known_way(noise: bytes, at: int, json_like: bool) -> None:
    from datetime import UTC, datetime

    event = sign_event(
        key=K7,
        author=InterviewerCode("K7"),
        previous=None,
        kind="x",
        payload={"a": "b"},
        clock=lambda: datetime(2026, 3, 2, tzinfo=UTC),
    )
    line = event.line()
    spoilt = line[:at] + noise + line[at + len(noise) :] if json_like else noise + b"\n"
    try:
        read_events(spoilt)
    except KnownError as error:
        assert error.code == "team.events_damaged"


@pytest.mark.parametrize("data", [b"[" * 100_000 + b"\n", b'{"a":' * 100_000 + b"\n", b"\n", b"{}", b'"\\ud800"\n'])
def test_hostile_texts_are_refused(data: bytes, refusal) -> None:
    assert refusal(lambda: read_events(data)) == "team.events_damaged"


def test_a_lone_surrogate_is_refused(chain, refusal) -> None:
    data = chain[0].line().replace(b'"handed in"', b'"\\ud800"')
    assert refusal(lambda: read_events(data)) == "team.events_damaged"
