"""Who has to decide beside the respondent: the preparation says it, and it is kept with the interview, where the gates
look.

A supervisor decides before consent (column `authorisation`): what shows once answers are kept is for the interviewer
to act upon. A guardian is needed whenever it shows (column `guardian`): what was said stays, and nothing is added until
they have agreed. What was found once stands until every question that asks for it is answered otherwise: an answer that
was taken back, or is lost with a damaged vault, is no no.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from interviewtool.consent import follow_all
from interviewtool.interview.course import Course
from interviewtool.model import InterviewState, Reference
from interviewtool.xforms import FormDefinition, FormInstance


class Deciders:
    """Of one open interview. questions: whose yes says that somebody else has to decide."""

    def __init__(self, form: FormDefinition, instance: FormInstance, course: Course) -> None:
        self._instance = instance
        self._course = course
        self._supervisors, self._guardians = _marked(form, "authorisation"), _marked(form, "guardian")
        self.questions = self._supervisors + self._guardians

    def note(self) -> Future[None] | None:
        """Keep what the preparation says now, and let the gate follow in the same transaction; None where nothing
        changed.
        """
        now = self._course.interview
        supervisor = self._is_found(self._supervisors, before=now.needs_authorisation)
        guardian = self._is_found(self._guardians, before=now.needs_guardian)
        if now.state is not InterviewState.PREPARATION:
            supervisor = supervisor and now.needs_authorisation
        if (supervisor, guardian) == (now.needs_authorisation, now.needs_guardian):
            return None
        return self._course.change(
            lambda interview: replace(interview, needs_authorisation=supervisor, needs_guardian=guardian),
            also=lambda transaction: follow_all(transaction, now.interview_id),
        )

    def _is_found(self, questions: tuple[Reference, ...], *, before: bool) -> bool:
        said = [self._instance.stored_answer(each) for each in questions if self._instance.is_relevant(each)]
        unsaid = any(not each.value and each.missing is None for each in said)
        return any(self._instance.value(each) == "yes" for each in questions) or (before and unsaid)


def _marked(form: FormDefinition, column: str) -> tuple[Reference, ...]:
    return tuple(Reference(node.path) for node in form.nodes() if node.extras.get(column) == "yes")
