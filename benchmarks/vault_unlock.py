"""Unlocking a vault of some interviews: Argon2id at its default cost, and everything else."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from interviewtool.crypto.kdf import affordable_cost, passphrase_key
from interviewtool.model import (
    ContentHash,
    Interview,
    InterviewState,
    Reference,
    StoredAnswer,
    new_interview_id,
    new_person_code,
)
from interviewtool.vault import Transaction, Vault

INTERVIEWS = 1000
ANSWERS = 20


def now() -> datetime:
    return datetime.now(UTC)


def add(transaction: Transaction) -> None:
    interview = Interview(
        new_interview_id(), InterviewState.IN_PROGRESS, now(), "uk", ContentHash("0" * 64), new_person_code()
    )
    transaction.interviews.add(interview)
    transaction.gate.open(interview.interview_id)
    answers = [StoredAnswer(Reference(f"/data/q{number}"), "відповідь " * 10) for number in range(ANSWERS)]
    transaction.answers.put(interview.interview_id, answers)


def rows() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        vault, code = Vault.create(Path(folder) / "vault", "benchmark", clock=now)
        for _number in range(INTERVIEWS):
            vault.run(add)
        vault.anchor()
        vault.close()

        cost = affordable_cost()
        start = time.perf_counter()
        passphrase_key("benchmark", bytes(16), cost)
        argon = time.perf_counter() - start

        start = time.perf_counter()
        vault = Vault.unlock(Path(folder) / "vault", "benchmark", clock=now)
        whole = time.perf_counter() - start
        start = time.perf_counter()
        listed = vault.run(lambda transaction: transaction.interviews.list())
        listing = time.perf_counter() - start
        start = time.perf_counter()
        vault.run(lambda transaction: transaction.answers.all(listed[500].interview_id))
        opening = time.perf_counter() - start
        vault.close()

        start = time.perf_counter()
        Vault.unlock(Path(folder) / "vault", str(code), clock=now).close()
        rest = time.perf_counter() - start
    return [
        (f"unlock, {INTERVIEWS} interviews", f"{whole * 1000:.0f} ms"),
        (f"  of it Argon2id, {cost.memory // 1024} MiB, t={cost.passes}", f"{argon * 1000:.0f} ms"),
        ("  everything else (by recovery code)", f"{rest * 1000:.0f} ms"),
        (f"list of {INTERVIEWS} interviews", f"{listing * 1000:.0f} ms"),
        (f"answers of one interview out of {INTERVIEWS}", f"{opening * 1000:.1f} ms"),
    ]


if __name__ == "__main__":
    for name, figure in rows():
        print(f"{name:50} {figure:>12}")
