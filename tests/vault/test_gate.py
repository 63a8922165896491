"""The gate stands in the schema: no statement gets past it. (An INSERT trigger alone was measured to leak.)"""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from interviewtool.errors import KnownError


@pytest.fixture
def begun(vault, begin):
    return begin(vault)


def raw(vault, statement, parameters=()):
    """A statement on the vault's own connection, as a mistake of ours would send it."""
    return vault.run(lambda transaction: transaction.answers._store.execute(statement, parameters).fetchall())


def test_no_answer_before_consent_and_none_after_it_was_withdrawn(vault, begun, answer):
    vault.run(lambda transaction: transaction.gate.close(begun))
    with pytest.raises(KnownError, match=r"vault\.gate_closed"):
        vault.run(lambda transaction: transaction.answers.put(begun, [answer()]))
    vault.run(lambda transaction: transaction.gate.open(begun))
    assert vault.run(lambda transaction: transaction.gate.is_open(begun))
    vault.run(lambda transaction: transaction.answers.put(begun, [answer()]))
    vault.run(lambda transaction: transaction.gate.close(begun))
    for row in (answer("new"), answer(value="changed")):
        with pytest.raises(KnownError, match=r"vault\.gate_closed"):
            vault.run(lambda transaction, row=row: transaction.answers.put(begun, [row]))
    assert vault.run(lambda transaction: transaction.answers.all(begun)) == (answer(),)
    vault.run(lambda transaction: transaction.preparation.put(begun, [answer()]))  # preparation needs no consent
    vault.run(lambda transaction: transaction.answers.clear(begun))  # and what is withdrawn can be taken out


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO answers (owner, key, content) VALUES (?, x'01', x'02')",
        "INSERT OR REPLACE INTO answers (owner, key, content) SELECT owner, key, x'02' FROM answers WHERE owner = ?",
        "UPDATE answers SET content = x'02' WHERE owner = ?",
        "UPDATE answers SET key = x'02' WHERE owner = ?",
        "UPDATE OR REPLACE answers SET owner = 'another' WHERE owner = ?",
    ],
)
def test_the_triggers_stop_raw_statements(vault, begun, answer, statement):
    vault.run(lambda transaction: transaction.answers.put(begun, [answer()]))
    vault.run(lambda transaction: transaction.gate.close(begun))
    with pytest.raises(KnownError, match=r"vault\.gate_closed"):
        raw(vault, statement, (begun,))


def test_a_gate_that_opens_in_a_failed_transaction_stays_closed(vault, begun, answer):
    vault.run(lambda transaction: transaction.gate.close(begun))

    def work(transaction):
        transaction.gate.open(begun)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        vault.run(work)
    assert not vault.run(lambda transaction: transaction.gate.is_open(begun))


@pytest.mark.parametrize("table", ["consent", "audit"])
def test_consent_and_audit_only_grow(vault, begun, table):
    raw(vault, "INSERT INTO consent (owner, key, content) VALUES (?, x'00', x'00')", (begun,))
    for statement in (f"UPDATE {table} SET owner = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(dbapi2.IntegrityError):
            raw(vault, statement)
