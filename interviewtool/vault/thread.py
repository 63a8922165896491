"""The one thread on which a vault lives: work is done in the order in which it was handed in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
_Job = Callable[[], None]


class VaultClosed(RuntimeError):
    """Work was handed in after the vault was closed."""


class _Call(Generic[T]):
    """Work that somebody waits for. A lock does for that; a Future has a condition, which costs 4 % of a save."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._running = threading.Lock()
        self._running.acquire()
        self._error: BaseException | None = None

    def __call__(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
            self._error = error
        self._running.release()

    def result(self) -> T:
        """What the work returned or raised, once it is done. To be asked once."""
        self._running.acquire()
        try:
            if self._error is not None:
                raise self._error
            return self._result
        finally:
            self._error = None  # it knows this frame, which knows it


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

        self._hand_in(job)
        return future

    def run(self, work: Callable[[], T]) -> T:
        """Hand work in and wait. RuntimeError on the vault's own thread, which would wait for itself."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("the vault's thread cannot wait for itself")
        call = _Call(work)
        self._hand_in(call)
        return call.result()

    def close(self, last: Callable[[], None]) -> bool:
        """Do what was handed in, then `last`, then end. False when it was closed before."""
        with self._closing:
            if self._closed:
                return False
            self._closed = True
            call = _Call(last)
            self._jobs.put(call)
            self._jobs.put(None)
        self._thread.join()
        call.result()
        return True

    def _hand_in(self, job: _Job) -> None:
        with self._closing:
            if self._closed:
                raise VaultClosed
            self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # a finished job keeps what it closed over alive until the next one comes
