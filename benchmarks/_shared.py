"""What several timings need: a vault whose key is cheap to derive, an interview in it, the seconds of an act."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from interviewtool.crypto.kdf import Argon2Cost, CostLimits
from interviewtool.model import ContentHash, Interview, InterviewState, new_interview_id, new_person_code, now
from interviewtool.vault import Transaction, Vault

COST = Argon2Cost(64, 1, 1)
LIMITS = CostLimits(least_memory=64, least_passes=1)


def cheap_vault(folder: Path) -> tuple[Vault, str]:
    """A new vault and its recovery code."""
    vault, code = Vault.create(folder, "benchmark", clock=now, cost=COST, limits=LIMITS)
    return vault, str(code)


def add_interview(transaction: Transaction) -> Interview:
    """An interview into which answers may be written."""
    interview = Interview(
        new_interview_id(), InterviewState.IN_PROGRESS, now(), "uk", ContentHash("0" * 64), new_person_code()
    )
    transaction.interviews.add(interview)
    transaction.gate.open(interview.interview_id)
    return interview


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def median_seconds(act: Callable[[], object], runs: int) -> float:
    """How long it takes mostly."""
    return statistics.median(seconds(act) for _ in range(runs))
