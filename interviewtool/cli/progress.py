"""What is said while one waits: nothing for what is quick, a line on stderr for what takes longer than half a second.

On a terminal the line counts up and is taken away at the end; in a file or a pipe it stands once.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 0.5
"""Seconds without a word."""

Progress = Callable[[float], None]


@contextmanager
def waiting(label: str) -> Iterator[Line]:
    """Say what is being done, until the block ends."""
    line = Line(label)
    timer = threading.Timer(PATIENCE, line.show)
    timer.daemon = True
    timer.start()
    try:
        yield line
    finally:
        timer.cancel()
        line.end()


class Line:
    """What is said meanwhile. Called with the share that is done, 0..1, from any thread."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._lock = threading.Lock()
        self._shown = self._ended = False
        self._percent: int | None = None

    def show(self) -> None:
        """Say it, for the first time."""
        with self._lock:
            if not self._ended:
                self._shown = True
                self._write()

    def __call__(self, share: float) -> None:
        """Move on."""
        with self._lock:
            percent = int(share * 100)
            if percent != self._percent:
                self._percent = percent
                if self._shown and not self._ended and sys.stderr.isatty():
                    self._write()

    def end(self) -> None:
        """Take the line away; also before something else is said or asked. Nothing more is said by it."""
        with self._lock:
            self._ended = True
            if self._shown and sys.stderr.isatty():
                sys.stderr.write("\r\033[K")
                sys.stderr.flush()
            self._shown = False

    def _write(self) -> None:
        if sys.stderr.isatty():
            done = "" if self._percent is None else f" {self._percent} %"
            sys.stderr.write(f"\r\033[K{self._label} …{done}")
        else:
            sys.stderr.write(f"{self._label} …\n")
        sys.stderr.flush()
