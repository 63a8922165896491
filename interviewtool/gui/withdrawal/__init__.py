"""What happens to interviews afterwards: withdrawal, review dates, a supervisor's decisions."""

from interviewtool.gui.withdrawal.screen import AfterwardsScreen

__all__ = ["AfterwardsScreen"]
