"""The command line: one module per command. Sentences for people come from here and the window alone."""

from interviewtool.cli.main import main

__all__ = ["main"]
