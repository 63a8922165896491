"""Offline interview capture for people who document human-rights violations."""

__version__ = "0.1.0"
