"""`interviewtool vault`: create, look at, verify."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlock, vault_folder
from interviewtool.i18n import _, ngettext
from interviewtool.paths import cache_folder
from interviewtool.workspace import Workspace


@click.group()
def vault() -> None:
    """Vaults."""


@vault.command()
@in_vault
@passphrase_fd
def create(folder: Path | None, passphrase_fd: int | None) -> None:
    """Create a vault. The recovery code is shown once: write it down and keep it apart from the computer."""
    secret = passphrase(passphrase_fd, confirm=passphrase_fd is None)
    workspace, recovery_code = Workspace.create(vault_folder(folder), secret, form_cache=cache_folder())
    workspace.lock()
    click.echo(_("The vault is ready: {path}").format(path=vault_folder(folder)))
    click.echo(_("Recovery code: {code}").format(code=recovery_code))


@vault.command()
@in_vault
@passphrase_fd
def info(folder: Path | None, passphrase_fd: int | None) -> None:
    """Show what a vault holds, without any content."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        count = len(workspace.interviews.list())
        click.echo(ngettext("{count} interview", "{count} interviews", count).format(count=count))
        for each in workspace.forms.list():
            click.echo(_("Questionnaire: {title}, version {version}").format(title=each.title, version=each.version))
        team = workspace.team.current()
        if team is not None:
            click.echo(_("Team: {name}, version {version}").format(name=team.team_name, version=team.version))
    finally:
        workspace.lock()


@vault.command()
@in_vault
@passphrase_fd
def verify(folder: Path | None, passphrase_fd: int | None) -> None:
    """Check every byte that can be checked. Exit code 1 when something is damaged or was put back."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        with click.progressbar(length=100, label=_("Checking"), file=sys.stderr) as bar:
            done = 0

            def show(share: float) -> None:
                nonlocal done
                bar.update(int(share * 100) - done)
                done = int(share * 100)

            report = workspace.vault.verify(show)
    finally:
        workspace.lock()
    for finding in report.findings:
        sentence, part = finding.sentence
        click.echo(_(sentence).format(part=part))
    if report.findings:
        raise click.ClickException(_("The vault is not whole. Restore a backup, or export what can still be read."))
    click.echo(_("Everything was checked and is whole."))
