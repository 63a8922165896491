"""Conducting an interview: preparation, answers, autosave, finalizing. Consent is enforced here."""

from interviewtool.interview.forms import FormLibrary, FormSummary, add_form, definition
from interviewtool.interview.interviews import Interviews, InterviewSummary
from interviewtool.interview.outline import EntryKind, OutlineEntry, is_asked, outline, questions
from interviewtool.interview.pages import Display, Pages, PageView, SessionQuestion, replace_codes
from interviewtool.interview.rows import persons
from interviewtool.interview.session import Answered, Session

__all__ = [
    "Answered",
    "Display",
    "EntryKind",
    "FormLibrary",
    "FormSummary",
    "InterviewSummary",
    "Interviews",
    "OutlineEntry",
    "PageView",
    "Pages",
    "Session",
    "SessionQuestion",
    "add_form",
    "definition",
    "is_asked",
    "outline",
    "persons",
    "questions",
    "replace_codes",
]
