"""Yes and no, in every language at once, and nothing else; a recovery code typed back."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from interviewtool.cli.asking import agree_or_stop, agreed, compared
from interviewtool.crypto.recovery import new_recovery_code


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


@pytest.mark.parametrize(("typed", "code"), [("{code}\n", 0), ("slip\n{code}\n", 0), ("slip\n", 130)])
def test_a_code_that_is_not_typed_back_counts_all_the_same_and_that_is_said(typed, code):
    shown = str(new_recovery_code())
    command = click.Command("ask", callback=lambda: compared(shown))
    done = CliRunner().invoke(command, input=typed.format(code=shown.lower()))
    assert done.exit_code == code
    assert ("It counts all the same" in done.stderr) == bool(code) != ("It is the same." in done.stderr)
    assert done.stderr.count("It is not the same.") == typed.count("slip")


@pytest.mark.parametrize("typed", ["ні\n", ""])
def test_no_and_the_end_of_the_input_stop(typed):
    done = CliRunner().invoke(click.Command("ask", callback=lambda: agree_or_stop("Sure?")), input=typed)
    assert done.exit_code == 1
