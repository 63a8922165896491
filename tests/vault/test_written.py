"""Rows that are written again without being read first: after a failed act, after rows went, after others came."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId, Reference, StoredAnswer
from interviewtool.vault import Vault, written
from tests.vault.conftest import Vaults

NAMES = ("who", "what", "where")


class Stopped(Exception):
    """An act that fails after it has written."""


def test_whatever_came_between_the_rows_are_what_was_last_saved(
    vaults: Vaults,
    begin: Callable[[Vault], InterviewId],
    answer: Callable[..., StoredAnswer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(written, "_MOST", 4)
    vault = vaults.create()
    owners = [begin(vault), begin(vault)]
    saved: dict[InterviewId, dict[Reference, str]] = {owner: {} for owner in owners}
    chance = random.Random(11)
    for number in range(150):
        owner, row = chance.choice(owners), answer(chance.choice(NAMES), f"{number}")
        act = chance.choice(("put", "put", "put", "fail", "delete", "clear"))

        def work(transaction, owner=owner, row=row, act=act) -> None:
            if act in ("put", "fail"):
                transaction.answers.put(owner, [row])
            elif act == "delete":
                transaction.answers.delete(owner, [row.reference])
            else:
                transaction.answers.clear(owner)
            if act == "fail":
                transaction.answers.clear(owner)
                transaction.answers.put(owner, [row])
                raise Stopped

        if act == "fail":
            with pytest.raises(Stopped):
                vault.run(work)
            continue
        vault.run(work)
        if act == "put":
            saved[owner][row.reference] = row.value or ""
        elif act == "delete":
            saved[owner].pop(row.reference, None)
        else:
            saved[owner].clear()
    assert_holds(vault, saved)
    vaults.close()
    assert_holds(vaults.unlock(), saved)


def assert_holds(vault: Vault, saved: dict[InterviewId, dict[Reference, str]]) -> None:
    for owner, answers in saved.items():
        rows = vault.run(lambda transaction, owner=owner: transaction.answers.all(owner))
        assert {row.reference: row.value for row in rows} == answers
    assert vault.findings == ()


def test_a_row_that_is_not_there_any_more_is_told(
    vault: Vault, begin: Callable[[Vault], InterviewId], answer: Callable[..., StoredAnswer]
) -> None:
    owner = begin(vault)
    vault.run(lambda transaction: transaction.answers.put(owner, [answer("what")]))
    vault._worker.outside(lambda store: store.execute("DELETE FROM answers"))  # as an old page put back would
    with pytest.raises(KnownError) as met:
        vault.run(lambda transaction: transaction.answers.put(owner, [answer("what", "знову")]))
    assert met.value.code == "vault.rows_put_back"
