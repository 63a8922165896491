"""How an interview goes: its record as it changes while it is open, where the person who asks stands, and the breaks.

The place is written when the session is left, with what else is written then: a line that moves is no event.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta

from interviewtool.interview.autosave import Autosave, Work
from interviewtool.model import Interview, Reference
from interviewtool.vault import Transaction


class Course:
    """Of one open interview. interview: its record as it stands now."""

    def __init__(self, interview: Interview, autosave: Autosave, clock: Callable[[], datetime]) -> None:
        self.interview = interview
        self._autosave = autosave
        self._clock = clock

    def change(
        self, interview: Interview, event: str = "", details: dict[str, str] | None = None, *, also: Work | None = None
    ) -> Future[None]:
        """Take a new record, and queue it. event: for the audit log. also: done in the same transaction."""
        self.interview = interview

        def keep(transaction: Transaction) -> None:
            transaction.interviews.update(interview)
            if also is not None:
                also(transaction)
            if event:
                transaction.audit.append(interview.interview_id, event, details=details or {})

        return self._autosave.submit(keep)

    def stand_at(self, reference: Reference) -> None:
        """Remember the place; it is written when the session is left."""
        self.interview = replace(self.interview, place=reference)

    def looked_for(self) -> Future[None]:
        """The register was searched for the respondent; whom it was searched for is not noted."""
        return self.change(replace(self.interview, looked_for=True), "register search")

    @property
    def on_break(self) -> bool:
        """Whether a break was begun and not ended."""
        return self.interview.break_since is not None

    def pause(self) -> Future[None]:
        """Begin a break."""
        interview = self.interview
        begun = replace(interview, breaks=interview.breaks + 1, break_since=self._clock())
        return self.change(begun, "break")

    def resume(self) -> Future[None]:
        """End the break; one that a lock or a crash fell into lasted until now."""
        interview = self.interview
        since = interview.break_since
        lasted = max(self._clock() - since, timedelta(0)) if since is not None else timedelta(0)
        seconds = round(lasted.total_seconds())
        ended = replace(interview, break_since=None, break_seconds=interview.break_seconds + seconds)
        return self.change(ended, "resume", {"seconds": str(seconds)})
