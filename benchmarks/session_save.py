"""Save of one answer as a person gives it: `Session.answer` until it is durable, against plain sqlite3.

Plain sqlite3 writes one row and one line of a log with the same pragmas; the two take turns, since a disk is not the
same from one minute to the next. The session recalculates, seals, keeps its sums and chains an audit entry.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from _interview import QUESTIONS, interview
from vault_save import VALUE, plain_database, save_plainly

from interviewtool.model import Reference

SAVES = 400


def rows() -> list[tuple[str, str]]:
    recalculated, ours, theirs = measure()
    figures = [
        ("Session.answer, recalculated and handed over, median", f"{statistics.median(recalculated) * 1e3:.2f} ms")
    ]
    for name, seconds in (("Session.answer until durable", ours), ("plain sqlite3, same pragmas", theirs)):
        ninety_ninth = statistics.quantiles(seconds, n=100)[98]
        figures.append((f"save of one answer, {name}, median", f"{statistics.median(seconds) * 1e3:.2f} ms"))
        figures.append((f"save of one answer, {name}, p99", f"{ninety_ninth * 1e3:.2f} ms"))
    ratio = statistics.median(ours) / statistics.median(theirs)
    return [*figures, ("save of one answer, session / plain", f"{ratio:.2f}")]


def measure() -> tuple[list[float], list[float], list[float]]:
    """Seconds of each: until the answer is recalculated, until it is durable, of plain sqlite3."""
    recalculated, ours, theirs = [], [], []
    with interview() as (_workspace, session), tempfile.TemporaryDirectory() as folder:
        plain = plain_database(Path(folder) / "plain.db")
        owner = session.interview.interview_id
        for number in range(SAVES):
            reference = Reference(f"/data/first/first_q{number * 8 % QUESTIONS}")  # texts
            value = f"{number} {VALUE}"
            start = time.perf_counter()
            answered = session.answer(reference, value)
            given = time.perf_counter()
            answered.saved.result()
            middle = time.perf_counter()
            save_plainly(plain, owner, reference, value)
            theirs.append(time.perf_counter() - middle)
            recalculated.append(given - start)
            ours.append(middle - start)
        plain.close()
    return recalculated, ours, theirs
