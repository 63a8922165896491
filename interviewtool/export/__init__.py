"""What leaves the vault, through the gates: summaries, bundles, the printable consent form."""

from interviewtool.export.exports import DISPOSITIONS, Exports, Progress
from interviewtool.export.forms import consent_form
from interviewtool.export.record import InterviewRecord, Person

__all__ = ["DISPOSITIONS", "Exports", "InterviewRecord", "Person", "Progress", "consent_form"]
