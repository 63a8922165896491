"""How a vault grows: 100, 1,000 and 10,000 interviews of 100 answers each; what a person waits for at each size.

    python benchmarks/vault_load.py [most]

The vault is filled on, not made anew, so that one run gives the whole curve. The first search reads and opens every
answer of every interview, while answers go on being saved.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
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

SIZES = (100, 1_000, 10_000)
ANSWERS = [StoredAnswer(Reference(f"/data/case[1]/q{number}"), "відповідь на запитання " * 3) for number in range(100)]
BATCH = 50
LIMITS = CostLimits(least_memory=64, least_passes=1)


def now() -> datetime:
    return datetime.now(UTC)


def fill(transaction: Transaction, count: int) -> None:
    for _ in range(count):
        interview = Interview(
            new_interview_id(), InterviewState.IN_PROGRESS, now(), "uk", ContentHash("0" * 64), new_person_code()
        )
        transaction.interviews.add(interview)
        transaction.gate.open(interview.interview_id)
        transaction.answers.put(interview.interview_id, ANSWERS)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def search_while_saving(vault: Vault, owner: InterviewId, waiting: list[float]) -> None:
    """The first search, as the window does it: on a thread of its own, while a person goes on typing."""
    thread = threading.Thread(target=lambda: vault.search.find("немає такого"))
    thread.start()
    while thread.is_alive():
        waiting.append(seconds(lambda: vault.run(lambda transaction: transaction.answers.put(owner, [ANSWERS[0]]))))
        thread.join(0.05)


def measure(folder: Path, code: str, size: int) -> list[tuple[str, float]]:
    """Names and milliseconds; the recovery code opens without Argon2id, which is measured by vault_unlock.py."""
    opened: list[Vault] = []
    unlock = seconds(lambda: opened.append(Vault.unlock(folder, code, clock=now, limits=LIMITS)))
    (vault,) = opened
    listing = seconds(lambda: vault.run(lambda transaction: transaction.interviews.list()))
    owners = [one.interview_id for one in vault.run(lambda transaction: transaction.interviews.list())]
    some = owners[:: max(1, size // 50)]
    opening = [
        seconds(lambda owner=owner: vault.run(lambda transaction: transaction.answers.all(owner))) for owner in some
    ]
    saving = []
    for number, owner in enumerate(some * 2):
        row = StoredAnswer(Reference("/data/case[1]/q7"), f"нова {number}")

        def save(transaction: Transaction, owner: InterviewId = owner, row: StoredAnswer = row) -> None:
            transaction.answers.put(owner, [row])
            transaction.audit.append(owner, "question", row.reference)

        saving.append(seconds(lambda save=save: vault.run(save)))
    waiting: list[float] = []
    searching = seconds(lambda: search_while_saving(vault, owners[0], waiting))
    again = seconds(lambda: vault.search.find("немає такого"))
    locking = seconds(lambda: (vault.anchor(), vault.close()))
    return [
        ("unlock, without Argon2id", unlock),
        ("list", listing),
        ("open one interview, median", statistics.median(opening)),
        ("save one answer, median", statistics.median(saving)),
        ("save one answer, slowest of 100", max(saving)),
        ("first search, reading everything", searching),
        ("save one answer meanwhile, slowest", max(waiting)),
        ("search again", again),
        ("lock", locking),
    ]


def rows(most: int = 1_000) -> list[tuple[str, str]]:
    figures = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "vault"
        vault, code = Vault.create(folder, "benchmark", clock=now, cost=Argon2Cost(64, 1, 1), limits=LIMITS)
        there = 0
        for size in (size for size in SIZES if size <= most):
            for start in range(there, size, BATCH):
                vault.run(lambda transaction, start=start, size=size: fill(transaction, min(BATCH, size - start)))
            there = size
            vault.anchor()
            vault.close()
            length = (folder / "answers.db").stat().st_size
            figures.append((f"answers.db, {size} interviews", f"{length / 1e6:.0f} MB"))
            figures += [
                (f"{name}, {size} interviews", f"{value * 1000:.1f} ms")
                for name, value in measure(folder, str(code), size)
            ]
            vault = Vault.unlock(folder, str(code), clock=now, limits=LIMITS)
        vault.close()
    return figures


if __name__ == "__main__":
    for name, figure in rows(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]):
        print(f"{name:60} {figure:>14}", flush=True)
