"""Cycles are collected when the program allows it, and those of the window on its thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from interviewtool import garbage

MANY = 2_000  # objects, by which Python would have collected more than once


class Held:
    """Holds itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def left_to_python(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = gc.isenabled()
    monkeypatch.setattr(garbage, "_by_hand", False)
    gc.enable()
    yield
    (gc.enable if before else gc.disable)()


def make_many() -> list[Any]:
    return [[] for _each in range(MANY)]


def ended_in() -> list[str]:
    """Makes one that nobody holds; grows by the name of the thread it ends in."""
    where: list[str] = []
    weakref.finalize(Held(), lambda: where.append(threading.current_thread().name))
    return where


def test_by_hand_nothing_ends_in_another_thread(left_to_python: None) -> None:
    with ThreadPoolExecutor(1, thread_name_prefix="other") as other:
        where = ended_in()
        other.submit(make_many).result()
        assert where == ["other_0"]  # what Python does by itself

        garbage.collect_by_hand()
        where = ended_in()
        kept = other.submit(make_many).result()
        assert where == []
        garbage.collect()
        assert where == [threading.current_thread().name]
        assert len(kept) == MANY  # was held until here: what ends at once is never looked for


def test_the_oldest_full_generation_is_collected_and_no_other(left_to_python: None) -> None:
    garbage.collect_by_hand()
    gc.collect()
    where = ended_in()
    garbage.collect()
    assert where == []  # too few were made since
    kept = [make_many()]
    garbage.collect()
    assert where
    with garbage.growing():
        old = ended_in()
    for _round in range(11):
        kept.append(make_many())
        garbage.collect()
    assert old == []
    for _round in range(11 * 12):
        kept.append(make_many())
        garbage.collect()
    assert old


def test_held_off_until_the_last_has_ended(left_to_python: None) -> None:
    first, second = garbage.uncollected(), garbage.uncollected()
    with ThreadPoolExecutor(1) as other:
        first.__enter__()
        other.submit(second.__enter__).result()
        first.__exit__(None, None, None)
        where = ended_in()
        kept = make_many()
        garbage.collect()
        assert where == []
        other.submit(second.__exit__, None, None, None).result()
        kept = make_many()
        assert len(kept) == MANY
        assert where


def test_what_grew_counts_as_old(left_to_python: None) -> None:
    with garbage.growing():
        kept = make_many()
        assert not gc.isenabled()
    assert gc.isenabled()
    young = {id(each) for generation in (0, 1) for each in gc.get_objects(generation)}
    assert not any(id(each) in young for each in kept)
