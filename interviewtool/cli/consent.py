"""`interviewtool consent`: the form and the withdrawal card; what was decided; withdrawal; what is due."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from interviewtool.cli.files import force, new_file, target_file, write
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.cli.wording import plain, table
from interviewtool.consent import DO_NOT_PROCEED, PROCEED, Done, Kept, field_value, shipped
from interviewtool.consent.words import TIERS, closing_sentences, goes, left_over, stays, told, when_decided
from interviewtool.errors import KnownError
from interviewtool.export import consent_form, withdrawal_card, withdrawal_sheet
from interviewtool.i18n import LANGUAGES, N_, _, interface_language
from interviewtool.i18n.dates import short_time
from interviewtool.model import ConsentRecord, InterviewId, Tier
from interviewtool.team import Role, Withdrawn, withdrawals_said
from interviewtool.workspace import Workspace

_TIERS = tuple(tier.code.replace("_", "-") for tier in Tier)


@group
def consent() -> None:
    """The group."""


@consent.command(
    name="print",
    help=N_("Write the newest consent form as a PDF that can be printed; to consent.pdf if no FILE is named."),
)
@option(
    "--text-language", type=click.Choice(LANGUAGES), default="uk", show_default=True, help=N_("Language of the form.")
)
@force
@click.argument("file", type=target_file, default=Path("consent.pdf"))
def print_(text_language: str, force: bool, file: Path) -> None:
    """Write the consent form as a PDF."""
    new_file(file, force=force)
    *_older, newest = (text for text in shipped() if text.language == text_language)
    with waiting(_("Writing the consent form")):
        content = consent_form(newest)
    write(file, content, force=force)


@consent.command(help=N_("Write the withdrawal card of an interview as a PDF, in the language of the interview."))
@click.argument("interview_id", metavar="ID")
@click.argument("file", type=target_file)
@option("--text-language", type=click.Choice(LANGUAGES), help=N_("Language of the card; else that of the interview."))
@force
@in_vault
@passphrase_fd
def card(
    *,
    interview_id: str,
    file: Path,
    text_language: str | None,
    force: bool,
    folder: Path | None,
    passphrase_fd: int | None,
) -> None:
    """Write the withdrawal card."""
    new_file(file, force=force)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        owner = InterviewId(interview_id)
        interview = workspace.interviews.get(owner)
        code, team = workspace.receipts.code(owner), workspace.team.current()
    contact = "" if team is None else team.withdrawal_contact
    content = withdrawal_card(code, contact, text_language or interview.language, practice=interview.practice)
    write(file, content, force=force)


@consent.command(help=N_("Every decision on consent of an interview, in the order it was made."))
@click.argument("interview_id", metavar="ID")
@in_vault
@passphrase_fd
def history(interview_id: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Show the decisions."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        records = workspace.consent.history(InterviewId(interview_id))
    for line in table([_decision(record) for record in records]):
        click.echo(line)


def _decision(record: ConsentRecord) -> tuple[str, ...]:
    text = f"{record.text_version}-{record.language} {record.text_hash[:8]}"
    doubted = _("in doubt: a later “no” may be lost") if record.open else ""
    return (when_decided(record), record.item, field_value(record), record.role, record.method, text, doubted)


@consent.command(
    help=N_(
        "Withdraw an interview, by its code or by the code on the withdrawal card. Without --yes it is only said "
        "what would happen. A supervisor may name an interview that another vault holds."
    )
)
@click.argument("text", metavar="ID|CARD")
@option(
    "--tier", type=click.Choice(_TIERS), required=True, help=N_("How much is taken back; each tier has those before.")
)
@option("--yes", is_flag=True, help=N_("Carry it out. It cannot be taken back."))
@option("--sheet", type=target_file, help=N_("Write what was done to this file, a PDF to be printed."))
@force
@in_vault
@passphrase_fd
def withdraw(
    *,
    text: str,
    tier: str,
    yes: bool,
    sheet: Path | None,
    force: bool,
    folder: Path | None,
    passphrase_fd: int | None,
) -> None:
    """Withdraw an interview."""
    if sheet is not None:
        new_file(sheet, force=force)
    chosen = Tier.from_code(tier.replace("-", "_"))
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        try:
            found: InterviewId | None = workspace.receipts.find(text)
        except KnownError:
            if workspace.team.role() is not Role.SUPERVISOR:
                raise
            workspace.decisions.check(text)
            found = None
        click.echo(f"{_(TIERS[chosen][0])}. {_(TIERS[chosen][1])}")
        if found is None:
            click.echo(_("This vault does not hold it. The team is told with the next team file."))
        else:
            _say(workspace, found, chosen)
        if not yes:
            click.echo(_("Nothing was done. With --yes it is carried out."), err=True)
            return
        if found is None:
            workspace.decisions.withdraw(text, chosen)
        else:
            done = workspace.withdrawals.withdraw(found, chosen)
            for line in left_over(done):
                click.echo(line)
            if sheet is not None:
                write(sheet, withdrawal_sheet(done), force=force)
    click.echo(_("Withdrawn: “{tier}”.").format(tier=_(TIERS[chosen][0])))


def _say(workspace: Workspace, interview_id: InterviewId, tier: Tier) -> None:
    preview = workspace.withdrawals.preview(interview_id, tier)
    for title, lines in (
        (_("What is destroyed, for ever"), goes(preview)),
        (_("What stays, and why"), stays(preview)),
        (_("Who was given it before"), told(preview)),
        (_("What else is to be done"), closing_sentences(preview)),
    ):
        if lines:
            click.echo("\n".join([title, *(f"  {line}" for line in lines)]))


@consent.command(
    help=N_("Every withdrawal carried out in this vault, the last one first: number, day, tier, who has acknowledged.")
)
@option("--sheet", type=(str, target_file), metavar="ID FILE", help=N_("Write the last sheet of one again, as a PDF."))
@force
@in_vault
@passphrase_fd
def withdrawals(*, sheet: tuple[str, Path] | None, force: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """List the withdrawals."""
    if sheet is not None:
        new_file(sheet[1], force=force)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        done, said = workspace.withdrawals.done(), withdrawals_said(workspace.team.log.all())
    if sheet is not None:
        chosen = next((each for each in done if sheet[0] in each.preview.interviews), None)
        if chosen is None:
            raise KnownError("vault.no_such_interview", interview=plain(sheet[0]))
        write(sheet[1], withdrawal_sheet(chosen), force=force)
        return
    for line in table([_withdrawal(each, said) for each in done]):
        click.echo(line)
    if not done:
        click.echo(_("Nothing was withdrawn in this vault."), err=True)


def _withdrawal(done: Done, said: Sequence[Withdrawn]) -> tuple[str, ...]:
    preview = done.preview
    joined = Withdrawn.joined([each for each in said if each.means(preview.interviews, preview.tier)])
    heard = "" if joined is None else _("acknowledged by: {codes}").format(codes=", ".join(joined.heard_by) or "–")
    day = short_time(done.time, interface_language())
    return (preview.interviews[-1], day, _(TIERS[preview.tier][0]), heard)


@consent.command(help=N_("Decide, as supervisor, whether consent to an interview may be asked."))
@click.argument("interview_id", metavar="ID")
@option("--decision", type=click.Choice(["proceed", "stop"]), required=True, help=N_("Whether it may be held."))
@in_vault
@passphrase_fd
def authorise(interview_id: str, decision: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Decide before consent."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        workspace.decisions.authorise(InterviewId(interview_id), PROCEED if decision == "proceed" else DO_NOT_PROCEED)
    click.echo(_("Decided. “team events” writes the file for the interviewer; the next team file says it, too."))


@consent.command(
    help=N_(
        "Interviews whose review is due, those that were withdrawn and are kept by a legal hold, and those to which "
        "consent is in doubt since the vault was damaged."
    )
)
@option("--all", "every", is_flag=True, help=N_("Those whose review is still to come, too."))
@in_vault
@passphrase_fd
def due(every: bool, folder: Path | None, passphrase_fd: int | None) -> None:
    """List what is due."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        kept = workspace.retention.all() if every else workspace.retention.due()
    for line in table([_kept(each) for each in kept]):
        click.echo(line)
    if not kept:
        click.echo(_("Nothing has to be looked at now."), err=True)


def _kept(kept: Kept) -> tuple[str, ...]:
    hold = kept.retention.hold
    reason = "" if hold is None else _("held: {reason}").format(reason=plain(hold))
    doubted = _("consent in doubt: to be decided anew") if kept.doubted else ""
    return (kept.interview.interview_id, kept.retention.review.isoformat(), reason, doubted)
