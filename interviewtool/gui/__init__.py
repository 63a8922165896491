"""The window: the only package that knows Qt. Screens know the services and the design system, never each other."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Be the window's process; see `application`. Returns its exit code, 75 when it was locked."""
    from interviewtool.gui.application import main as run

    return run(arguments)
