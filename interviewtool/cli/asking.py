"""Questions that are answered with yes or no, in whatever language a person answers; and a recovery code typed back."""

from __future__ import annotations

import click

from interviewtool.cli.ending import STOPPED
from interviewtool.crypto.recovery import parse_recovery_code
from interviewtool.i18n import _

_YES = frozenset(("y", "yes", "т", "так", "д", "да"))
_NO = frozenset(("", "n", "no", "н", "ні", "нет"))


def agreed(question: str) -> bool:
    """Ask on stderr until the answer is one. Only a written yes is a yes; an empty line is a no."""
    while True:
        answer = click.prompt(" ".join((question, _("[yes/no]"))), default="", show_default=False, err=True)
        word = str(answer).strip().casefold()
        if word in _YES | _NO:
            return word in _YES
        click.echo(_("Please answer with “yes” or “no”."), err=True)


def agree_or_stop(question: str) -> None:
    """click.Abort unless the person agrees."""
    if not agreed(question):
        raise click.Abort


def typed_back(code: str) -> None:
    """Ask for a recovery code that was just shown until it is typed as it is: a slip of the pen shows now, or never.

    click.Abort where nobody answers: for a code that does not count yet.
    """
    while True:
        typed = click.prompt(_("Write it down, and type it back from the paper"), err=True)
        found = parse_recovery_code(str(typed))
        if found is not None and str(found) == code:
            click.echo(_("It is the same."), err=True)
            return
        click.echo(_("It is not the same. Look at the paper again, and correct what is on it."), err=True)


def compared(code: str) -> None:
    """`typed_back` for a code that counts already: whoever stops is told that it does. Ends with STOPPED then."""
    try:
        typed_back(code)
    except click.Abort:
        click.echo(
            "\n" + _("The code was not compared. It counts all the same, as does what was done before."), err=True
        )
        raise click.exceptions.Exit(STOPPED) from None
