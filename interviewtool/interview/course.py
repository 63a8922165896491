"""How an interview goes: its record as it changes while it is open, where the person who asks stands, and the breaks.

A change is made to the record as the vault holds it, so that two sessions of one interview never undo each other's; to
one that was closed meanwhile nothing is changed any more. The place is written when the session is left, with what else
is written then: a line that moves is no event.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta

from interviewtool.errors import KnownError
from interviewtool.interview.autosave import Autosave, Work
from interviewtool.model import Interview, InterviewId, Reference
from interviewtool.vault import Transaction

_CONSENT = Reference("consent")
"""The place of who stands in the conversation about consent, before the first question of the interview."""

Change = Callable[[Interview], Interview]


def still_open(transaction: Transaction, interview_id: InterviewId) -> Interview:
    """The record as the vault holds it. KnownError interview.closed: another session has closed it meanwhile."""
    interview = transaction.interviews.get(interview_id)
    if interview.closed:
        raise KnownError("interview.closed")
    return interview


class Course:
    """Of one open interview. interview: its record as it stands now."""

    def __init__(self, interview: Interview, autosave: Autosave, clock: Callable[[], datetime]) -> None:
        self.interview = interview
        self._autosave = autosave
        self._clock = clock
        self._before_consent = Reference("")

    def change(
        self, change: Change, event: str = "", details: dict[str, str] | None = None, *, also: Work | None = None
    ) -> Future[None]:
        """Change the record here and, queued, in the vault. event: for the audit log. also: done in the same
        transaction. Of the future: KnownError interview.closed.
        """
        self.interview = change(self.interview)
        interview_id, place = self.interview.interview_id, self.interview.place

        def keep(transaction: Transaction) -> None:
            stored = still_open(transaction, interview_id)
            transaction.interviews.update(replace(change(stored), place=place))
            if also is not None:
                also(transaction)
            if event:
                transaction.audit.append(interview_id, event, details=details or {})

        return self._autosave.submit(keep)

    def stand_at(self, reference: Reference) -> None:
        """Remember the place; it is written when the session is left."""
        self.interview = replace(self.interview, place=reference)

    @property
    def at_consent(self) -> bool:
        """Whether one stood in the conversation about consent."""
        return self.interview.place == _CONSENT

    def ask_consent(self) -> None:
        """Go from the preparation to consent, and stand there until consent is given or one goes back."""
        if not self.at_consent:
            self._before_consent = self.interview.place
        self.stand_at(_CONSENT)

    def back_from_consent(self) -> None:
        """Stand again where one stood in the preparation, as far as this session knows."""
        self.stand_at(self._before_consent)

    def looked_for(self) -> Future[None]:
        """The register was searched for the respondent; whom it was searched for is not noted."""
        return self.change(lambda interview: replace(interview, looked_for=True), "register search")

    @property
    def on_break(self) -> bool:
        """Whether a break was begun and not ended."""
        return self.interview.break_since is not None

    def pause(self) -> Future[None]:
        """Begin a break."""
        begun = self._clock()
        return self.change(
            lambda interview: replace(interview, breaks=interview.breaks + 1, break_since=begun), "break"
        )

    def resume(self) -> Future[None]:
        """End the break; one that a lock or a crash fell into lasted until now."""
        since = self.interview.break_since
        lasted = max(self._clock() - since, timedelta(0)) if since is not None else timedelta(0)
        seconds = round(lasted.total_seconds())

        def end(interview: Interview) -> Interview:
            return replace(interview, break_since=None, break_seconds=interview.break_seconds + seconds)

        return self.change(end, "resume", {"seconds": str(seconds)})
