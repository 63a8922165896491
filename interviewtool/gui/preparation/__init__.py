"""The preparation: what the interviewer notes before consent."""

from interviewtool.gui.preparation.screen import PreparationScreen

__all__ = ["PreparationScreen"]
