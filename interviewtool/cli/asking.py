"""Questions that are answered with yes or no: one way for all, in whatever language a person answers."""

from __future__ import annotations

import click

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
