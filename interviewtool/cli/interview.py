"""`interviewtool interview`: list and export."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import new_file, write
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlock
from interviewtool.i18n import LANGUAGES, _
from interviewtool.model import InterviewId


@click.group()
def interview() -> None:
    """Interviews."""


@interview.command(name="list")
@in_vault
@passphrase_fd
def list_(folder: Path | None, passphrase_fd: int | None) -> None:
    """List the interviews: id, state, language, date, respondent under a pseudonym, categories."""
    workspace = unlock(folder, passphrase(passphrase_fd))
    try:
        for each in workspace.interviews.list():
            one = each.interview
            shown = str(each.shown or "")
            row = (one.interview_id, one.state, one.language, one.created.date(), shown, " ".join(one.categories))
            click.echo("\t".join(str(cell) for cell in row))
    finally:
        workspace.lock()


@interview.command()
@click.argument("interview_ids", nargs=-1, required=True, metavar="ID…")
@click.option("--bundle", type=new_file, help="Write an encrypted bundle for the supervisor.")
@click.option("--summary", type=new_file, help="Write the signed PDF summary of one interview. It is NOT encrypted.")
@click.option("--summary-language", type=click.Choice(LANGUAGES), help="Language of the summary.")
@click.option("--with-identities", is_flag=True, help="Put the identities into a part of their own in the bundle.")
@in_vault
@passphrase_fd
def export(
    *,
    interview_ids: tuple[str, ...],
    bundle: Path | None,
    summary: Path | None,
    summary_language: str | None,
    with_identities: bool,
    folder: Path | None,
    passphrase_fd: int | None,
) -> None:
    """Export finalized interviews."""
    if (bundle is None) == (summary is None) or (summary is not None and len(interview_ids) != 1):
        raise click.UsageError(_("Give either --bundle with any number of interviews, or --summary with one."))
    secret = passphrase(passphrase_fd)
    workspace = unlock(folder, secret)
    try:
        chosen = tuple(InterviewId(each) for each in interview_ids)
        if summary is not None:
            language = summary_language or workspace.interviews.get(chosen[0]).language
            write(summary, workspace.export.summary(chosen[0], language))
        elif bundle is not None:
            write(bundle, workspace.export.bundle(chosen, passphrase=secret if with_identities else None))
    finally:
        workspace.lock()
