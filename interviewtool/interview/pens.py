"""Who writes in an interview: one session at a time, and none that does not know what another has written.

A session holds the interview in memory as it was when it was opened. Were two to write, each would undo the other's
answers without a word. So the first that writes has the pen until it is closed; and a session that was opened before
another one wrote is behind and never gets it. Opening to read takes nothing.
"""

from __future__ import annotations

import weakref

from interviewtool.errors import KnownError
from interviewtool.model import InterviewId


class Pen:
    """Of one session. Used from the session's thread."""

    def __init__(self, pens: Pens, interview_id: InterviewId) -> None:
        self._pens = pens
        self._interview_id = interview_id
        self._seen = pens.turns.get(interview_id, 0)

    def take(self) -> None:
        """Before anything is written. KnownError interview.open_elsewhere."""
        holder = self._pens.holders.get(self._interview_id)
        if holder is self:
            return
        if holder is not None or self._seen != self._pens.turns.get(self._interview_id, 0):
            raise KnownError("interview.open_elsewhere")
        self._seen += 1
        self._pens.turns[self._interview_id] = self._seen
        self._pens.holders[self._interview_id] = self

    def lay_down(self) -> None:
        """When the session is closed. It may take it up again, as long as nobody else has written."""
        if self._pens.holders.get(self._interview_id) is self:
            del self._pens.holders[self._interview_id]


class Pens:
    """Of one vault. turns: how often the pen changed hands. A session that nothing holds any more has laid it down."""

    def __init__(self) -> None:
        self.turns: dict[InterviewId, int] = {}
        self.holders: weakref.WeakValueDictionary[InterviewId, Pen] = weakref.WeakValueDictionary()
