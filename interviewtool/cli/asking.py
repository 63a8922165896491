"""Questions that are answered with yes or no, in whatever language a person answers; and a recovery code typed back."""

from __future__ import annotations

import click

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

    click.Abort where nobody answers.
    """
    while True:
        typed = click.prompt(_("Write it down, and type it back from the paper"), err=True)
        found = parse_recovery_code(str(typed))
        if found is not None and str(found) == code:
            click.echo(_("It is the same."), err=True)
            return
        click.echo(_("It is not the same. Look at the paper again, and correct what is on it."), err=True)
