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
    """The queue of one session. last: of the last attempt to write."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._waiting: deque[Work] = deque()
        self._carried = 0
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
        self.last = self._vault.submit(self._carry_out, self._take_off)
        return self.last

    @property
    def waiting(self) -> int:
        """How many works are not durable yet."""
        return len(self._waiting)

    # Both on the vault's thread, one right after the other: the count still fits the front of the queue.

    def _carry_out(self, transaction: Transaction) -> None:
        works = tuple(self._waiting)
        for work in works:
            work(transaction)
        self._carried = len(works)

    def _take_off(self) -> None:
        for _ in range(self._carried):
            self._waiting.popleft()
