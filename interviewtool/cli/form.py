"""`interviewtool form`: check a questionnaire, write the standard one as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import existing_file, new_file
from interviewtool.i18n import _
from interviewtool.workspace import STANDARD
from interviewtool.xforms import FormDefinition, convert, write_workbook


@click.group()
def form() -> None:
    """Questionnaires."""


@form.command()
@click.argument("file", type=existing_file)
def check(file: Path) -> None:
    """Check a questionnaire (xlsx, csv, md or XForm xml). Exit code 1 when it cannot be used."""
    definition = FormDefinition.load(convert(file))
    click.echo(
        _("{title}, version {version}: {count} questions and groups, no mistake found.").format(
            title=definition.title, version=definition.form_version, count=len(definition.nodes())
        )
    )


@form.command()
@click.argument("target", type=new_file, default=Path("standard.xlsx"))
@click.option(
    "--from", "source", type=existing_file, default=STANDARD, help="Another questionnaire in markdown tables."
)
def xlsx(target: Path, source: Path) -> None:
    """Write the standard questionnaire as a workbook, for people who edit in a spreadsheet."""
    write_workbook(source, target)
    click.echo(_("Written: {path}").format(path=target))
