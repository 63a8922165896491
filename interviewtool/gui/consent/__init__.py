"""Consent on the screen."""

from interviewtool.gui.consent.screen import ConsentScreen

__all__ = ["ConsentScreen"]
