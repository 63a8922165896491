"""What the states of an interview are called, on the screen and on the command line."""

from __future__ import annotations

from interviewtool.i18n import N_
from interviewtool.model.interview import InterviewState

STATES = {
    InterviewState.PREPARATION: N_("In preparation"),
    InterviewState.IN_PROGRESS: N_("In progress"),
    InterviewState.FINALIZED: N_("Finalized"),
    InterviewState.REFUSED: N_("Consent refused"),
}
