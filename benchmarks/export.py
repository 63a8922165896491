"""What a person waits for: five whole interviews of the demonstration as signed summaries and as one bundle, and the
supervisor's opening of it. `bundle.py` times the container alone, for 100 interviews."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from interviewtool.crypto.kdf import LEAST_COST
from interviewtool.demo.conduct import interview
from interviewtool.demo.people import RESPONDENTS
from interviewtool.workspace import Workspace

RUNS = 5


def rows() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        supervisor, interviewer = (
            Workspace.create(Path(folder) / name, "benchmark", cost=LEAST_COST)[0] for name in ("supervisor", "own")
        )
        supervisor.team.create("Benchmark", "sup-01")
        supervisor.team.take_card(interviewer.team.create_interviewer("int-01").to_bytes())
        interviewer.team.accept(supervisor.team.hand_out())
        draw = random.Random(1)
        held = [interview(interviewer, person, draw=draw) for person in RESPONDENTS]
        chosen = [each for each in held if each is not None]
        interviewer.export.summary(chosen[0], "uk")  # what is loaded once in a process
        summary = seconds(lambda: interviewer.export.summary(chosen[0], "uk"))
        bundle = seconds(lambda: interviewer.export.bundle(chosen))
        data = interviewer.export.bundle(chosen)
        opened = seconds(lambda: supervisor.review.open(data))
        session = seconds(lambda: interviewer.interviews.open(chosen[0]))
        interviewer.lock()
        supervisor.lock()
    count = len(chosen)
    return [
        ("signed summary of one interview of the demonstration", f"{summary * 1e3:.0f} ms"),
        (f"bundle of {count} interviews with their summaries, per interview", f"{bundle / count * 1e3:.0f} ms"),
        (f"opening a bundle of {count} interviews, every summary's signature checked", f"{opened * 1e3:.0f} ms"),
        ("opening an interview again", f"{session * 1e3:.0f} ms"),
    ]


def seconds(act: Callable[[], object]) -> float:
    """Median of RUNS."""
    taken = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


if __name__ == "__main__":
    for what, figure in rows():
        print(f"{what:75} {figure:>12}")
