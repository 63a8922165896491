"""`interviewtool team`: both sides of joining a team, and what it consists of.

Whatever carries somebody's key for the first time, a card or a team file, is taken in only after a person said that
the words agree with those the other one reads aloud; otherwise an exchanged file would redirect all testimony.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from interviewtool.cli import team_events
from interviewtool.cli.asking import agreed
from interviewtool.cli.files import existing_file, force, new_file, read, target_file, write
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.errors import KnownError
from interviewtool.i18n import N_, _, interface_language
from interviewtool.model import now
from interviewtool.team import Card, Role, TeamFile, allowed_signers

_CODE_HELP = N_("A code for yourself, no name: letters a–z, digits and -.")


@group
def team() -> None:
    """The group."""


@team.command(help=N_("Make this vault the supervisor’s: create keys and the first team file."))
@click.argument("name")
@option("--code", required=True, help=_CODE_HELP)
@in_vault
@passphrase_fd
def create(name: str, code: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Create a team."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace, waiting(_("Making the keys")):
        made = workspace.team.create(name, code)
    click.echo(_("The team {name} is ready.").format(name=made.team_name))
    click.echo(_("Your words, which you read aloud to whoever joins:"))
    click.echo(words(made.supervisor))


@team.command(help=N_("Show the team: supervisor, members, questionnaires, and the supervisor’s words."))
@option("--allowed-signers", "signers_only", is_flag=True, help=N_("Only the file for ssh-keygen -Y verify."))
@in_vault
@passphrase_fd
def show(signers_only: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """Show the team."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        current, waiting_cards = workspace.team.joined(), workspace.team.cards()
    if signers_only:
        click.echo(allowed_signers(current), nl=False)
        return
    for line in team_lines(current):
        click.echo(line)
    known = {member.card.verification_key for member in current.members}
    for card in waiting_cards:
        if card.verification_key not in known:
            click.echo(_("Waits for the next team file: {code}").format(code=card.interviewer_code))


@team.command(
    help=N_("Write your own card to FILE, for the supervisor. The first time, --code makes this vault’s keys as well.")
)
@click.argument("file", type=target_file)
@option("--code", help=_CODE_HELP)
@force
@in_vault
@passphrase_fd
def card(file: Path, code: str | None, force: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """Write the own card."""
    new_file(file, force=force)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        if code is None:
            own = workspace.team.own_card()
        else:
            with waiting(_("Making the keys")):
                own = workspace.team.create_interviewer(code)
        write(file, own.to_bytes(), force=force)
    click.echo(_("Your words, which you read aloud to the supervisor:"))
    click.echo(words(own))


@team.command(help=N_("Take the card of an interviewer in, as the supervisor, after comparing the words."))
@click.argument("file", type=existing_file)
@in_vault
@passphrase_fd
def take(file: Path, folder: Path | None, passphrase_fd: int | None) -> None:
    """Take a card in."""
    data = read(file)
    offered = Card.from_bytes(data)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        if workspace.team.role() is not Role.SUPERVISOR:
            raise KnownError("team.not_supervisor")
        if all(known.verification_key != offered.verification_key for known in workspace.team.cards()):
            click.echo(_("This is the card of {code}.").format(code=offered.interviewer_code))
            compare(offered)
        workspace.team.take_card(data)
    click.echo(
        _("The card of {code} was taken in. “team hand-out” puts it into the team file.").format(
            code=offered.interviewer_code
        )
    )


@team.command(
    name="hand-out",
    help=N_("Write the team file, one version up, with every card taken in so far. It is signed, not secret."),
)
@click.argument("file", type=target_file)
@force
@in_vault
@passphrase_fd
def hand_out(file: Path, force: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """Write the team file."""
    new_file(file, force=force)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        write(file, workspace.team.hand_out(), force=force)
        current = workspace.team.joined()
    for line in team_lines(current):
        click.echo(line)


@team.command(
    help=N_(
        "Revoke the key of the member CODE, say after a seizure: what is received from that day on counts no more. "
        "Then “team hand-out” writes the team file that says so to everybody."
    )
)
@click.argument("code")
@option(
    "--since",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help=N_("From the beginning of this day, as 2026-11-23; by default from now on."),
)
@option("--reason", metavar="TEXT", required=True, help=N_("Why; the whole team reads it in the team file."))
@in_vault
@passphrase_fd
def revoke(code: str, since: datetime | None, reason: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Revoke a member's key."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        changed = workspace.team.revoke(code, now() if since is None else since.astimezone(), reason)
    for line in team_lines(changed):
        click.echo(line)


@team.command(
    help=N_("Take the team file of your supervisor in; the first time after comparing the words with the supervisor.")
)
@click.argument("file", type=existing_file)
@in_vault
@passphrase_fd
def join(file: Path, folder: Path | None, passphrase_fd: int | None) -> None:
    """Join a team, or take its newer team file in."""
    data = read(file)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        offered = workspace.team.read(data)
        if workspace.team.current() is None:
            for line in team_lines(offered, with_words=False):
                click.echo(line)
            compare(offered.supervisor)
        workspace.team.accept(data)
    click.echo(
        _("You work under the team file of {name}, version {version}.").format(
            name=offered.team_name, version=offered.version
        )
    )


def words(card: Card) -> str:
    """The fingerprint of a card in the interface's language."""
    return " ".join(card.fingerprint_words(interface_language()))


def compare(card: Card) -> None:
    """Show the words and ask whether they are the right ones. KnownError cli.words_differ unless a person says so."""
    click.echo(
        _("Have {code} read the words aloud, by telephone or face to face. They must be:").format(
            code=card.interviewer_code
        )
    )
    click.echo(words(card))
    if not agreed(_("Did you hear exactly these words?")):
        raise KnownError("cli.words_differ")


def team_lines(team: TeamFile, *, with_words: bool = True) -> list[str]:
    """A team in lines. with_words: the supervisor's fingerprint among them."""
    lines = [
        _("Team: {name}, version {version}").format(name=team.team_name, version=team.version),
        _("Supervisor: {code}").format(code=team.supervisor.interviewer_code),
    ]
    if with_words:
        lines.append(f"  {words(team.supervisor)}")
    for member in team.members:
        since = _("Member: {code}").format(code=member.card.interviewer_code)
        revoked = member.revoked_since
        if revoked is not None:
            since = _("Revoked: {code}, since {day}").format(
                code=member.card.interviewer_code, day=f"{revoked:%Y-%m-%d}"
            )
        lines.append(since)
    lines += [_("Questionnaire: {name}").format(name=attached.name) for attached in team.questionnaires]
    return lines


for command in team_events.COMMANDS:
    team.add_command(command)
