"""`interviewtool form`: check a questionnaire, write the standard one as a workbook; and what has a file of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from interviewtool.cli.files import existing_file, force, new_file, read, target_file, write
from interviewtool.cli.form_add import add
from interviewtool.cli.form_new import new
from interviewtool.cli.form_print import print_
from interviewtool.cli.language import group
from interviewtool.cli.progress import waiting
from interviewtool.cli.questionnaire_file import checked_file, in_its_place, say_warnings
from interviewtool.cli.review_sheet import review_sheet
from interviewtool.errors import KnownError, Place
from interviewtool.i18n import N_, _
from interviewtool.xforms import NodeKind, write_workbook


@group
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
    form, warnings = checked_file(file)
    questions = sum(node.kind is NodeKind.QUESTION and "/meta/" not in node.path for node in form.nodes())
    click.echo(
        _("{title}, version {version}: no mistake found. Questions and calculations: {count}").format(
            title=form.title, version=form.shown_version, count=questions
        )
    )
    say_warnings(warnings)


@form.command(
    help=N_(
        "Write the standard questionnaire as a workbook, for people who edit in a spreadsheet; to standard.xlsx if no "
        "FILE is named."
    )
)
@click.argument("file", type=target_file, default=Path("standard.xlsx"))
@in_its_place(N_("Another questionnaire in markdown tables."))
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


for command in (new, add, print_, review_sheet):
    form.add_command(command)
