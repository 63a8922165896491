"""Durable save of one answer: the vault against plain sqlite3 with the same pragmas, in two readings.

*plain*: one answer of the same size and one line of a log, in tables of two and three columns. *same statements*: the
vault's own tables, indexes and triggers, and the statements of its save with rows of the size of its own, but nothing
encrypted, sealed, summed or chained. The three take turns in one run, since a disk is not the same from one minute to
the next.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from _shared import add_interview, cheap_vault

from interviewtool.model import InterviewId, Reference, StoredAnswer, now
from interviewtool.vault import Transaction
from interviewtool.vault.schema import ANSWERS

SAVES = 400
VALUE = "Нас тримали в підвалі, приблизно двадцять людей. " * 6
QUESTIONS = 40


def connect(path: Path) -> sqlite3.Connection:
    """With the vault's pragmas, as far as they are SQLite's."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = TRUNCATE",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def plain_database(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute(
        "CREATE TABLE answers (interview TEXT, reference TEXT, value TEXT, UNIQUE (interview, reference))"
    )
    connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, interview TEXT, event TEXT, reference TEXT)")
    return connection


def save_plainly(connection: sqlite3.Connection, owner: str, reference: str, value: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO answers VALUES (?, ?, ?) ON CONFLICT (interview, reference) DO UPDATE SET value = excluded.value",
        (owner, reference, value),
    )
    connection.execute("INSERT INTO log (interview, event, reference) VALUES (?, 'question', ?)", (owner, reference))
    connection.execute("COMMIT")


def same_database(path: Path, owner: str) -> sqlite3.Connection:
    connection = connect(path)
    for statement in (statement for migration in ANSWERS for statement in migration):
        connection.execute(statement)
    connection.execute("INSERT INTO gate (owner, key, content) VALUES (?, x'', x'01')", (owner,))
    return connection


def save_with_the_same_statements(
    connection: sqlite3.Connection, owner: str, reference: str, value: str, number: int
) -> None:
    key = reference.encode()[-16:].rjust(16)
    content = json.dumps([reference, value, None, None, now().isoformat()], ensure_ascii=False).encode()
    entry = json.dumps([now().isoformat(), "question", reference, {}]).encode()
    seal = bytes(28)  # nonce and tag
    connection.execute("BEGIN IMMEDIATE")
    found = connection.execute("SELECT id, content FROM answers WHERE owner = ? AND key = ?", (owner, key)).fetchall()
    if found:
        connection.execute("UPDATE answers SET content = ? WHERE id = ?", (content + seal, found[0][0]))
    else:
        connection.execute("INSERT INTO answers (owner, key, content) VALUES (?, ?, ?)", (owner, key, content + seal))
    sums = owner.encode() + b" answers" + bytes(33)
    connection.execute(
        "INSERT INTO audit (sequence, owner, state, sums, sealed, link) VALUES (?, ?, ?, ?, ?, ?)",
        (number + 1, owner, bytes(32), sums, entry + seal, bytes(32)),
    )
    connection.execute("COMMIT")


def save(transaction: Transaction, owner: InterviewId, row: StoredAnswer) -> None:
    transaction.answers.put(owner, [row])
    transaction.audit.append(owner, "question", row.reference)


def measure(saves: int = SAVES) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each save: of the vault, of plain sqlite3, of the same statements."""
    with tempfile.TemporaryDirectory() as folder:
        plain = plain_database(Path(folder) / "plain.db")
        vault, _code = cheap_vault(Path(folder) / "vault")
        owner = vault.run(add_interview).interview_id
        same = same_database(Path(folder) / "same.db", owner)
        ours, theirs, others = [], [], []
        for number in range(saves):
            reference, value = f"/data/case[1]/q{number % QUESTIONS}", f"{number} {VALUE}"
            row = StoredAnswer(Reference(reference), value)
            start = time.perf_counter()
            vault.run(lambda transaction, row=row: save(transaction, owner, row))
            middle = time.perf_counter()
            save_plainly(plain, owner, reference, value)
            end = time.perf_counter()
            save_with_the_same_statements(same, owner, reference, value, number)
            ours.append(middle - start)
            theirs.append(end - middle)
            others.append(time.perf_counter() - end)
        vault.close()
        plain.close()
        same.close()
    return ours, theirs, others


def rows() -> list[tuple[str, str]]:
    ours, theirs, others = measure()
    figures = []
    for name, seconds in (("vault", ours), ("plain sqlite3", theirs), ("same statements", others)):
        ninety_ninth = statistics.quantiles(seconds, n=100)[98]
        figures.append((f"save of one answer, {name}, median", f"{statistics.median(seconds) * 1000:.2f} ms"))
        figures.append((f"save of one answer, {name}, p99", f"{ninety_ninth * 1000:.2f} ms"))
    for name, seconds in (("plain", theirs), ("same statements", others)):
        ratio = statistics.median(ours) / statistics.median(seconds)
        figures.append((f"save of one answer, vault / {name}", f"{ratio:.2f}"))
    return figures
