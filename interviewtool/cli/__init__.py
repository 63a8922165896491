"""The command line: one module per command. Sentences for people come from here and from the window, from nowhere else."""

from interviewtool.cli.main import main

__all__ = ["main"]
