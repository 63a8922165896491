"""What leaves the vault: a bundle for the supervisor, a summary to read."""

from interviewtool.gui.export.screen import ExportScreen

__all__ = ["ExportScreen"]
