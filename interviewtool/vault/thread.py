"""The one thread on which a vault lives: work is done in the order in which it was handed in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")
_Job = Callable[[], None]


class VaultClosed(RuntimeError):
    """Work was handed in after the vault was closed."""


class VaultThread:
    """A queue and its thread. It ends with `close`; it does not keep a process alive that was told to end."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="vault", daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether nothing more is taken in."""
        return self._closed

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Hand work in. The future carries its result or its exception. VaultClosed after close."""
        future: Future[T] = Future()

        def job() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    result = work()
                except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits for the future
                    future.set_exception(error)
                else:
                    future.set_result(result)

        with self._closing:
            if self._closed:
                raise VaultClosed
            self._jobs.put(job)
        return future

    def run(self, work: Callable[[], T]) -> T:
        """Hand work in and wait. RuntimeError on the vault's own thread, which would wait for itself."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("the vault's thread cannot wait for itself")
        return self.submit(work).result()

    def close(self, last: Callable[[], None]) -> bool:
        """Do what was handed in, then `last`, then end. False when it was closed before."""
        with self._closing:
            if self._closed:
                return False
            self._closed = True
            done: Future[None] = Future()

            def finish() -> None:
                try:
                    last()
                except BaseException as error:  # noqa: BLE001 - handed to the caller of close
                    done.set_exception(error)
                else:
                    done.set_result(None)

            self._jobs.put(finish)
            self._jobs.put(None)
        self._thread.join()
        done.result()
        return True

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # a finished job keeps what it closed over alive until the next one comes
