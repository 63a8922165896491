"""Review: a supervisor opens, verifies and reads what interviewers sent."""

from interviewtool.review.continuity import Continuity
from interviewtool.review.received import ReceivedBundle, ReceivedInterview, Verdict
from interviewtool.review.reviews import Reviews

__all__ = ["Continuity", "ReceivedBundle", "ReceivedInterview", "Reviews", "Verdict"]
