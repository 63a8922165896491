"""`interviewtool bundle`: verify the outside of a bundle, open one as its recipient, accept its signer's history."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.bundle import inspect_bundle
from interviewtool.cli.files import existing_file, read
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked
from interviewtool.cli.wording import answered, plain, table
from interviewtool.consent.words import TIERS
from interviewtool.errors import KnownError
from interviewtool.export import LEFT_OUT
from interviewtool.export.value_words import value_in_words
from interviewtool.i18n import N_, _
from interviewtool.interview import EntryKind
from interviewtool.model import Tier
from interviewtool.review import ReceivedInterview
from interviewtool.review.sentences import doubts, verdict_sentences, without_consent


@group
def bundle() -> None:
    """The group."""


@bundle.command(
    help=N_("Check signature and hashes without any key of ours. Who the signer is, only “bundle open” can say.")
)
@click.argument("file", type=existing_file)
def verify(file: Path) -> None:
    """Check the outside of a bundle."""
    data = read(file)
    with waiting(_("Checking the bundle")):
        sealed = inspect_bundle(data)
    click.echo(_("The signature holds and nothing was changed."))
    click.echo(_("Signed with: {key}").format(key=sealed.verification_key))
    for name, digest in sealed.members.items():
        click.echo(f"{digest}  {name}")


@bundle.command(
    name="open",
    help=N_("Open a bundle with the supervisor’s vault: who signed it, that nothing was changed, what is in it."),
)
@click.argument("file", type=existing_file)
@option("--read", "wanted", metavar="ID", help=N_("Print the answers of one interview on the screen."))
@in_vault
@passphrase_fd
def open_(file: Path, wanted: str | None, folder: Path | None, passphrase_fd: int | None) -> None:
    """Open a bundle."""
    data = read(file)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace, waiting(_("Opening the bundle")) as progress:
        received = workspace.review.open(data, progress=progress)
    chosen = [each for each in received.interviews if each.interview.interview_id == wanted]
    if wanted is not None and not chosen:
        raise KnownError("cli.not_in_bundle", interview=wanted)
    for line in verdict_sentences(received.verdict):
        click.echo(line)
    for line in doubts(received.verdict):
        click.echo(f"⚠ {line}")
    for line in () if chosen else interview_lines(received.interviews):
        click.echo(line)
    for each in chosen:
        print_answers(each)


@bundle.command(
    help=N_(
        "Accept the signer’s explanation where “bundle open” said that their vault and earlier bundles do not know of "
        "each other. It is not said again; the reason is kept in your vault’s log."
    )
)
@click.argument("file", type=existing_file)
@option("--reason", metavar="TEXT", required=True, help=N_("What the signer said."))
@in_vault
@passphrase_fd
def accept(file: Path, reason: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Accept the history of a bundle's signer."""
    data = read(file)
    with unlocked(folder, passphrase(passphrase_fd)) as workspace, waiting(_("Opening the bundle")) as progress:
        workspace.review.accept(workspace.review.open(data, progress=progress).verdict, reason)
    click.echo(_("Noted in the log of this vault; it is not said again."))


def interview_lines(interviews: tuple[ReceivedInterview, ...]) -> list[str]:
    """The interviews of a bundle, one in a line."""
    return table([_row(each) for each in interviews])


def _row(received: ReceivedInterview) -> tuple[str, ...]:
    interview = received.interview
    shown = received.display(interview.language)(interview.respondent)
    withdrawn = (
        "" if received.withdrawn is None else _("withdrawn: “{tier}”").format(tier=_(TIERS[received.withdrawn][0]))
    )
    if received.record.sensitive_left_out:
        withdrawn = " · ".join(filter(None, (withdrawn, _("Left out: {what}.").format(what=_(LEFT_OUT)))))
    withdrawn = " · ".join(filter(None, (withdrawn, without_consent(received))))
    if received.withdrawn is Tier.ERASE_ALL:
        return (interview.interview_id, withdrawn)
    reading = received.pages(interview.language)
    pages = [each for each in reading.outline() if each.kind is EntryKind.PAGE]
    answers = _("answers: {count}").format(count=sum(page.answered for page in pages))
    proposed = reading.proposed_cu()
    cu = "" if not proposed else _("CU proposed: case {cases}").format(cases=", ".join(map(str, proposed)))
    return (interview.interview_id, plain(str(shown)), " ".join(interview.categories), answers, cu, withdrawn)


def print_answers(received: ReceivedInterview) -> None:
    """Every answered question of an interview, page by page, as its summary has it."""
    language = received.interview.language
    pages = received.pages(language)
    for entry in pages.outline():
        if entry.kind is not EntryKind.PAGE:
            continue
        said = [
            f"  {answered(view.label, f'({words})' if view.missing is not None else words)}"
            for view in (question.view for question in pages.page(entry.reference).questions)
            if (words := value_in_words(view, language, pages.readable))
        ]
        if said:
            click.echo("\n".join(("", plain(entry.title), *said)))
