"""How the program looks and speaks, and when it locks."""

from interviewtool.gui.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
