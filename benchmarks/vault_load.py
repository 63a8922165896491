"""How a vault grows: 100, 1,000 and 10,000 interviews of 100 answers each; what a person waits for at each size.

    python benchmarks/vault_load.py [most]

The vault is filled on, not made anew, so that one run gives the whole curve. The first search reads and opens every
answer of every interview, while answers go on being saved by a thread that also looks how late it wakes, as a window
would. Memory is what the search added to that of the process, and the most it took meanwhile.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from _shared import LIMITS, add_interview, cheap_vault, seconds

from interviewtool.model import InterviewId, Reference, StoredAnswer, now
from interviewtool.vault import Transaction, Vault

SIZES = (100, 1_000, 10_000)
ANSWERS = [StoredAnswer(Reference(f"/data/case[1]/q{number}"), "відповідь на запитання " * 3) for number in range(100)]
BATCH = 50
PAUSE = 0.05


def fill(transaction: Transaction, count: int) -> None:
    for _ in range(count):
        transaction.answers.put(add_interview(transaction).interview_id, ANSWERS)


@dataclass
class Meanwhile:
    """Seconds: the search; each save while it ran, and how much later than asked the thread woke before it."""

    searching: float = 0.0
    saves: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)


def search_while_saving(vault: Vault, owner: InterviewId) -> Meanwhile:
    """The first search, as the window does it: on a thread of its own, while a person goes on typing."""
    meanwhile = Meanwhile()

    def search() -> None:
        meanwhile.searching = seconds(lambda: vault.search.find("немає такого"))

    thread = threading.Thread(target=search)
    thread.start()
    while thread.is_alive():
        save = seconds(lambda: vault.run(lambda transaction: transaction.answers.put(owner, [ANSWERS[0]])))
        meanwhile.saves.append(save)
        meanwhile.late.append(seconds(lambda: time.sleep(PAUSE)) - PAUSE)
    return meanwhile


def memory() -> tuple[float, float]:
    """Megabytes of this process: now, and the most so far."""
    with Path("/proc/self/statm").open() as statm:
        now_pages = int(statm.read().split()[1])
    return now_pages * resource.getpagesize() / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def measure(folder: Path, code: str, size: int) -> list[tuple[str, str]]:
    """Names and figures; the recovery code opens without Argon2id, which is measured by vault_unlock.py."""
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
    before, _most = memory()
    meanwhile = search_while_saving(vault, owners[0])
    after, most = memory()
    again = seconds(lambda: vault.search.find("немає такого"))
    everywhere = seconds(lambda: vault.search.find("відповідь"))
    locking = seconds(lambda: (vault.anchor(), vault.close()))
    times = [
        ("unlock, without Argon2id", unlock),
        ("list", listing),
        ("open one interview, median", statistics.median(opening)),
        ("save one answer, median", statistics.median(saving)),
        ("save one answer, slowest of 100", max(saving)),
        ("first search, reading everything", meanwhile.searching),
        ("save one answer meanwhile, median", statistics.median(meanwhile.saves)),
        ("save one answer meanwhile, slowest", max(meanwhile.saves)),
        ("another thread woke later meanwhile, at most", max(meanwhile.late)),
        ("search again", again),
        ("search a word that every interview holds", everywhere),
        ("lock", locking),
    ]
    sizes = [("memory of the search", after - before), ("the most it took", most - before)]
    return [(name, f"{value * 1000:.1f} ms") for name, value in times] + [
        (name, f"{value:.0f} MB") for name, value in sizes
    ]


def rows(most: int = 1_000) -> list[tuple[str, str]]:
    figures = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "vault"
        vault, code = cheap_vault(folder)
        there = 0
        for size in (size for size in SIZES if size <= most):
            for start in range(there, size, BATCH):
                vault.run(lambda transaction, start=start, size=size: fill(transaction, min(BATCH, size - start)))
            there = size
            vault.anchor()
            vault.close()
            length = (folder / "answers.db").stat().st_size
            figures.append((f"answers.db, {size} interviews", f"{length / 1e6:.0f} MB"))
            figures += [(f"{name}, {size} interviews", value) for name, value in measure(folder, code, size)]
            vault = Vault.unlock(folder, code, clock=now, limits=LIMITS)
        vault.close()
    return figures


if __name__ == "__main__":
    for name, figure in rows(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]):
        print(f"{name:60} {figure:>14}", flush=True)
