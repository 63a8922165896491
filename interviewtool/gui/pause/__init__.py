"""A break: nothing of the interview is on the screen."""

from interviewtool.gui.pause.screen import PauseScreen

__all__ = ["PauseScreen"]
