"""Before a vault is open: create one, open one."""

from interviewtool.gui.start.screen import StartScreen

__all__ = ["StartScreen"]
