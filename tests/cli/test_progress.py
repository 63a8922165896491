"""What is said while one waits: on a terminal a line that goes again, elsewhere one line that stays."""

from __future__ import annotations

import io
import sys

import pytest

from interviewtool.cli.progress import Line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_line_is_gone_before_anything_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    line = Line("Making the new vault")
    line(0.1)  # quick acts say nothing
    assert said.getvalue() == ""
    line.show()
    line(0.726)
    line.end()
    assert said.getvalue().endswith("\r\033[KMaking the new vault … 72 %\r\033[K")
    before = said.getvalue()
    line(0.9)
    line.show()
    line.end()
    assert said.getvalue() == before


def test_in_a_pipe_it_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    line = Line("Writing the bundle")
    line.show()
    line(0.5)
    line.end()
    assert said.getvalue() == "Writing the bundle …\n"
