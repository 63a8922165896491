"""`interviewtool form`: check a questionnaire, write the standard one as a workbook. Other modules add to the group."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from interviewtool.cli.files import existing_file, force, new_file, read, target_file, write
from interviewtool.cli.form_wording import long_wording
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.questionnaire_file import refusal, say_missing
from interviewtool.errors import KnownError, Place
from interviewtool.i18n import N_, _
from interviewtool.i18n.explain import explain
from interviewtool.workspace import STANDARD
from interviewtool.xforms import NodeKind, check_form, write_workbook


@group(N_("Write, check and print questionnaires."))
def form() -> None:
    """The group."""


@form.command(
    help=N_(
        "Check a questionnaire (xlsx, xls, csv, md, or an XForm as xml) and list every mistake with sheet, row, column "
        "and remedy. Ends with 1 if it cannot be used."
    )
)
@click.argument("file", type=existing_file)
def check(file: Path) -> None:
    """Check a questionnaire."""
    with waiting(_("Checking the questionnaire")):
        checked = check_form(file)
    if checked.form is None:
        raise refusal(checked)
    questions = sum(node.kind is NodeKind.QUESTION for node in checked.form.nodes())
    click.echo(
        _("{title}, version {version}: no mistake found. Questions and calculations: {count}").format(
            title=checked.form.title, version=checked.form.form_version, count=questions
        )
    )
    for note in checked.form.notes:
        click.echo(_("Kept as a plain field, since a desktop does not do it: {name}").format(name=note))
    say_missing(checked.form.missing_attachments)
    _warn((*checked.warnings, *long_wording(file)))


def _warn(warnings: Sequence[KnownError]) -> None:
    if warnings:
        click.echo("\n" + _("It can be used, but look at this:") + "\n")
    for warning in warnings:
        click.echo(f"{explain(warning)}\n")


@form.command(
    help=N_(
        "Write the standard questionnaire as a workbook, for people who edit in a spreadsheet; to standard.xlsx if no "
        "FILE is named."
    )
)
@click.argument("file", type=target_file, default=Path("standard.xlsx"))
@option(
    "--from",
    "source",
    metavar="FILE",
    type=existing_file,
    default=STANDARD,
    help=N_("Another questionnaire in markdown tables."),
)
@force
def xlsx(file: Path, source: Path, force: bool) -> None:
    """Write a workbook."""
    new_file(file, force=force)
    try:
        read(source).decode()
    except UnicodeDecodeError:
        raise KnownError("xforms.not_a_workbook", Place(source.name)) from None
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "workbook.xlsx"
        with waiting(_("Writing the workbook")):
            write_workbook(source, made)
        write(file, read(made), force=force)
