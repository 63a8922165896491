"""What a person waits for: whole interviews of the demonstration as signed summaries, as a bundle of 100 of them, and
the supervisor's opening of that bundle. `bundle.py` times the container alone."""

from __future__ import annotations

import itertools
import random
import tempfile
import time
from pathlib import Path

from _shared import median_seconds

from interviewtool.crypto.kdf import LEAST_COST
from interviewtool.demo.conduct import interview
from interviewtool.demo.people import RESPONDENTS
from interviewtool.workspace import Workspace

RUNS = 5
INTERVIEWS = 100


def rows() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        supervisor, interviewer = (
            Workspace.create(Path(folder) / name, "benchmark", cost=LEAST_COST)[0] for name in ("supervisor", "own")
        )
        supervisor.team.create("Benchmark", "sup-01")
        supervisor.team.take_card(interviewer.team.create_interviewer("int-01").to_bytes())
        interviewer.team.accept(supervisor.team.hand_out())
        draw = random.Random(1)
        people = itertools.cycle(RESPONDENTS)
        held = (interview(interviewer, person, draw=draw) for person in people)
        chosen = list(itertools.islice(filter(None, held), INTERVIEWS))
        interviewer.export.summary(chosen[0], "uk")  # what is loaded once in a process
        summary = median_seconds(lambda: interviewer.export.summary(chosen[0], "uk"), RUNS)
        begin = time.perf_counter()
        data = interviewer.export.bundle(chosen)
        bundle = time.perf_counter() - begin
        begin = time.perf_counter()
        supervisor.review.open(data)
        opened = time.perf_counter() - begin
        session = median_seconds(lambda: interviewer.interviews.open(chosen[0]), RUNS)
        interviewer.lock()
        supervisor.lock()
    return [
        ("signed summary of one interview of the demonstration", f"{summary * 1e3:.0f} ms"),
        (f"bundle of {INTERVIEWS} interviews with their summaries", f"{bundle:.1f} s, {len(data) / 1e6:.1f} MB"),
        (f"opening a bundle of {INTERVIEWS} interviews, every summary's signature checked", f"{opened:.1f} s"),
        ("opening an interview again", f"{session * 1e3:.0f} ms"),
    ]
