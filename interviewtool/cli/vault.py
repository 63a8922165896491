"""`interviewtool vault`: create, look at, verify, acknowledge what was put back; and its care and its ways to open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from interviewtool.cli import vault_care, vault_slots
from interviewtool.cli.asking import compared
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import Progress, waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, say_findings, unlocked, vault_folder
from interviewtool.cli.wording import way_to_open
from interviewtool.errors import KnownError
from interviewtool.i18n import N_, _, ngettext
from interviewtool.i18n.explain import explain
from interviewtool.model.words import STATES
from interviewtool.paths import cache_folder
from interviewtool.vault import Vault
from interviewtool.vault.report import Report
from interviewtool.workspace import Workspace


@group
def vault() -> None:
    """The group."""


@vault.command(
    help=N_(
        "Create a vault. The recovery code is shown once: write it down, type it back, and keep it apart from the "
        "computer. With --passphrase-fd, as in a script, it is not asked for. The folder must be empty or new."
    )
)
@in_vault
@passphrase_fd
def create(folder: Path | None, passphrase_fd: int | None) -> None:
    """Create a vault."""
    secret = passphrase(passphrase_fd, confirm=True)
    with waiting(_("Making the vault")):
        workspace, recovery_code = Workspace.create(vault_folder(folder), secret, form_cache=cache_folder())
        workspace.lock()
    click.echo(_("The vault is ready: {path}").format(path=vault_folder(folder)))
    click.echo(_("Recovery code: {code}").format(code=recovery_code))
    click.echo(_("It opens the vault as the passphrase does, and is not shown again."), err=True)
    if passphrase_fd is None:
        compared(recovery_code)


@vault.command(help=N_("Show what a vault holds, without any content, and what opening it found wrong."))
@in_vault
@passphrase_fd
def info(folder: Path | None, passphrase_fd: int | None) -> None:
    """Show what a vault holds."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        interviews = workspace.interviews.list()
        forms = workspace.forms.list()
        team = workspace.team.current()
        findings = workspace.vault.findings
        slots = workspace.vault.slots
    click.echo(_("Vault: {path}").format(path=vault_folder(folder)))
    click.echo(_("Opens with: {ways}").format(ways=", ".join(map(way_to_open, slots))))
    count = len(interviews)
    click.echo(ngettext("{count} interview", "{count} interviews", count).format(count=count))
    for state, number in Counter(each.interview.state for each in interviews).items():
        click.echo(f"  {_(STATES[state])}: {number}")
    for form in forms:
        click.echo(_("Questionnaire: {title}, version {version}").format(title=form.title, version=form.shown_version))
    if team is not None:
        click.echo(_("Team: {name}, version {version}").format(name=team.team_name, version=team.version))
    if not findings:
        click.echo(_("Opening it found nothing damaged or put back. “vault verify” looks at everything."))


@vault.command(help=N_("Check every byte that can be checked. Ends with 1 if something is damaged or was put back."))
@in_vault
@passphrase_fd
def verify(folder: Path | None, passphrase_fd: int | None) -> None:
    """Check the vault and, since the passphrase was given for it, the register of names."""
    secret = passphrase(passphrase_fd)
    with unlocked(folder, secret) as workspace:
        opening = workspace.vault.findings
        with waiting(_("Checking the vault")) as progress:
            report, unreadable = _report(workspace.vault, secret, progress)
    say_findings(tuple(finding for finding in report.findings if finding not in opening))
    if unreadable is not None:
        click.echo(explain(unreadable).what)
    if opening or report.findings or unreadable is not None:
        raise click.ClickException(_("The vault is not whole. Restore a backup, or export what can still be read."))
    click.echo(
        _(
            "Everything was checked and is whole: interviews {interviews}, attached files {blobs}, "
            "log entries {entries}, and the register of names."
        ).format(interviews=report.interviews, blobs=report.blobs, entries=report.entries)
    )


@vault.command(
    help=N_(
        "Acknowledge that an old copy was put back, where “vault verify” said so and you know why. It is not reported "
        "again; the reason is kept in the vault’s log."
    )
)
@option("--reason", metavar="TEXT", required=True, help=N_("Why an old copy was put back."))
@in_vault
@passphrase_fd
def acknowledge(reason: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Acknowledge an old copy."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        workspace.vault.acknowledge(reason)
    click.echo(_("Noted in the log of the vault; it is not reported again."))


def _report(opened: Vault, secret: str, progress: Progress) -> tuple[Report, KnownError | None]:
    """What was found, and why the register could not be read, if it could not."""
    try:
        with opened.identities(secret) as register:
            return opened.verify(progress, register=register), None
    except KnownError as error:
        return opened.verify(progress), error


for command in (*vault_care.COMMANDS, *vault_slots.COMMANDS):
    vault.add_command(command)
