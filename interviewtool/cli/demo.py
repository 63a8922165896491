"""`interviewtool demo`: conduct the demonstration and say how each file is checked with somebody else's program."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool import demo as demonstration
from interviewtool.cli.bundle import interview_lines
from interviewtool.cli.language import Command, PathType, option
from interviewtool.i18n import N_, _, interface_language, ngettext
from interviewtool.review.sentences import verdict_sentences


@click.command(cls=Command)
@option(
    "--out",
    metavar="FOLDER",
    type=PathType(path_type=Path, file_okay=False),
    required=True,
    help=N_("An empty or new folder."),
)
@option("--screenshots", is_flag=True, help=N_("Also drive the real window and save a picture of every main screen."))
def demo(out: Path, screenshots: bool) -> None:
    """Conduct the demonstration."""
    done = demonstration.conduct(out, on_step=_say)
    if screenshots:
        from interviewtool.demo.pictures import take

        for picture in take(done, language=interface_language()):
            click.echo(_("Picture: {path}").format(path=picture))
    click.echo()
    click.echo(_("The supervisor found:"))
    for line in verdict_sentences(done.received.verdict):
        click.echo(f"  {line}")
    for line in interview_lines(done.received.interviews):
        click.echo(f"  {line}")
    refused = ngettext(
        "{count} person refused consent; only date and outcome were kept.",
        "{count} people refused consent; only date and outcome were kept.",
        done.refused,
    )
    click.echo(refused.format(count=done.refused))
    click.echo()
    click.echo(_("Written to {folder}, with the command that checks it there:").format(folder=done.folder))
    for written in done.written:
        click.echo(f"  {written.path.name}")
        if written.check:
            click.echo(f"      {written.check}")
    packages = ", ".join(demonstration.PROGRAMS)
    click.echo(_("The programs in these commands are in the packages: {packages}").format(packages=packages))
    click.echo(_("Passphrase of both vaults: {passphrase}").format(passphrase=demonstration.PASSPHRASE))


def _say(step: demonstration.Step, number: int, count: int) -> None:
    click.echo(_(step.value).format(number=number, count=count) + " …")
