"""Who belongs to the team, and the supervisor's desk."""

from interviewtool.gui.review.desk_screen import DeskScreen
from interviewtool.gui.review.reader import Reader
from interviewtool.gui.review.team_screen import TeamScreen

__all__ = ["DeskScreen", "Reader", "TeamScreen"]
