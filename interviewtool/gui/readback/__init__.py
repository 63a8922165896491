"""The account read back to the respondent."""

from interviewtool.gui.readback.screen import ReadBackScreen

__all__ = ["ReadBackScreen"]
