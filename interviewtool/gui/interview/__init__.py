"""The interview on the screen."""

from interviewtool.gui.interview.screen import InterviewScreen

__all__ = ["InterviewScreen"]
