"""Writes what a session does, in order, on the vault's thread; what could not be written is tried again with the next.

Works wait in a queue. A transaction carries out all that wait, in order, and only a commit takes them off the queue: a
full disk therefore loses nothing, and a burst of typing becomes one commit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future

from interviewtool.vault import Transaction, Vault

Work = Callable[[Transaction], None]


class Autosave:
    """The queue of one session."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._waiting: deque[Work] = deque()
        self.last: Future[None] = Future()
        self.last.set_result(None)

    def submit(self, work: Work) -> Future[None]:
        """Queue a work. The future is done when it is durable or has failed; then the work waits for a retry."""
        self._waiting.append(work)
        return self.retry()

    def carry_out(self, work: Work) -> None:
        """Carry out a work now, after all that waits; one that fails is not tried again."""
        saved = self.submit(work)
        try:
            saved.result()
        except BaseException:
            if work in self._waiting:
                self._waiting.remove(work)
            raise

    def retry(self) -> Future[None]:
        """Try again to write whatever waits."""
        saved: Future[None] = Future()
        self._vault.submit(self._carry_out).add_done_callback(lambda done: self._settle(done, saved))
        self.last = saved
        return saved

    @property
    def waiting(self) -> int:
        """How many works are not durable yet."""
        return len(self._waiting)

    def _carry_out(self, transaction: Transaction) -> int:
        works = tuple(self._waiting)
        for work in works:
            work(transaction)
        return len(works)

    def _settle(self, done: Future[int], saved: Future[None]) -> None:
        # Runs on the vault's thread before its next transaction, so that the count still fits the front of the queue.
        error = done.exception()
        if error is not None:
            saved.set_exception(error)
            return
        for _ in range(done.result()):
            self._waiting.popleft()
        saved.set_result(None)
