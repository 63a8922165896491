"""The place where a person stood in a session: it is followed while one works, and found again after a lock or a break.

Whoever opens the screen again is led to the very question; nothing of it is asked or shown but that.
"""

from __future__ import annotations

from collections.abc import Iterable

from interviewtool.gui.questions.page import QuestionPage
from interviewtool.interview import OutlineEntry, Session
from interviewtool.model import Reference


class RememberedPlace:
    """Of one screen over a session. Made before the screen shows anything, since showing moves the place."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._at = session.interview.place

    def section(self, entries: Iterable[OutlineEntry]) -> Reference | None:
        """The section one stood in, if it is among these."""
        known = {entry.reference for entry in entries}
        ways = (self._at, Reference(self._at.rsplit("/", 1)[0]))
        return next((way for way in ways if way in known), None)

    def follow(self, page: QuestionPage) -> None:
        """Remember each question one works on from now on."""
        page.current_changed.connect(lambda reference: self.stand_at(Reference(reference)))

    def stand_at(self, reference: Reference) -> None:
        """Remember a question or a section."""
        self._session.course.stand_at(reference)

    def focus(self, page: QuestionPage) -> bool:
        """Put the focus on the question one stood at, the first time; whether it was there."""
        at, self._at = self._at, Reference("")
        if page.card(at) is None:
            return False
        page.focus_question(at)
        return True
