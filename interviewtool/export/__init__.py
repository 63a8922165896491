"""What leaves the vault, through the gates: summaries, bundles; and forms to be printed."""

from interviewtool.export.behind import STAYS, Behind
from interviewtool.export.blank import blank_questionnaire, question_numbers
from interviewtool.export.exports import LEFT_OUT, Exports, Keep, Progress
from interviewtool.export.forms import consent_form, withdrawal_card, withdrawal_sheet
from interviewtool.export.record import InterviewRecord, Person

__all__ = [
    "LEFT_OUT",
    "STAYS",
    "Behind",
    "Exports",
    "InterviewRecord",
    "Keep",
    "Person",
    "Progress",
    "blank_questionnaire",
    "consent_form",
    "question_numbers",
    "withdrawal_card",
    "withdrawal_sheet",
]
