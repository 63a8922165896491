"""Conducting an interview: preparation, answers, autosave, finalizing. Consent is enforced here."""

from interviewtool.interview.account import account
from interviewtool.interview.attachments import Attachments, Picked, Taking
from interviewtool.interview.beforehand import NOTHING_SAID, Beforehand, beforehand, prepared
from interviewtool.interview.forms import FormLibrary, FormSummary, add_form, definition
from interviewtool.interview.interviews import Interviews
from interviewtool.interview.known_before import KnownBefore
from interviewtool.interview.known_persons import KnownPerson
from interviewtool.interview.listing import InterviewSummary
from interviewtool.interview.loading import as_it_stood
from interviewtool.interview.outline import EntryKind, OutlineEntry, group_title, is_asked, outline, questions
from interviewtool.interview.pages import Display, Pages, PageView, SessionQuestion, replace_codes
from interviewtool.interview.referrals import Referral
from interviewtool.interview.rows import persons
from interviewtool.interview.search import Found, FoundAnswers
from interviewtool.interview.session import Session
from interviewtool.interview.writing import VALUE_EVENTS, Answered

__all__ = [
    "NOTHING_SAID",
    "VALUE_EVENTS",
    "Answered",
    "Attachments",
    "Beforehand",
    "Display",
    "EntryKind",
    "FormLibrary",
    "FormSummary",
    "Found",
    "FoundAnswers",
    "InterviewSummary",
    "Interviews",
    "KnownBefore",
    "KnownPerson",
    "OutlineEntry",
    "PageView",
    "Pages",
    "Picked",
    "Referral",
    "Session",
    "SessionQuestion",
    "Taking",
    "account",
    "add_form",
    "as_it_stood",
    "beforehand",
    "definition",
    "group_title",
    "is_asked",
    "outline",
    "persons",
    "prepared",
    "questions",
    "replace_codes",
]
