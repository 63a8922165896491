"""`interviewtool team events`, `take-events`, `confirm-cu`, `terms`: what members tell each other, and what the
supervisor decides and lays down.
"""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import existing_file, force, new_file, read, target_file, write
from interviewtool.cli.language import Command, option
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.i18n import N_, _, ngettext
from interviewtool.model import InterviewId
from interviewtool.team import cu_sentence, event_sentence


@click.command(
    cls=Command,
    help=N_("Write what was withdrawn and decided here, signed, to FILE for the team. It holds codes, no names."),
)
@click.argument("file", type=target_file)
@force
@in_vault
@passphrase_fd
def events(file: Path, force: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """Write the own events."""
    new_file(file, force=force)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        content = workspace.team.events()
    write(file, content, force=force)


@click.command(
    cls=Command,
    help=N_("Take in what another member withdrew or decided, and carry it out where it concerns this vault."),
)
@click.argument("file", type=existing_file)
@in_vault
@passphrase_fd
def take_events(file: Path, folder: Path | None, passphrase_fd: int | None) -> None:
    """Take events in."""
    data = read(file)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        received = workspace.team.take_events(data)
    number = len(received.new)
    said = ngettext("{number} new event of {member}.", "{number} new events of {member}.", number)
    click.echo(said.format(number=number, member=received.author))
    for sentence in filter(None, map(event_sentence, received.new)):
        click.echo(sentence)


@click.command(
    cls=Command,
    help=N_("Decide, as supervisor, whether a case of an interview counts as a suspected prisoner (CU)."),
)
@click.argument("interview_id", metavar="ID")
@option("--case", type=click.IntRange(min=1), default=1, show_default=True, help=N_("Its number in the interview."))
@option("--decision", type=click.Choice(["confirm", "reject"]), required=True, help=N_("Whether it counts as CU."))
@in_vault
@passphrase_fd
def confirm_cu(interview_id: str, case: int, decision: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Decide on a case proposed as CU."""
    confirmed = decision == "confirm"
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        workspace.decisions.confirm_cu(InterviewId(interview_id), case, confirmed=confirmed)
    click.echo(cu_sentence(case, confirmed=confirmed))
    click.echo(_("Decided. “team events” writes the file for the interviewer; the next team file says it, too."))


@click.command(
    cls=Command,
    help=N_("As supervisor: to whom withdrawals go, printed on the withdrawal card, and when interviews are reviewed."),
)
@option("--contact", required=True, help=N_("What is safe to be found: a telephone number may be enough."))
@option(
    "--months", type=click.IntRange(1, 1200), default=12, show_default=True, help=N_("Months until the first review.")
)
@in_vault
@passphrase_fd
def terms(contact: str, months: int, folder: Path | None, passphrase_fd: int | None) -> None:
    """Lay down the terms of the team."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        workspace.team.set_terms(withdrawal_contact=contact.replace("\\n", "\n"), review_months=months)
    click.echo(_("Hand out the team file, so that everybody has it."))


COMMANDS = (events, take_events, confirm_cu, terms)
