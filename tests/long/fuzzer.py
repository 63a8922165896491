"""Coverage-guided fuzzing of one parser, in a process of its own with bounded time and memory.

`python -m tests.long.fuzzer TARGET SECONDS [SEED]` mutates the target's samples; an input that reaches lines of ours
that no input reached before becomes a sample itself. Any exception but the ones the target allows, an input that takes
longer than SLOWEST seconds, and memory beyond MEMORY end it, with the input in base64. Pure Python, so that it runs
wherever the tests do: the parsers are Python themselves, and a line reached is what there is to see of them.
"""

from __future__ import annotations

import base64
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType

from tests.long.fuzz_targets import TARGETS, Target

OURS = str(Path(__file__).parents[2] / "interviewtool")
MEMORY = 2 << 30
"""Bytes of address space beyond what the process has when it begins."""
SLOWEST = 5.0
INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0xFFFFFFFF)


class Coverage:
    """Which lines of ours were reached."""

    def __init__(self) -> None:
        self.lines: set[tuple[CodeType, int]] = set()

    def of(self, act: Callable[[], None]) -> int:
        """Do an act; how many lines it reached that none did before."""
        before = len(self.lines)
        sys.settrace(self._called)
        try:
            act()
        finally:
            sys.settrace(None)
        return len(self.lines) - before

    def _called(self, frame: FrameType, _event: str, _argument: object):
        return self._line if frame.f_code.co_filename.startswith(OURS) else None

    def _line(self, frame: FrameType, event: str, _argument: object):
        if event == "line":
            self.lines.add((frame.f_code, frame.f_lineno))
        return self._line


def mutated(draw: random.Random, samples: list[bytes], tokens: tuple[bytes, ...]) -> bytes:
    """One sample, changed in one to eight places."""
    content = bytearray(draw.choice(samples))
    for _change in range(draw.choice([1, 1, 2, 4, 8])):
        at = draw.randrange(len(content) + 1)
        size = min(draw.choice([1, 2, 4, 16, 64]), len(content) - at)
        match draw.randrange(8):
            case 0 if content:
                content[min(at, len(content) - 1)] ^= 1 << draw.randrange(8)
            case 1:
                content[at : at + size] = draw.randbytes(size)
            case 2:
                del content[at : at + size]
            case 3:
                content[at:at] = content[at : at + size] * draw.choice([1, 2, 50])
            case 4:
                content[at : at + size] = draw.choice(INTERESTING).to_bytes(4, "big")[-size or None :]
            case 5 if tokens:
                content[at : at + draw.choice([0, size])] = draw.choice(tokens)
            case 6:
                other = draw.choice(samples)
                start = draw.randrange(len(other) + 1)
                content[at : at + size] = other[start : start + draw.choice([4, 32, 256])]
            case _:
                del content[draw.randrange(len(content) + 1) :]
    return bytes(content)


def fuzz(target: Target, seconds: float, seed: int) -> dict[str, int]:
    """How many inputs were tried, how many of them became samples, and how many lines of ours they reached."""
    draw, coverage = random.Random(seed), Coverage()
    samples = list(target.samples)
    for sample in samples:
        coverage.of(lambda sample=sample: _try(target, sample))
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        content = mutated(draw, samples, target.tokens)
        tried += 1
        if coverage.of(lambda content=content: _try(target, content)):
            samples.append(content)
    return {"inputs": tried, "samples": len(samples), "lines": len(coverage.lines)}


def _try(target: Target, content: bytes) -> None:
    begun = time.monotonic()
    try:
        target.read(content)
    except target.allowed:
        pass
    except BaseException:
        sys.stderr.write(f"input: {base64.b64encode(content).decode()}\n")
        raise
    taken = time.monotonic() - begun
    if taken > SLOWEST:
        sys.stderr.write(f"input: {base64.b64encode(content).decode()}\n")
        raise TimeoutError(f"{taken:.1f} s for {len(content)} bytes")


def main(name: str, seconds: str, seed: str = "1") -> None:
    """Fuzz one target; the result as JSON."""
    target = TARGETS[name]()
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)
    sys.stdout.write(json.dumps(fuzz(target, float(seconds), int(seed))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
