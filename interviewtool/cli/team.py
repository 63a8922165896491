"""`interviewtool team`: create a team, show the one this vault works under."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlock
from interviewtool.errors import KnownError
from interviewtool.i18n import _, interface_language
from interviewtool.team import allowed_signers


@click.group()
def team() -> None:
    """Teams."""


@team.command()
@click.argument("name")
@click.option("--code", required=True, help="The supervisor's code: letters a–z, digits and -.")
@in_vault
@passphrase_fd
def create(name: str, code: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Make this vault the supervisor's: create keys and the first team file."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        made = workspace.team.create(name, code)
    finally:
        workspace.lock()
    click.echo(_("The team {name} is ready. Its fingerprint, to be compared aloud:").format(name=made.team_name))
    click.echo(" ".join(made.supervisor.fingerprint_words(interface_language())))


@team.command()
@click.option("--allowed-signers", "signers_only", is_flag=True, help="Only the file for ssh-keygen -Y verify.")
@in_vault
@passphrase_fd
def show(signers_only: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """Show the team: supervisor, members, questionnaires, fingerprint."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        current = workspace.team.current()
    finally:
        workspace.lock()
    if current is None:
        raise KnownError("team.no_team")
    if signers_only:
        click.echo(allowed_signers(current), nl=False)
        return
    click.echo(_("Team: {name}, version {version}").format(name=current.team_name, version=current.version))
    click.echo(_("Supervisor: {code}").format(code=current.supervisor.interviewer_code))
    click.echo(" ".join(current.supervisor.fingerprint_words(interface_language())))
    for member in current.members:
        click.echo(_("Member: {code}").format(code=member.card.interviewer_code))
    for attached in current.questionnaires:
        click.echo(_("Questionnaire: {name}").format(name=attached.name))
