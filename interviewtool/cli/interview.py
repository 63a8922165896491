"""`interviewtool interview`: list and export."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from interviewtool.cli.files import force, new_file, target_file, written
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.cli.wording import plain, table
from interviewtool.consent import Purpose
from interviewtool.export import STAYS
from interviewtool.i18n import LANGUAGES, N_, _
from interviewtool.interview import InterviewSummary
from interviewtool.model import InterviewId
from interviewtool.model.words import STATES


@group
def interview() -> None:
    """The group."""


@interview.command(
    name="list",
    help=N_("List the interviews: id, state, language, date, respondent under a pseudonym, categories."),
)
@in_vault
@passphrase_fd
def list_(folder: Path | None, passphrase_fd: int | None) -> None:
    """List the interviews."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        interviews = workspace.interviews.list()
    for line in table([_row(each) for each in interviews]):
        click.echo(line)
    if not interviews:
        click.echo(_("There is no interview in this vault yet."), err=True)


def _row(summary: InterviewSummary) -> tuple[str, ...]:
    one = summary.interview
    shown = str(summary.shown or "")
    state = _(STATES[one.state])
    if one.version > 1:
        state = _("{state}, version {number}").format(state=state, number=one.version)
    if one.practice_presumed:
        state = _("For practice, or not: {interview}").format(interview=state)
    elif one.practice:
        state = _("Practice: {interview}").format(interview=state)
    return (one.interview_id, state, one.language, f"{one.created:%Y-%m-%d}", shown, " ".join(one.categories))


@interview.command(
    name="drop-version",
    help=N_("Take back a new version that was begun by mistake, as long as nothing was changed in it."),
)
@click.argument("interview_id", metavar="ID")
@in_vault
@passphrase_fd
def drop_version(interview_id: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Drop a version."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        before = workspace.interviews.drop_version(InterviewId(interview_id))
    click.echo(_("Dropped. The latest version is {interview} again.").format(interview=before))


@interview.command(
    help=N_(
        "Export finalized interviews: a bundle of any number, encrypted for the supervisor, or the summary of one. "
        "A summary is NOT encrypted: whoever finds the file can read it."
    )
)
@click.argument("interview_ids", nargs=-1, required=True, metavar="ID…")
@option("--bundle", metavar="FILE", type=target_file, help=N_("Write an encrypted bundle for the supervisor."))
@option("--summary", metavar="FILE", type=target_file, help=N_("Write the signed PDF summary of one interview."))
@option("--summary-language", type=click.Choice(LANGUAGES), help=N_("Language of the summary."))
@option(
    "--with-identities",
    is_flag=True,
    help=N_("Bundle: put the identities into a part of their own. Summary: show the names that consent allows."),
)
@option(
    "--purpose",
    type=click.Choice([str(each).replace("_", "-") for each in Purpose]),
    default=str(Purpose.ARCHIVE),
    show_default=True,
    help=N_("What the summary is for; the respondent must have consented to exactly that."),
)
@option(
    "--recipient",
    metavar="TEXT",
    default="",
    help=N_(
        "Who is given the summary: organisation and role, no names of persons in the interview. Needed for every "
        "purpose but the archive, since they have to be told if it is withdrawn."
    ),
)
@force
@in_vault
@passphrase_fd
def export(
    *,
    interview_ids: tuple[str, ...],
    bundle: Path | None,
    summary: Path | None,
    summary_language: str | None,
    with_identities: bool,
    purpose: str,
    recipient: str,
    force: bool,
    folder: Path | None,
    passphrase_fd: int | None,
) -> None:
    """Export finalized interviews."""
    target = summary or bundle
    if target is None or (summary and bundle) or (summary and len(interview_ids) != 1):
        raise click.UsageError(_("Give either --bundle with any number of interviews, or --summary with one."))
    new_file(target, force=force)
    secret = passphrase(passphrase_fd)
    register = secret if with_identities else None
    chosen = tuple(InterviewId(each) for each in dict.fromkeys(interview_ids))
    keep = partial(written, target, force=force)
    stays: tuple[str, ...] = ()
    with unlocked(folder, secret) as workspace:
        if summary is not None:
            language = summary_language or workspace.interviews.get(chosen[0]).language
            with waiting(_("Writing the summary")):
                wanted = Purpose(purpose.replace("-", "_"))
                workspace.export.summary(
                    chosen[0], language, purpose=wanted, recipient=recipient, passphrase=register, keep=keep
                )
        else:
            with waiting(_("Writing the bundle")) as progress:
                workspace.export.bundle(chosen, passphrase=register, progress=progress, keep=keep)
            stays = tuple(line for each in workspace.export.behind(chosen) for line in each.sentences())
    if stays:
        click.echo("\n".join((_(STAYS), *map(plain, stays))), err=True)
    if summary is not None:
        click.echo(
            _("This file is not encrypted. Keep it as you would keep the paper, and delete it after use."), err=True
        )
