"""A questionnaire's file, wherever a command takes one: what is wrong with it is said whole, not the first mistake
alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from interviewtool.cli.files import existing_file
from interviewtool.cli.language import F, option
from interviewtool.cli.progress import waiting
from interviewtool.errors import KnownError
from interviewtool.i18n import _, ngettext
from interviewtool.i18n.explain import explain
from interviewtool.paths import cache_folder
from interviewtool.workspace import STANDARD
from interviewtool.xforms import Checked, FormDefinition, check_form, convert


def in_its_place(kinds: str) -> Callable[[F], F]:
    """The option --from, as `source`: another questionnaire than the standard one. kinds: the help, a message id."""
    return option("--from", "source", metavar="FILE", type=existing_file, default=STANDARD, help=kinds)


def usable(file: Path) -> bytes:
    """The XForm of a questionnaire (xlsx, xls, csv, md, xml). click.ClickException where it cannot be used, after every
    mistake was said on stderr.
    """
    with waiting(_("Checking the questionnaire")):
        try:
            return convert(file, cache=cache_folder())
        except KnownError:
            checked = check_form(file)
    raise _refusal(checked, err=True)


def checked_file(file: Path, *, err: bool = False) -> tuple[FormDefinition, tuple[KnownError, ...]]:
    """A questionnaire and what to look at in it. click.ClickException where it cannot be used, after every mistake was
    said. err: on stderr.
    """
    with waiting(_("Checking the questionnaire")) as progress:
        checked = check_form(file, progress)
    if checked.form is None:
        raise _refusal(checked, err=err)
    return checked.form, checked.warnings


def say_warnings(warnings: tuple[KnownError, ...]) -> None:
    """What works, but not as its author meant it."""
    if warnings:
        click.echo("\n" + _("It can be used, but look at this:") + "\n")
    for warning in warnings:
        click.echo(f"{explain(warning)}\n")


def _refusal(checked: Checked, *, err: bool) -> click.ClickException:
    """How a command ends over a questionnaire that cannot be used. Its mistakes are said before. err: on stderr."""
    for mistake in (*checked.mistakes, *checked.warnings):
        click.echo(f"{explain(mistake)}\n", err=err)
    if not checked.complete:
        click.echo(_("Others may show once these are corrected. Check it again then."), err=err)
    count = len(checked.mistakes)
    return click.ClickException(
        ngettext(
            "The questionnaire has {count} mistake and cannot be used.",
            "The questionnaire has {count} mistakes and cannot be used.",
            count,
        ).format(count=count)
    )
