"""Times of a bundle of 100 interviews: writing, checking, opening, against `sha256sum` and `age` on the same bytes.

Each interview has about 40 kB of incompressible files (instance, record, audit log) and a PDF of 120 kB, as an export
makes them. The medians of a few runs; run on a machine that does nothing else.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from _shared import median_seconds

from interviewtool.bundle import inspect_bundle, open_bundle, write_bundle
from interviewtool.crypto.age import new_age_identity
from interviewtool.crypto.signers import AllowedSigner
from interviewtool.crypto.sshsig import SigningKey
from interviewtool.model import InterviewerCode, InterviewId

INTERVIEWS = 100
FILES = {"instance.xml": 20_000, "record.json": 8_000, "audit.csv": 12_000, "summary.pdf": 120_000}  # bytes each
RUNS = 5
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def payload(interviews: int) -> dict[str, bytes]:
    """Files of so many synthetic interviews."""
    source = random.Random(1)
    return {
        f"interviews/{number:04}/{name}": source.randbytes(size)
        for number in range(interviews)
        for name, size in FILES.items()
    }


def rows() -> list[tuple[str, str]]:
    """What was measured, and the figure with its unit."""
    key, supervisor, files = SigningKey.generate(), new_age_identity(), payload(INTERVIEWS)
    signers = [AllowedSigner("K7", key.verification_key, NOW)]

    def write() -> bytes:
        return write_bundle(
            files,
            signer=key,
            signer_code=InterviewerCode("K7"),
            recipients=[supervisor.recipient],
            interviews=[InterviewId(f"{number:04}") for number in range(INTERVIEWS)],
            clock=lambda: NOW,
        )

    data = write()
    size = sum(map(len, files.values()))
    writing, checking = median_seconds(write, RUNS), median_seconds(lambda: inspect_bundle(data), RUNS)
    opening = median_seconds(lambda: open_bundle(data, [supervisor.secret], signers, received=NOW), RUNS)
    name = f"bundle of {INTERVIEWS} interviews"
    return [
        (f"{name}: content, file", f"{size / 1e6:.1f} MB, {len(data) / 1e6:.1f} MB"),
        (f"{name}: write, sign, encrypt", f"{writing * 1e3:.0f} ms"),
        (f"{name}: check signature and hashes", f"{checking * 1e3:.0f} ms"),
        (f"{name}: check, decrypt, check inside", f"{opening * 1e3:.0f} ms"),
        *_outside(b"".join(files.values()), name, writing, supervisor.recipient),
    ]


def _outside(content: bytes, name: str, writing: float, recipient: str) -> list[tuple[str, str]]:
    """The same bytes through the `age` command, where it is installed."""
    if shutil.which("age") is None:
        return [(f"{name}: against the command age", "age is not installed")]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "content"
        plain.write_bytes(content)
        command = ["age", "-r", recipient, "-o", f"{folder}/sealed", str(plain)]
        age = median_seconds(lambda: subprocess.run(command, check=True), RUNS)
    return [
        (f"{name}: the command age alone, encrypting", f"{age * 1e3:.0f} ms (ours takes {writing / age:.1f} times)")
    ]
