"""Durable save of one answer: the vault against plain sqlite3 with the same pragmas and one row of the same size.

The vault also seals the row, keeps its sums and chains an audit entry; plain sqlite3 writes an answer and a log line.
The two take turns in one run, since a disk is not the same from one minute to the next.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.model import (
    ContentHash,
    Interview,
    InterviewId,
    InterviewState,
    Reference,
    StoredAnswer,
    new_interview_id,
    new_person_code,
)
from interviewtool.vault import Transaction, Vault

SAVES = 400
VALUE = "Нас тримали в підвалі, приблизно двадцять людей. " * 6
QUESTIONS = 40


def now() -> datetime:
    return datetime.now(UTC)


def plain_database(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = TRUNCATE",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE answers (interview TEXT, reference TEXT, value TEXT, UNIQUE (interview, reference))"
    )
    connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, interview TEXT, event TEXT, reference TEXT)")
    return connection


def save(transaction: Transaction, owner: InterviewId, row: StoredAnswer) -> None:
    transaction.answers.put(owner, [row])
    transaction.audit.append(owner, "question", row.reference)


def measure(saves: int = SAVES) -> tuple[list[float], list[float]]:
    """Seconds of each save: of the vault, of plain sqlite3."""
    with tempfile.TemporaryDirectory() as folder:
        plain = plain_database(Path(folder) / "plain.db")
        vault, _code = Vault.create(
            Path(folder) / "vault",
            "benchmark",
            clock=now,
            cost=Argon2Cost(64, 1, 1),
            limits=CostLimits(least_memory=64, least_passes=1),
        )
        interview = Interview(
            new_interview_id(), InterviewState.IN_PROGRESS, now(), "uk", ContentHash("0" * 64), new_person_code()
        )
        owner = interview.interview_id
        vault.run(lambda transaction: transaction.interviews.add(interview))
        vault.run(lambda transaction: transaction.gate.open(owner))
        ours, theirs = [], []
        for number in range(saves):
            reference, value = f"/data/case[1]/q{number % QUESTIONS}", f"{number} {VALUE}"
            row = StoredAnswer(Reference(reference), value)
            start = time.perf_counter()
            vault.run(lambda transaction, row=row: save(transaction, owner, row))
            middle = time.perf_counter()
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(
                "INSERT INTO answers VALUES (?, ?, ?) "
                "ON CONFLICT (interview, reference) DO UPDATE SET value = excluded.value",
                (owner, reference, value),
            )
            plain.execute("INSERT INTO log (interview, event, reference) VALUES (?, 'question', ?)", (owner, reference))
            plain.execute("COMMIT")
            ours.append(middle - start)
            theirs.append(time.perf_counter() - middle)
        vault.close()
        plain.close()
    return ours, theirs


def rows() -> list[tuple[str, str]]:
    ours, theirs = measure()
    figures = []
    for name, seconds in (("vault", ours), ("plain sqlite3", theirs)):
        ninety_ninth = statistics.quantiles(seconds, n=100)[98]
        figures.append((f"save of one answer, {name}, median", f"{statistics.median(seconds) * 1000:.2f} ms"))
        figures.append((f"save of one answer, {name}, p99", f"{ninety_ninth * 1000:.2f} ms"))
    ratio = statistics.median(ours) / statistics.median(theirs)
    return [*figures, ("save of one answer, vault / plain", f"{ratio:.2f}")]


if __name__ == "__main__":
    for name, figure in rows():
        print(f"{name:50} {figure:>12}")
