"""Sealing and reading of blobs, against the `age` command on the same file, taking turns in one run."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _shared import add_interview, cheap_vault, seconds

from interviewtool.crypto.age import new_age_identity

MEGABYTES = 64
RUNS = 5


def speed(work: Callable[[], object]) -> float:
    """MB/s."""
    return MEGABYTES / seconds(work)


def rows() -> list[tuple[str, str]]:
    content = os.urandom(MEGABYTES << 20)
    age = shutil.which("age")
    sealing, theirs, reading = [], [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "plain").write_bytes(content)
        vault, _code = cheap_vault(folder / "vault")
        owner = vault.run(add_interview).interview_id
        recipient = new_age_identity().recipient
        written: list[str] = []
        command = [str(age), "-r", recipient, "-o", str(folder / "out.age"), str(folder / "plain")]

        def encrypt() -> None:
            subprocess.run(command, check=True)
            with (folder / "out.age").open("rb") as file:
                os.fsync(file.fileno())  # ours is on the disk, too

        for _ in range(RUNS):
            sealing.append(speed(lambda: written.append(vault.blobs.write(owner, io.BytesIO(content)))))
            reading.append(speed(lambda: vault.blobs.read(owner, written[-1])))
            if age is not None:
                theirs.append(speed(encrypt))
        with vault.blobs.open(owner, written[0]) as reader:
            start = time.perf_counter()
            reader.seek(MEGABYTES << 19)
            reader.read(1 << 16)
            middle = time.perf_counter() - start
        vault.close()
    figures = [
        ("sealing a blob, median", f"{statistics.median(sealing):.0f} MB/s"),
        ("reading a blob, median", f"{statistics.median(reading):.0f} MB/s"),
        ("64 KiB from the middle", f"{middle * 1000:.2f} ms"),
    ]
    if theirs:
        ratio = statistics.median(sealing) / statistics.median(theirs)
        figures.append(("age -r, median", f"{statistics.median(theirs):.0f} MB/s"))
        figures.append(("sealing / age", f"{ratio:.2f}"))
    return figures
