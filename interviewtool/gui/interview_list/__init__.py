"""The interviews of the vault, and the beginning of a new one."""

from interviewtool.gui.interview_list.screen import InterviewListScreen

__all__ = ["InterviewListScreen"]
