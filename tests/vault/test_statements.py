"""Which statements a connection keeps prepared: those of a save, whatever else was done, and hardly any other."""

from __future__ import annotations

from collections.abc import Callable

from interviewtool.model import InterviewId, StoredAnswer
from interviewtool.vault import Vault
from tests.vault.conftest import Vaults

SQLITE_OK = 0


def test_a_save_prepares_nothing_and_other_work_leaves_nothing_prepared(
    vaults: Vaults, begin: Callable[[Vault], InterviewId], answer: Callable[..., StoredAnswer]
) -> None:
    owner = begin(vaults.create())
    vaults.close()
    vault = vaults.unlock()
    prepared: list[int] = []  # SQLite asks its authorizer while it prepares a statement, and not while it runs one

    def authorize(action: int, *_names: str | None) -> int:
        prepared.append(action)
        return SQLITE_OK

    def save(name: str) -> int:
        prepared.clear()
        vault.run(lambda transaction: transaction.answers.put(owner, [answer(name)]))
        return len(prepared)

    def list_everything() -> int:
        prepared.clear()
        vault.run(lambda transaction: (transaction.interviews.list(), transaction.audit.entries()))
        return len(prepared)

    vault._worker.outside(lambda store: store.connection.set_authorizer(authorize))  # expires what was prepared
    assert save("first") > 0  # a new row
    assert save("first") > 0  # one that is there
    assert list_everything() > 0
    assert save("second") == 0
    assert save("second") == 0
    assert list_everything() > 0
    vault._worker.outside(lambda store: store.connection.set_authorizer(None))
