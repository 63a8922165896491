"""What happens to interviews afterwards: withdrawal, review dates, a supervisor's decisions."""

from interviewtool.gui.afterwards.screen import AfterwardsScreen

__all__ = ["AfterwardsScreen"]
