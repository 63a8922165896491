"""Runs pyHanko's coroutines in an event loop that owns no socket.

An ordinary loop opens sockets to wake itself; on Windows that is a connection to this machine, which the guard
against connections refuses. Signing and verifying wait for nothing outside, so this loop only runs what is ready; a
coroutine that wants to wait for something would be waiting for a network, and is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _NothingToWaitFor:
    """In the place of a selector."""

    def select(self, timeout: float | None = None) -> list[object]:
        """timeout: 0 while something is ready, otherwise how long to wait."""
        if timeout != 0:
            raise RuntimeError("a coroutine waits for something outside")
        return []


class _Loop(asyncio.BaseEventLoop):
    """The methods are the ones that BaseEventLoop leaves to its subclasses."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _NothingToWaitFor()

    def _process_events(self, events: list[object]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody else wakes this loop."""


def run_at_once(coroutine: Coroutine[Any, Any, T]) -> T:
    """The coroutine's result. Raises RuntimeError if it waits for something outside, or inside a running loop."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(coroutine)
