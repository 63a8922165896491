"""Yes and no, in every language at once, and nothing else."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from interviewtool.cli.asking import agree_or_stop, agreed


@pytest.mark.parametrize(
    ("typed", "yes"),
    [
        *((word, True) for word in ("y", "YES", "так", "Т", "да", "д")),
        *((word, False) for word in ("n", "No", "ні", "нет", "н", "")),
        ("what?\nnope\nтак", True),
    ],
)
def test_an_answer_in_any_language(typed, yes):
    @click.command()
    def ask():
        assert agreed("Sure?") is yes

    done = CliRunner().invoke(ask, input=typed + "\n", catch_exceptions=False)
    assert done.exit_code == 0 and done.stderr.count("Sure?") == typed.count("\n") + 1 and not done.stdout


@pytest.mark.parametrize("typed", ["ні\n", ""])
def test_no_and_the_end_of_the_input_stop(typed):
    done = CliRunner().invoke(click.Command("ask", callback=lambda: agree_or_stop("Sure?")), input=typed)
    assert done.exit_code == 1
