"""`interviewtool form add`: a team's own questionnaire into a vault, from where the team file carries it on."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import existing_file
from interviewtool.cli.language import Command
from interviewtool.cli.questionnaire_file import checked_file, say_warnings
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.i18n import N_, _
from interviewtool.team import Role


@click.command(
    cls=Command,
    name="add",
    help=N_(
        "Take a questionnaire (xlsx, xls, csv, md, or an XForm as xml) into a vault, with the files in NAME-media "
        "beside it. New interviews begin with it; interviews that were begun keep theirs."
    ),
)
@click.argument("file", type=existing_file)
@in_vault
@passphrase_fd
def add(file: Path, folder: Path | None, passphrase_fd: int | None) -> None:
    """Take a questionnaire in."""
    form, warnings = checked_file(file, err=True)
    say_warnings(warnings)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        workspace.forms.add(form.xform)
        supervisor = workspace.team.role() is Role.SUPERVISOR
    click.echo(
        _("{title}, version {version}, was taken in. New interviews begin with it.").format(
            title=form.title, version=form.shown_version
        )
    )
    if supervisor:
        click.echo(_("“team hand-out” puts it into the team file."))
