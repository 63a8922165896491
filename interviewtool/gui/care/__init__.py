"""What keeps a vault alive and under control: backup, the ways to open it, checking it, new keys, destroying them."""

from interviewtool.gui.care.screen import CareScreen

__all__ = ["CareScreen"]
